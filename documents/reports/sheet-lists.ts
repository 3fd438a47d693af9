import { DIRECTIONS } from '../../domain/case.ts';
import { CITES_APPENDICES } from '../../domain/catalogue/cites.ts';
import { COUNTRIES } from '../../domain/catalogue/countries.ts';
import { CURRENCIES } from '../../domain/catalogue/currencies.ts';
import { DETECTION_METHODS } from '../../domain/catalogue/detections.ts';
import { GOODS_STATUSES } from '../../domain/catalogue/goods-statuses.ts';
import { GROUP_STATES } from '../../domain/catalogue/groups.ts';
import { headingOf, HEADINGS } from '../../domain/catalogue/headings.ts';
import { MATCH_KEYS } from '../../domain/catalogue/match-keys.ts';
import { OUTCOMES } from '../../domain/catalogue/outcomes.ts';
import { PERSON_STATES } from '../../domain/catalogue/persons.ts';
import { PLACE_TYPES } from '../../domain/catalogue/places.ts';
import { MEANS_OF_TRANSPORT, TRANSPORT_MODES } from '../../domain/catalogue/transport.ts';
import { UNITS } from '../../domain/catalogue/units.ts';
import { VALUE_BASES } from '../../domain/catalogue/value-bases.ts';
import { TLP_LABELS } from '../../domain/handling.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Catalogue } from '../languages/catalogue.ts';
import type { ListName } from './sheet-columns.ts';

export type Entry = { code: string; label: string };

/** Of each list its codes with what they are called in English; of the plan's own list nothing. */
const LISTS: Readonly<Record<ListName, readonly Entry[]>> = {
  headings: HEADINGS,
  units: UNITS,
  placeTypes: PLACE_TYPES,
  directions: DIRECTIONS.map((code) => ({ code, label: code })),
  transport: TRANSPORT_MODES,
  means: MEANS_OF_TRANSPORT,
  countries: COUNTRIES.map(({ code, name }) => ({ code, label: name })),
  detection: DETECTION_METHODS,
  indicators: [],
  persons: PERSON_STATES,
  groups: GROUP_STATES,
  outcomes: OUTCOMES,
  keys: MATCH_KEYS,
  statuses: GOODS_STATUSES,
  cites: CITES_APPENDICES,
  currencies: CURRENCIES,
  valueBases: VALUE_BASES,
  handlingCodes: [
    { code: 'H0', label: 'H0: to prevent and fight crime only' },
    { code: 'H1', label: 'H1: not before a court without permission' },
    { code: 'H2', label: 'H2: not passed on without permission' },
    { code: 'H3', label: 'H3: otherwise, as the permission says' },
  ],
  tlpLabels: TLP_LABELS.map((code) => ({ code, label: `TLP:${code}` })),
  yesNo: [
    { code: 'yes', label: 'yes' },
    { code: 'no', label: 'no' },
  ],
};

/** A list in a language, as far as the plan goes: what it looks for first, and then whatever else may be found. */
export function listOf(name: ListName, { targets, riskIndicators = [] }: Plan, language: Catalogue): Entry[] {
  if (name === 'indicators') return riskIndicators.map((indicator) => ({ code: indicator.key, label: indicator.name }));
  const first = name === 'headings' ? targets.map(({ heading }) => heading) : name === 'units' ? unitsOf(targets) : [];
  const codes = LISTS[name].map(({ code }) => code);
  const ordered = [...new Set([...first, ...codes])].filter((code) => codes.includes(code));
  const labels = new Map(LISTS[name].map(({ code, label }) => [code, label]));
  return ordered.map((code) => ({ code, label: termOf(language, name, code, labels.get(code) ?? code) }));
}

/** What a code is called in a language. ICU knows the names of countries and currencies; the label of the catalogue serves where nobody does. */
export function termOf(language: Catalogue, list: ListName, code: string, label = labelOf(list, code)): string {
  const type = list === 'countries' ? 'region' : list === 'currencies' ? 'currency' : null;
  if (type === null || language.locale.startsWith('en')) return language.sheet.terms[list]?.[code] ?? label;
  const name = new Intl.DisplayNames(language.locale, { type, fallback: 'none' }).of(code);
  return name ?? label;
}

export function isListName(name: string): name is ListName {
  return name in LISTS;
}

function labelOf(list: ListName, code: string): string {
  return LISTS[list].find((entry) => entry.code === code)?.label ?? code;
}

function unitsOf(targets: Plan['targets']): string[] {
  return targets.flatMap(({ heading, units }) => [...units, ...(headingOf(heading)?.units ?? [])]);
}
