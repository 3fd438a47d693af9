import { buffer } from 'node:stream/consumers';
import type { CountryRow, ProductContent } from '../../domain/product.ts';
import { csvStream } from '../csv/writing.ts';
import { figureName } from './figure-name.ts';
import type { Wording } from './wording.ts';

/** What every line says of the product, so that each is complete in itself when it is sorted, filtered, or put with others. */
const ABOUT = [
  'product',
  'kind',
  'operation_id',
  'operation',
  'edition',
  'number',
  'status',
  'cut_off',
  'superseded_by',
  'handling',
  'tlp',
] as const;
const SAID = ['part', 'name', 'label', 'country', 'unit', 'from', 'before', 'value', 'suppressed', 'note'] as const;

/** What part of the product a line is of: `figure`, `country` and so on. Names and units are codes, the same in every language; labels are words. */
type Line = { part: string } & { [Column in Exclude<(typeof SAID)[number], 'suppressed' | 'part'>]?: string | null };

/** Everything that a product says, one value to a line. A suppressed value is empty and marked as such: it is not 0. */
export function productCsv(content: ProductContent, wording: Wording): Promise<Uint8Array> {
  const about = [
    content.id,
    content.kind,
    content.operation.id,
    content.operation.title,
    content.name,
    String(content.number),
    content.status,
    content.cutOffAt,
    content.supersededBy,
    content.handling.code,
    content.handling.tlp,
  ];
  const rows = linesOf(content, wording).map((line) => [
    ...about,
    ...SAID.map((column) => (column === 'suppressed' ? (line.value === null ? 'yes' : null) : (line[column] ?? null))),
  ]);
  return buffer(csvStream(rows, [...ABOUT, ...SAID]));
}

function linesOf(content: ProductContent, wording: Wording): Line[] {
  const { words } = wording;
  const { figures, sums, trend, differences, reasons, withheld, suppressed, held, text } = content;
  const label = (name: string, unit: string): string => figureName({ name, unit }, content, wording);
  const counts = (
    part: string,
    counted: Readonly<Record<string, number>>,
    labels: Readonly<Record<string, string>>,
    unit: string,
  ): Line[] => Object.entries(counted).map(([name, value]) => ({ part, name, label: labels[name] ?? name, unit, value: String(value) }));
  return [
    ...figures.map(({ name, unit, value }) => ({ part: 'figure', name, label: label(name, unit), unit, value })),
    ...sums.map(({ key, name, unit, quantity, reason }) => ({ part: 'sum', name: key, label: name, unit, value: quantity, note: reason })),
    ...content.countries.flatMap((row) => countryLines(row, wording)),
    ...trend.flatMap(({ from, cases, seizures }) => [
      { part: 'trend', name: 'seizures', label: words.labels.seizures, unit: 'seizures', from, value: textOf(seizures) },
      { part: 'trend', name: 'cases', label: words.labels.cases, unit: 'cases', from, value: textOf(cases) },
    ]),
    ...counts('denominator', content.denominators ?? {}, words.denominators, 'administrations'),
    ...differences.map((change) => differenceLine(change, label(change.name, change.unit), content)),
    ...counts('reason', reasons ?? {}, words.reasons, 'cases'),
    ...withheld.map(({ reason, cases }) => ({
      part: 'withheld',
      name: reason,
      label: words.withholdings[reason],
      unit: 'cases',
      value: String(cases),
    })),
    { part: 'suppressed', name: 'cells', label: words.labels.suppressed, value: String(suppressed) },
    ...held.map((name) => ({ part: 'held', name, label: label(name, ''), note: words.says.heldBack, value: '' })),
    ...counts('agreement', content.agreement?.members ?? {}, words.members, 'administrations'),
    ...(content.agreement?.signOff ?? []).map(({ step, post, at }) => ({ part: 'sign-off', name: step, label: post, from: at, value: '' })),
    ...text.flatMap(({ heading, paragraphs }) => paragraphs.map((note) => ({ part: 'text', name: heading, note, value: '' }))),
  ];
}

/** What is not in the edition is empty; what is suppressed in it is marked. */
function differenceLine(
  { name, unit, before, now }: ProductContent['differences'][number],
  label: string,
  { figures }: ProductContent,
): Line {
  const isSuppressed = figures.some((figure) => figure.name === name && figure.unit === unit && figure.value === null);
  return { part: 'difference', name, label, unit, before, value: now ?? (isSuppressed ? null : '') };
}

const textOf = (count: number | null): string | null => (count === null ? null : String(count));

function countryLines({ country, cases, seizures, quantities }: CountryRow, wording: Wording): Line[] {
  const { labels } = wording.words;
  const about = { part: 'country', country };
  return [
    { ...about, name: 'cases', label: labels.cases, unit: 'cases', value: textOf(cases) },
    { ...about, name: 'seizures', label: labels.seizures, unit: 'seizures', value: textOf(seizures) },
    ...quantities.flatMap((one): Line[] => [
      { ...about, name: one.heading, label: wording.heading(one.heading), unit: one.unit, value: one.quantity },
      {
        ...about,
        name: `${one.heading}/seizures`,
        label: `${wording.heading(one.heading)}${wording.words.colon}${labels.seizures}`,
        unit: 'seizures',
        value: textOf(one.seizures),
        note: one.unit,
      },
    ]),
  ];
}
