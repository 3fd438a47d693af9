import { COUNTS_NOW } from './counts-now.ts';

/** What PostgreSQL is asked to copy out. What the caller chose stands in settings of the transaction, since COPY takes no parameters. */
const CHOSEN = `
  from case_report c
    join organisation o on o.id = c.organisation_id
    join case_version v on v.case_id = c.id and v.version = c.version
    cross join lateral (
      select ${COUNTS_NOW} as counts, o.code = current_setting('app.export_viewer') as is_own, exists (
        select from case_warning w where w.case_id = c.id and w.code = 'case.text-identifying' and w.settled_at is null
      ) and o.code <> current_setting('app.export_viewer') as is_withheld
    ) k`;
const OF_OPERATION = `
  where c.operation_id = current_setting('app.export_operation')::uuid
    and current_setting('app.export_organisation') in ('', o.code)`;
const LINES = `
    join seizure s on s.case_id = c.id and s.version = c.version and current_setting('app.export_phase') in ('', s.phase)
    join goods_line g on g.case_id = s.case_id and g.version = s.version and g.seizure_number = s.number
      and current_setting('app.export_heading') in ('', g.heading, g.commodity)`;
/**
 * The seizure as it was reported, for what has no column of its own. Free text that may name somebody, and is not settled yet, leaves with its
 * owner only. `offset 0` has it worked out once, and not once for each column.
 */
const SAID = `
    cross join lateral (
      select case when (v.content #>> array['seizures', (s.number - 1)::text, 'number'])::int = s.number
        then v.content #> array['seizures', (s.number - 1)::text] -- most cases number their seizures from 1 on
        else (select one from jsonb_array_elements(v.content -> 'seizures') as one where (one ->> 'number')::int = s.number limit 1) end as whole
      offset 0
    ) w cross join lateral (
      select case when k.is_withheld then ${withoutText('w.whole')} else w.whole end as said
      offset 0
    ) e`;

/** How a report may be used now: what its owner said last of it, and else what holds for all of its owner's (prisma/reads/handling.ts). */
const HANDLED = `
    left join (
      select distinct on (case_id) case_id, code, tlp from case_handling
      where operation_id = current_setting('app.export_operation')::uuid order by case_id, id desc
    ) h on h.case_id = c.id
    left join jsonb_to_recordset(current_setting('app.export_defaults')::jsonb) as d (organisation_id uuid, code text, tlp text)
      on d.organisation_id = c.organisation_id`;

/** One row for each goods line. */
const LINE_COLUMNS: Readonly<Record<string, string>> = {
  organisation: 'o.code',
  country: `coalesce(o.country, '')`,
  reference: 'c.reference',
  case_id: 'c.id',
  version: 'c.version',
  counts: 'k.counts',
  seizure: 's.number',
  seized_at_utc: `to_char(s.seized_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')`,
  phase: 's.phase',
  period: 's.period',
  place: `e.said ->> 'place'`,
  place_type: 's.place_type',
  latitude: `e.said #>> '{coordinates,latitude}'`,
  longitude: `e.said #>> '{coordinates,longitude}'`,
  direction: 's.direction',
  transport: 's.transport',
  departure: 's.departure',
  destination: 's.destination',
  detection: 's.detection',
  line: 'g.line',
  commodity: 'g.commodity',
  heading: 'g.heading',
  quantity: 'trim_scale(g.quantity)',
  unit: 'g.unit',
  weighing: 'g.weighing',
  is_bonus: 'g.is_bonus',
  hs: `e.said #>> array['goods', (g.line - 1)::text, 'hs']`,
  description: `e.said #>> array['goods', (g.line - 1)::text, 'description']`,
  handling_code: 'coalesce(h.code, d.code)',
  tlp: 'coalesce(h.tlp, d.tlp)',
};

export const LINE_NAMES: readonly string[] = Object.keys(LINE_COLUMNS);

/** What people typed: in CSV it begins no formula. A workbook has cells of text, and needs no marks before them. */
const TYPED: readonly string[] = ['reference', 'place', 'description'];

