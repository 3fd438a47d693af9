import type { OrganisationKind } from './organisation.ts';

/**
 * Europol's handling codes. H0: for preventing and fighting crime only. H1: not in judicial proceedings without the owner's permission. H2: not
 * passed on without it. H3: another restriction, in words. (Statewatch, EU information exchange guidelines, 2018.)
 */
export const HANDLING_CODES = ['H0', 'H1', 'H2', 'H3'] as const;
export type HandlingCode = (typeof HANDLING_CODES)[number];

/** TLP 2.0 (FIRST, 2022), the widest audience first. An audience, and never a legal classification: it stands beside the code. */
export const TLP_LABELS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const;
export type TlpLabel = (typeof TLP_LABELS)[number];

/** What a report may be used for. Another purpose needs the owner's consent (Regulation (EU) 2016/794, Article 19). */
export const PURPOSES = ['statistics', 'analysis', 'investigation', 'product-safety'] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * What an owner lets leave besides: its country as a row of its own to those who take no part (`country-rows`), its reports one by one to
 * partners (`lines`), and its own brand's goods to a company (`companies`).
 */
export const SHARES = ['country-rows', 'lines', 'companies'] as const;
export type Share = (typeof SHARES)[number];

/** How what an administration reported may be used. `permission` says in words what H1, H2 and H3 allow; null where nothing is said. */
export type Handling = {
  code: HandlingCode;
  tlp: TlpLabel;
  purposes: readonly Purpose[];
  shares: readonly Share[];
  permission: string | null;
};

/** What somebody says of it: the rest follows from the organisation, and from the plan. */
export type StatedHandling = { [Part in keyof Handling]?: Handling[Part] | undefined };

/** What holds where nobody has said anything: figures for those who take part and their partners, rows of a country for nobody else. */
export const UNSAID: Handling = { code: 'H0', tlp: 'AMBER', purposes: ['statistics', 'analysis'], shares: [], permission: null };

const strictestOf = <T>(scale: readonly T[], a: T, b: T): T => (scale.indexOf(a) > scale.indexOf(b) ? a : b);

/** The stricter of two in every part: a product takes the strictest of its inputs. */
export function stricter(a: Handling, b: Handling): Handling {
  const permissions = [...new Set([a.permission, b.permission].filter((said) => said !== null))];
  return {
    code: strictestOf(HANDLING_CODES, a.code, b.code),
    tlp: strictestOf(TLP_LABELS, a.tlp, b.tlp),
    purposes: PURPOSES.filter((purpose) => a.purposes.includes(purpose) && b.purposes.includes(purpose)),
    shares: SHARES.filter((share) => a.shares.includes(share) && b.shares.includes(share)),
    permission: permissions.length === 0 ? null : permissions.sort().join('\n'),
  };
}

/**
 * What holds for the reports of an organisation in an operation unless it says otherwise of one: the stricter of what it and what the plan says.
 * What neither says is as it is where nobody says anything.
 */
export function defaultHandling(ofPlan: StatedHandling | undefined, ofOrganisation: StatedHandling | undefined): Handling {
  const plan = ofPlan && complete(ofPlan, UNSAID);
  const organisation = ofOrganisation && complete(ofOrganisation, plan ?? UNSAID);
  if (plan && organisation) return stricter(plan, organisation);
  return organisation ?? plan ?? UNSAID;
}

/** What its owner says of one report, over what holds for all of its reports: the owner decides, in either direction. */
export function complete(stated: StatedHandling, otherwise: Handling): Handling {
  return {
    code: stated.code ?? otherwise.code,
    tlp: stated.tlp ?? otherwise.tlp,
    purposes: stated.purposes ?? otherwise.purposes,
    shares: stated.shares ?? otherwise.shares,
    permission: stated.permission === undefined ? otherwise.permission : stated.permission,
  };
}

/** Who gets a product, as far as it decides what it may have. */
export type Recipient = {
  organisationId: string;
  kind: OrganisationKind;
  /** Its administration has accepted and not withdrawn, or it leads the operation, or follows its region up. */
  takesPart: boolean;
};

/** How fine a product may be: sums of all, a row for each country, or every goods line. */
export const DETAILS = ['totals', 'countries', 'lines'] as const;
export type Detail = (typeof DETAILS)[number];

/** What somebody may have at most, whatever owners say (`detail`), and without asking them (`tlp`). */
export type Ceiling = {
  detail: Detail;
  tlp: readonly TlpLabel[];
  /** Owners' flags without which nothing, or no row of a country, is had. */
  needs: readonly Share[];
  rowsNeed: readonly Share[];
  linesNeed: readonly Share[];
  /** Cases whose investigation or prosecution has not ended are never had. */
  isWithoutRunning: boolean;
  /** Only goods of its own brands. */
  isOwnBrandOnly: boolean;
};

const OPEN = { needs: [], rowsNeed: [], linesNeed: [], isWithoutRunning: false, isOwnBrandOnly: false } as const;
const OUTSIDE = { ...OPEN, rowsNeed: ['country-rows'], linesNeed: ['country-rows', 'lines'] } as const;

