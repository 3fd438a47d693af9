/** What administrations count of a period beside its cases: kinds of activity, and persons and groups by state. Never added to seizures. */
export const ACTIVITY_MEASURES = ['activity', 'persons', 'groups'] as const;
export type ActivityMeasure = (typeof ACTIVITY_MEASURES)[number];

/** What cases will show in detail. `complete` says that they have, and what is still missing then will not follow. */
export const TOTAL_MEASURES = ['cases', 'seizures', 'quantity', 'complete'] as const;
export type TotalMeasure = (typeof TOTAL_MEASURES)[number];

/**
 * One number that an administration says of a period. `item` is a kind, a state or a heading, '' for all goods; `commodity` the heading itself or
 * the one whose subtype it is; `unit` '' where none is needed. `amount` is decimal text.
 */
export type DeclaredCount = {
  measure: ActivityMeasure | TotalMeasure;
  item: string;
  commodity: string;
  unit: string;
  amount: string;
};