function rowsOf(textOf: (text: string) => string): string {
  const columns = Object.entries(LINE_COLUMNS).map(([name, column]) => `${TYPED.includes(name) ? textOf(column) : column} as ${name}`);
  return `select ${columns.join(', ')} ${CHOSEN} ${LINES} ${SAID} ${HANDLED} ${OF_OPERATION} order by c.id, s.number, g.line`;
}

/** The numbers by which seizures are matched are the owner's alone. */
const CONTENT = `
  case when k.is_own then v.content
    else (v.content - case when k.is_withheld then 'summary' else '' end) || jsonb_build_object('seizures', (
      select jsonb_agg(case when k.is_withheld then ${withoutText('said')} else said end - 'keys' order by place)
      from jsonb_array_elements(v.content -> 'seizures') with ordinality as e (said, place))) end`;

/** Quotes and separators that JSON text cannot hold, so that each row is one line of JSON and nothing else. */
export const AS_JSON_LINES = String.raw`with (format csv, quote e'\x01', delimiter e'\x02')`;

export const COPY = {
  'lines.csv': `copy (${rowsOf(harmless)}) to stdout with (format csv, header)`,
  /** Rows for a spreadsheet: a JSON list of cells each. */
  'lines.xlsx': `copy (select to_json(array[${LINE_NAMES.map((name) => `${name}::text`).join(', ')}])::text from (${rowsOf((text) => text)}) as line) to stdout ${AS_JSON_LINES}`,
  /** Reports as they can be sent in again. */
  'cases.ndjson': `
    copy (
      select (${CONTENT})::text ${CHOSEN} ${OF_OPERATION}
        and exists (
          select from seizure s join goods_line g on g.case_id = s.case_id and g.version = s.version and g.seizure_number = s.number
          where s.case_id = c.id and s.version = c.version and current_setting('app.export_phase') in ('', s.phase)
            and current_setting('app.export_heading') in ('', g.heading, g.commodity))
      order by c.id
    ) to stdout ${AS_JSON_LINES}`,
  /** RFC 7946: one feature for each seizure whose coordinates were reported. */
  'seizures.geojson': `
    copy (
      select jsonb_build_object('type', 'Feature', 'id', c.id || '/' || s.number,
        'geometry', jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(e.said #> '{coordinates,longitude}', e.said #> '{coordinates,latitude}')),
        'properties', jsonb_build_object('organisation', o.code, 'reference', c.reference, 'seizedAt', s.seized_at, 'phase', s.phase,
          'accuracyMetres', e.said #> '{coordinates,accuracyMetres}', 'place', e.said -> 'place', 'placeType', s.place_type,
          'direction', s.direction, 'transport', s.transport, 'counts', k.counts,
          'headings', (select jsonb_agg(distinct g.heading) from goods_line g where g.case_id = s.case_id and g.version = s.version and g.seizure_number = s.number)))::text
      ${CHOSEN}
        join seizure s on s.case_id = c.id and s.version = c.version and current_setting('app.export_phase') in ('', s.phase) ${SAID} ${OF_OPERATION}
        and e.said ? 'coordinates' and exists (
          select from goods_line g where g.case_id = s.case_id and g.version = s.version and g.seizure_number = s.number
            and current_setting('app.export_heading') in ('', g.heading, g.commodity))
      order by c.id, s.number
    ) to stdout ${AS_JSON_LINES}`,
} as const;

/** A seizure of jsonb without the text that may name somebody. */
export function withoutText(said: string): string {
  return `(${said} - '{place,concealment,courier}'::text[]) || jsonb_build_object('goods', (
      select jsonb_agg(line - '{description,species,including}'::text[] order by place)
      from jsonb_array_elements(${said} -> 'goods') with ordinality as g (line, place)))`;
}

/** The mark before it is the one that readers of CSV know. */
function harmless(text: string): string {
  return `case when left(${text}, 1) = any (array['=', '+', '-', '@', e'\\t', e'\\r', e'\\n', '＝', '＋', '－', '＠']) then '''' || (${text}) else ${text} end`;
}
