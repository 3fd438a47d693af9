import { z } from 'zod';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import { ACTIVITY_KINDS } from '../../domain/catalogue/activity-kinds.ts';
import { CITES_APPENDICES } from '../../domain/catalogue/cites.ts';
import { COUNTRIES } from '../../domain/catalogue/countries.ts';
import { CURRENCIES } from '../../domain/catalogue/currencies.ts';
import { DETECTION_METHODS } from '../../domain/catalogue/detections.ts';
import { CURRENT_FACTORS } from '../../domain/catalogue/factors.ts';
import { GOODS_STATUSES } from '../../domain/catalogue/goods-statuses.ts';
import { GROUP_STATES } from '../../domain/catalogue/groups.ts';
import { HEADINGS } from '../../domain/catalogue/headings.ts';
import { HS_CHAPTERS } from '../../domain/catalogue/hs-chapters.ts';
import { MATCH_KEYS } from '../../domain/catalogue/match-keys.ts';
import { OUTCOMES } from '../../domain/catalogue/outcomes.ts';
import { PERSON_STATES } from '../../domain/catalogue/persons.ts';
import { PLACE_TYPES } from '../../domain/catalogue/places.ts';
import { RILOS } from '../../domain/catalogue/rilos.ts';
import { MEANS_OF_TRANSPORT, TRANSPORT_MODES } from '../../domain/catalogue/transport.ts';
import { UNITS } from '../../domain/catalogue/units.ts';
import { CATALOGUE_VERSION } from '../../domain/catalogue/validity.ts';
import { VALUE_BASES } from '../../domain/catalogue/value-bases.ts';
import * as languages from '../../documents/languages/index.ts';
import { isListName, termOf } from '../../documents/reports/sheet-lists.ts';
import { route } from '../route.ts';

const LISTS = {
  headings: HEADINGS,
  units: UNITS,
  transport: TRANSPORT_MODES,
  means: MEANS_OF_TRANSPORT,
  placeTypes: PLACE_TYPES,
  detection: DETECTION_METHODS,
  outcomes: OUTCOMES,
  persons: PERSON_STATES,
  groups: GROUP_STATES,
  statuses: GOODS_STATUSES,
  cites: CITES_APPENDICES,
  hs: HS_CHAPTERS,
  currencies: CURRENCIES,
  valueBases: VALUE_BASES,
  keys: MATCH_KEYS,
  activities: ACTIVITY_KINDS,
  countries: COUNTRIES,
  rilos: RILOS,
} as const;

const Entry = z
  .looseObject({ code: z.string() })
  .meta({ description: 'A code with its label, and what else its list says of it. Labels that nobody has translated are English.' });
const Catalogue = z
  .strictObject({
    version: z.strictObject({ version: z.string(), date: z.string(), changes: z.string() }),
    factors: z.strictObject({ version: z.string(), factors: z.array(z.looseObject({ name: z.string() })) }),
    lists: z.record(z.enum(Object.keys(LISTS) as (keyof typeof LISTS)[]), z.array(Entry)),
  })
  .meta({ id: 'Catalogue' });

type Lists = Record<string, readonly { code: string; label?: string; name?: string }[]>;

/** Codes are the same everywhere; what they are called follows the reader. */
function listsIn(language: Language): Lists {
  const words = languages[language];
  const named = Object.entries(LISTS as Lists).map(([list, entries]) => [
    list,
    entries.map((entry) => {
      const english = entry.label ?? entry.name ?? entry.code;
      return { ...entry, label: isListName(list) ? termOf(words, list, entry.code, english) : english };
    }),
  ]);
  return Object.fromEntries(named) as Lists;
}

const bodies = new Map<Language, unknown>();

/** Made when somebody first asks for it: whoever starts the service waits for no names. */
function bodyIn(language: Language): unknown {
  const body = bodies.get(language) ?? { version: CATALOGUE_VERSION, factors: CURRENT_FACTORS, lists: listsIn(language) };
  bodies.set(language, body);
  return body;
}

export const CATALOGUE_ROUTES = [
  route({
    method: 'get',
    path: '/catalogue',
    action: 'register.read',
    summary: 'Every code that reports are made of: headings and their units, places, states, currencies, and the factors of conversion',
    query: z.strictObject({ language: z.enum(LANGUAGES).default('en') }),
    replies: { status: 200, schema: Catalogue },
    handle: async ({ query: { language } }) => ({
      body: bodyIn(language),
      etag: `"${CATALOGUE_VERSION.version}+${CURRENT_FACTORS.version}+${language}"`,
    }),
  }),
];
