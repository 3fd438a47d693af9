/**
 * By what the figures of an operation are kept apart: each dimension with the key of a seizure in it, as SQL over `s` (a seizure). '' where the
 * report does not say. A case is counted once in every key in which one of its seizures lies, so that keys of a dimension need not add up to
 * the whole. Country, service and region follow from the organisation, and are added up when somebody asks.
 */
const KEYS = {
  all: `''`,
  organisation: 's.organisation_id::text',
  period: 's.period',
  day: `to_char(s.seized_at at time zone 'UTC', 'YYYY-MM-DD')`,
  month: `to_char(s.seized_at at time zone 'UTC', 'YYYY-MM')`,
  transport: 's.transport',
  direction: 's.direction',
  'place-type': 's.place_type',
  route: `case when s.departure = '' and s.destination = '' then '' else s.departure || '>' || s.destination end`,
  detection: 's.detection',
} as const;

export type Dimension = keyof typeof KEYS;

export const DIMENSIONS = Object.keys(KEYS) as Dimension[];

/** Rows (dimension, key) of a seizure `s`, for a lateral join. */
export function keysOf(dimensions: readonly Dimension[]): string {
  return `values ${dimensions.map((dimension) => `('${dimension}', ${KEYS[dimension]})`).join(', ')}`;
}
