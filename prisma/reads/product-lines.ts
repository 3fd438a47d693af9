import type { ProductLines } from '../../domain/product.ts';
import type { Database } from '../client.ts';
import { EVERYTHING } from '../sight.ts';
import { copied } from './exports.ts';

export type LineScope = {
  caseSetId: string;
  phases: readonly string[];
  headings: readonly string[];
};

/** What leaves of a line: what was seized, when, where to and by which way. No reference and no text that somebody typed. */
const COLUMNS = `
  c.id as case_id, s.number as seizure, g.line, coalesce(o.country, '') as country, to_char(s.seized_at at time zone 'UTC', 'YYYY-MM-DD') as seized_on,
  s.phase, s.direction, s.transport, s.departure, s.destination, s.detection, g.commodity, g.heading, trim_scale(g.quantity)::text as quantity, g.unit`;

const LINES = `
  select ${COLUMNS}
  from case_set k cross join unnest(k.case_ids, k.versions) as carried (case_id, version)
    join case_report c on c.id = carried.case_id
    join organisation o on o.id = c.organisation_id
    join seizure s on s.case_id = carried.case_id and s.version = carried.version
    join goods_line g on g.case_id = s.case_id and g.version = s.version and g.seizure_number = s.number
  where k.id = current_setting('app.export_set')::uuid
    and s.phase = any (string_to_array(current_setting('app.export_phases'), ','))
    and (current_setting('app.export_headings') = '' or array[g.heading, g.commodity] && string_to_array(current_setting('app.export_headings'), ','))
  order by c.id, s.number, g.line`;

const COPIES: Readonly<Record<ProductLines['format'], string>> = {
  csv: `copy (${LINES}) to stdout with (format csv, header)`,
  // Quotes and separators that JSON text cannot hold, so that each row is one line of JSON and nothing else.
  ndjson: String.raw`copy (select to_json(l)::text from (${LINES}) l) to stdout with (format csv, quote e'\x01', delimiter e'\x02')`,
};

/**
 * The lines that a product carries, as PostgreSQL copies them out: memory holds a piece of them. Versions of cases never change, so that the same
 * product gives the same bytes.
 */
export function copyLines(
  database: Database,
  format: ProductLines['format'],
  { caseSetId, phases, headings }: LineScope,
): AsyncGenerator<Buffer> {
  const chosen = { set: caseSetId, phases: phases.join(','), headings: headings.join(',') };
  return copied(database, EVERYTHING, COPIES[format], chosen);
}