const MEMBER: Ceiling = { ...OPEN, detail: 'lines', tlp: ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT'] };
const PARTNER: Ceiling = { ...OUTSIDE, detail: 'lines', tlp: ['CLEAR', 'GREEN', 'AMBER'] };
const SECRETARIAT: Ceiling = { ...OUTSIDE, detail: 'countries', tlp: ['CLEAR', 'GREEN', 'AMBER'] };
const OBSERVER: Ceiling = { ...OUTSIDE, detail: 'totals', tlp: ['CLEAR', 'GREEN'] };
const COMPANY: Ceiling = {
  ...OUTSIDE,
  detail: 'totals',
  tlp: ['CLEAR', 'GREEN', 'AMBER'],
  needs: ['companies'],
  isWithoutRunning: true,
  isOwnBrandOnly: true,
};

/** What each kind of organisation may have that takes no part itself (domain.md, 1.3 and 5; WCO STOP named companies as partners). */
const CEILINGS: Record<OrganisationKind, Ceiling> = {
  customs: SECRETARIAT,
  police: SECRETARIAT,
  fiu: SECRETARIAT,
  regulator: SECRETARIAT,
  wildlife: SECRETARIAT,
  rilo: PARTNER,
  'international-organisation': PARTNER,
  'treaty-secretariat': SECRETARIAT,
  company: COMPANY,
  observer: OBSERVER,
};

/** A company that takes part stays one: what is another's brand is never its own. */
export function ceilingOf({ kind, takesPart }: Pick<Recipient, 'kind' | 'takesPart'>): Ceiling {
  return takesPart && kind !== 'company' && kind !== 'observer' ? MEMBER : CEILINGS[kind];
}

/** Why a report is left out of a product, counted in it. `consent`: its owner has not agreed, or not yet. */
export const WITHHOLDINGS = ['consent', 'flag', 'running-case', 'brand'] as const;
export type Withholding = (typeof WITHHOLDINGS)[number];

/** What of a report decides whether somebody may have it. */
export type Input = {
  ownerId: string;
  handling: Handling;
  isRunning: boolean;
  /** Of the goods lines that are meant. */
  brands: readonly string[];
};

export type Wanted = { recipient: Recipient; brands: readonly string[]; detail: Detail; purpose: Purpose; isConsented: boolean };

/**
 * Why this recipient may not have a report in a product of this detail, or null. Consent opens what a code, a label or a purpose closes; a flag of
 * the owner's, a running case and another's brand it does not.
 */
export function withholds(
  { ownerId, handling, isRunning, brands }: Input,
  { recipient, detail, purpose, ...wanted }: Wanted,
): Withholding | null {
  if (ownerId === recipient.organisationId) return null;
  const ceiling = ceilingOf(recipient);
  const flags = [...ceiling.needs, ...(detail === 'lines' ? ceiling.linesNeed : [])];
  if (flags.some((flag) => !handling.shares.includes(flag))) return 'flag';
  if (ceiling.isWithoutRunning && isRunning) return 'running-case';
  if (ceiling.isOwnBrandOnly && !brands.some((brand) => wanted.brands.includes(brand))) return 'brand';
  return wanted.isConsented || isOpen(handling, ceiling, purpose) ? null : 'consent';
}

/**
 * Why a report is not in what everybody may read, or null. Whoever reported it confirms the sums that are published, so that a label alone keeps
 * nothing out of them, unless it names those who may know; a code that asks for the owner's permission does. What was frozen and signed keeps it.
 */
export function withholdsFromEverybody({ code, tlp }: Pick<Handling, 'code' | 'tlp'>, isConsented: boolean): Withholding | null {
  return isConsented || (OPEN_CODES.includes(code) && PUBLISHED_LABELS.includes(tlp)) ? null : 'consent';
}

/** Of these a published sum may be made. */
export const PUBLISHED_LABELS: readonly TlpLabel[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT'];

/** Whether nobody need be asked. */
export function isOpen({ code, tlp, purposes }: Handling, ceiling: Ceiling, purpose: Purpose): boolean {
  return OPEN_CODES.includes(code) && ceiling.tlp.includes(tlp) && purposes.includes(purpose);
}

/** Of these the owner need not be asked; H1 travels with what carries it. */
export const OPEN_CODES: readonly HandlingCode[] = ['H0', 'H1'];

/** Whether the owner's country may be a row of its own. */
export function mayBeRow(handling: Handling, recipient: Recipient, ownerId: string): boolean {
  return ownerId === recipient.organisationId || ceilingOf(recipient).rowsNeed.every((flag) => handling.shares.includes(flag));
}

/** Whether a product of this detail may be made for such a recipient at all. */
export function isWithin(detail: Detail, { detail: most }: Ceiling): boolean {
  return DETAILS.indexOf(detail) <= DETAILS.indexOf(most);
}

/** Outcomes after which a case is over. Without one of them it may still be investigated: nobody is told who must not know of a running case. */
export const ENDING_OUTCOMES: readonly string[] = ['destruction', 'return', 'release', 'conviction'];

/** Whether a case may still be under way: of one of its seizures nobody has said how it ended. */
export function isRunning(seizures: readonly { outcomes?: readonly string[] | undefined }[]): boolean {
  return seizures.some(({ outcomes = [] }) => !outcomes.some((outcome) => ENDING_OUTCOMES.includes(outcome)));
}
