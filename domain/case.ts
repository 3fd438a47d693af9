import type { StatedHandling } from './handling.ts';

/** An amount of money that goods are worth, by whom and how it was worked out. Goods may have several: they are never added up. */
export type Value = { amount: string; currency: string; basis: string; rateDate?: string | undefined };

/** A part of a quantity, told in another unit (75,320 kg of timber, including 313 m3 of rosewood). Never added to anything. */
export type Including = { quantity: string; unit: string; description?: string | undefined };

/** One kind of goods in a seizure, as the administration gave it: quantity, unit and whether it was weighed are never converted in place. */
export type GoodsLine = {
  heading: string;
  quantity: string;
  unit: string;
  isWeighed?: boolean | undefined;
  description?: string | undefined;
  /** Four or six digits of the Harmonized System, 2022. */
  hs?: string | undefined;
  species?: string | undefined;
  cites?: string | undefined;
  status?: string | undefined;
  /** Whose goods they are, or pretend to be. */
  brand?: string | undefined;
  values?: readonly Value[] | undefined;
  including?: readonly Including[] | undefined;
};

export const DIRECTIONS = ['import', 'export', 'transit', 'internal'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** So many persons or groups in one of the states that the catalogue defines: never who they are. */
export type StateCount = { state: string; count: number };

/** What two reports of one seizure have in common: the number of a container, a flight, a parcel, an exhibit. Shown to its owner only. */
export type MatchKey = { kind: string; value: string };

/** One seizure: an act at one place and time. Published counts say whether they count cases or seizures. */
export type Seizure = {
  number: number;
  seizedAt: string;
  /** IANA zone of the place, where the offset of `seizedAt` does not tell it. */
  zone?: string | undefined;
  place?: string | undefined;
  placeType?: string | undefined;
  coordinates?: { latitude: number; longitude: number; accuracyMetres: number } | undefined;
  direction?: Direction | undefined;
  /** UN/ECE Recommendation 19. */
  transport?: string | undefined;
  /** What reports know and the recommendation does not: express courier, passenger. */
  means?: string | undefined;
  departure?: string | undefined;
  transit?: readonly string[] | undefined;
  destination?: string | undefined;
  origin?: string | undefined;
  /** `riskIndicator` is one of the plan's, `warning` the message that led to the seizure. */
  detection?: { method: string; riskIndicator?: string | undefined; warning?: string | undefined } | undefined;
  concealment?: string | undefined;
  courier?: { company?: string | undefined; isAeo?: boolean | undefined } | undefined;
  /** The goods were offered or ordered online. */
  online?: boolean | undefined;
  persons?: readonly StateCount[] | undefined;
  groups?: readonly StateCount[] | undefined;
  outcomes?: readonly string[] | undefined;
  keys?: readonly MatchKey[] | undefined;
  goods: readonly GoodsLine[];
};

/** The system that keeps the record of a case, and its name there: the same again changes nothing, and newer becomes a version. */
export type ExternalId = { system: string; id: string };

/**
 * What an administration says about one case. Non-nominal: there is no field for a person's name, and none may be added
 * (CEN and the WCO-OLAF arrangement exchange non-personal data only).
 */
export type CaseReport = {
  reference: string;
  external?: ExternalId | undefined;
  summary?: string | undefined;
  nationalReference?: string | undefined;
  /** How it may be used, where that is not as for all reports of its owner. A correction that does not say it leaves it as it is. */
  handling?: StatedHandling | undefined;
  seizures: readonly Seizure[];
};

/** The way by which a report came in. */
export const CHANNELS = ['form', 'batch', 'stream', 'sheet', 'feed'] as const;
export type Channel = (typeof CHANNELS)[number];

/** As others than its owner see a report: without the numbers by which seizures are matched. */
export function withoutKeys(report: CaseReport): CaseReport {
  return { ...report, seizures: report.seizures.map(({ keys: _, ...seizure }) => seizure) };
}

/** A report that somebody wrote who does not see these numbers, with those that stand in the report as it was. */
export function withKeysOf(known: CaseReport, report: CaseReport): CaseReport {
  const seizures = report.seizures.map((seizure) => {
    const keys = known.seizures.find(({ number }) => number === seizure.number)?.keys;
    return seizure.keys || !keys ? seizure : { ...seizure, keys };
  });
  return { ...report, seizures };
}

/** By what its owner, and other systems, know the case: no correction changes it. */
export function namesOf({ reference, external }: CaseReport): Pick<CaseReport, 'reference' | 'external'> {
  return { reference, ...(external ? { external } : {}) };
}
