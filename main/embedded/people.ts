import { countryOf, type CountryCode } from '../../domain/catalogue/countries.ts';
import { RILOS, type RiloCode } from '../../domain/catalogue/rilos.ts';
import type { Language } from '../../domain/language.ts';
import type { OrganisationKind, Role, Service } from '../../domain/organisation.ts';

export type SampleOrganisation = {
  code: string;
  name: string;
  kind: OrganisationKind;
  service: Service;
  country: CountryCode | null;
  /** The office that follows the organisation up; null for an office itself and for whoever belongs to no region. */
  rilo: RiloCode | null;
  email: string;
  language: Language;
  /** IANA zone of its headquarters: deadlines at local time, and its night. */
  zone: string;
};

export type SamplePerson = {
  subject: string;
  name: string;
  email: string;
  organisation: string;
  roles: readonly Role[];
  posts: readonly string[];
  /** One line for whoever chooses whom to be. */
  about: string;
};

const RILO_LANGUAGES: Partial<Record<RiloCode, Language>> = {
  'rilo-ca': 'fr',
  'rilo-na': 'fr',
  'rilo-wa': 'fr',
  'rilo-cam': 'es',
  'rilo-cis': 'ru',
  'rilo-me': 'ar',
  'rilo-sam': 'es',
};

const RILO_ZONES: Record<RiloCode, string> = {
  'rilo-ap': 'Asia/Seoul',
  'rilo-ca': 'Africa/Douala',
  'rilo-cam': 'America/Guatemala',
  'rilo-car': 'America/St_Lucia',
  'rilo-cis': 'Europe/Moscow',
  'rilo-ece': 'Europe/Warsaw',
  'rilo-esa': 'Africa/Harare',
  'rilo-me': 'Asia/Riyadh',
  'rilo-na': 'Africa/Casablanca',
  'rilo-sam': 'America/Santiago',
  'rilo-wa': 'Africa/Dakar',
  'rilo-we': 'Europe/Berlin',
};

/** The register of the embedded profile. Real organisations stand for themselves, with addresses that can never reach them. */
export const SAMPLE_ORGANISATIONS: readonly SampleOrganisation[] = [
  international('wco', 'World Customs Organization', 'customs'),
  { ...international('interpol', 'INTERPOL', 'police'), zone: 'Europe/Paris' },
  { ...international('europol', 'Europol', 'police'), zone: 'Europe/Amsterdam' },
  international('olaf', 'European Anti-Fraud Office (OLAF)', 'other'),
  { ...international('unodc', 'United Nations Office on Drugs and Crime', 'other'), zone: 'Europe/Vienna' },
  { ...international('who', 'World Health Organization', 'other'), zone: 'Europe/Zurich' },
  { ...international('meridian-pharma', 'Meridian Pharma (invented company)', 'other'), kind: 'company' },
  ...RILOS.map(({ code, name }) => ({
    ...international(code, name, 'customs'),
    kind: 'rilo' as const,
    language: RILO_LANGUAGES[code] ?? 'en',
    zone: RILO_ZONES[code],
  })),
  national('BE', 'customs', 'fr', 'Europe/Brussels'),
  national('FR', 'customs', 'fr', 'Europe/Paris'),
  national('KR', 'customs', 'en', 'Asia/Seoul'),
  national('BR', 'customs', 'en', 'America/Sao_Paulo'),
  national('KE', 'customs', 'en', 'Africa/Nairobi'),
  national('AU', 'customs', 'en', 'Australia/Sydney'),
  national('BE', 'police', 'fr', 'Europe/Brussels'),
];

/**
 * People to be in exercises. All are invented and named after what they do. Approvers have no role: what they decide comes from the
 * post that they hold.
 */
export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  person('ada.admin', 'wco', ['administrator'], 'keeps the register: organisations, people, roles and posts'),
  person('clara.coordinator', 'wco', ['coordinator'], 'plans operations and runs them for the WCO'),
  holder('dirk.director', 'wco', 'wco-director-compliance', 'approves plans and signs figures off for the WCO'),
  holder('dora.deputy', 'wco', 'wco-deputy-compliance', 'approves for the WCO in a post of her own, beside the director'),
  person('igor.interpol', 'interpol', ['coordinator'], 'runs the police side of operations for INTERPOL'),
  holder('olga.operations', 'interpol', 'interpol-director-operations', 'approves plans and signs figures off for INTERPOL'),
  person('otto.auditor', 'wco', ['auditor'], 'reads everything and changes nothing'),
  person('rita.rilo', 'rilo-we', ['analyst'], 'follows up the members of Western Europe'),
  person('paul.partner', 'europol', ['partner'], 'receives published editions for Europol'),
  person('bea.belgium', 'be-customs', ['contact', 'reporter'], 'answers and reports for Belgian customs'),
  person('felix.france', 'fr-customs', ['contact', 'reporter'], 'answers and reports for French customs'),
  person('kira.korea', 'kr-customs', ['contact', 'reporter'], 'answers and reports for Korean customs'),
  person('bruno.brazil', 'br-customs', ['contact', 'reporter'], 'answers and reports for Brazilian customs'),
  person('kato.kenya', 'ke-customs', ['contact', 'reporter'], 'answers and reports for Kenyan customs'),
  person('alma.australia', 'au-customs', ['contact', 'reporter'], 'answers and reports for Australian customs'),
  person('pia.police', 'be-police', ['contact', 'reporter'], 'answers and reports for the Belgian police'),
];

function international(code: string, name: string, service: Service): SampleOrganisation {
  return {
    code,
    name,
    kind: 'international-organisation',
    service,
    country: null,
    rilo: null,
    email: `operations@${code}.example`,
    language: 'en',
    zone: 'Europe/Brussels',
  };
}

function national(code: CountryCode, service: 'customs' | 'police', language: Language, zone: string): SampleOrganisation {
  const country = countryOf(code);
  const organisation = `${code.toLowerCase()}-${service}`;
  return {
    code: organisation,
    name: `${country?.name ?? code} ${service === 'customs' ? 'Customs' : 'Police'}`,
    kind: service,
    service,
    country: code,
    rilo: country?.rilo ?? null,
    email: `operations@${organisation}.example`,
    language,
    zone,
  };
}

function person(subject: string, organisation: string, roles: readonly Role[], about: string): SamplePerson {
  const name = subject.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()).replace('.', ' ');
  return { subject, name, email: `${subject}@${organisation}.example`, organisation, roles, posts: [], about };
}

function holder(subject: string, organisation: string, post: string, about: string): SamplePerson {
  return { ...person(subject, organisation, [], about), posts: [post] };
}
