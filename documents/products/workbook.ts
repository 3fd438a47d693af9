import type { ProductContent } from '../../domain/product.ts';
import { writeBook, type BookSheet } from '../spreadsheet/book.ts';
import type { ExportColumn } from '../spreadsheet/writing.ts';
import { shownNow } from './change-section.ts';
import { reportOf } from './composition.ts';
import { figureName, figureUnit } from './figure-name.ts';
import type { Occasion } from './particulars.ts';
import type { Block } from './report.ts';
import { ABSENT, SUPPRESSED, type Wording } from './wording.ts';

/** The figures, the countries, what was when, what has changed, and everything else in words: a sheet each. Numbers are numbers, where no digit is lost. */
export function productWorkbook(content: ProductContent, occasion: Occasion, wording: Wording): Promise<Uint8Array> {
  const sheets = [
    figureSheet(content, wording),
    countrySheet(content, wording),
    trendSheet(content, wording),
    differenceSheet(content, wording),
    noteSheet(content, occasion, wording),
  ];
  return writeBook(sheets, { isRightToLeft: wording.words.direction === 'rtl', madeAt: new Date(content.madeAt) });
}

const text = (title: string, width = 18): ExportColumn => ({ title, kind: 'text', width });
const number = (title: string): ExportColumn => ({ title, kind: 'decimal', width: 18 });
const orMark = (value: string | number | null): string => (value === null ? SUPPRESSED : String(value));

function figureSheet(content: ProductContent, wording: Wording): BookSheet {
  const { labels, sections } = wording.words;
  const reasonOf = (name: string, unit: string) => content.sums.find((sum) => sum.key === name && sum.unit === unit)?.reason ?? null;
  return {
    name: sections.figures,
    columns: [text(labels.figure, 44), number(labels.value), text(labels.unit), text(labels.code, 28), text(labels.reason, 60)],
    rows: content.figures.map((figure) => [
      figureName(figure, content, wording),
      orMark(figure.value),
      figureUnit(figure, wording),
      `${figure.name} [${figure.unit}]`,
      reasonOf(figure.name, figure.unit),
    ]),
  };
}

/** A line for each country, and one for each of its goods. */
function countrySheet({ countries }: ProductContent, wording: Wording): BookSheet {
  const { labels, sections } = wording.words;
  return {
    name: sections.countries,
    columns: [
      text(labels.code, 10),
      text(labels.country, 32),
      text(labels.heading, 36),
      number(labels.cases),
      number(labels.seizures),
      number(labels.quantity),
      text(labels.unit),
    ],
    rows: countries.flatMap(({ country, cases, seizures, quantities }) => [
      [country, wording.country(country), labels.all, orMark(cases), orMark(seizures), null, null],
      ...quantities.map((one) => [
        country,
        wording.country(country),
        wording.heading(one.heading),
        null,
        orMark(one.seizures),
        orMark(one.quantity),
        wording.unit(one.unit),
      ]),
    ]),
  };
}

function trendSheet({ trend }: ProductContent, { words: { labels, sections } }: Wording): BookSheet {
  return {
    name: sections.trend,
    columns: [{ title: labels.from, kind: 'date', width: 14 }, number(labels.seizures), number(labels.cases)],
    rows: trend.map(({ from, seizures, cases }) => [from.slice(0, '2022-06-09'.length), orMark(seizures), orMark(cases)]),
  };
}

function differenceSheet(content: ProductContent, wording: Wording): BookSheet {
  const { labels, sections } = wording.words;
  const raw: Wording = { ...wording, amount: orMark };
  return {
    name: sections.differences,
    columns: [text(labels.figure, 44), text(labels.unit), number(labels.before), number(labels.now)],
    rows: content.differences.map((difference) => [
      figureName(difference, content, wording),
      figureUnit(difference, wording),
      difference.before ?? ABSENT,
      shownNow(difference, content, raw),
    ]),
  };
}

/** What the report says besides its figures, as it says it. */
function noteSheet(content: ProductContent, occasion: Occasion, wording: Wording): BookSheet {
  const { labels, sections } = wording.words;
  const report = reportOf(content, occasion, wording);
  const banners = [report.banner, report.embargo].filter((said) => said !== null).map((said) => [labels.status, said]);
  const rows = [
    ...banners,
    [labels.operation, report.title],
    [labels.name, report.name],
    [labels.status, `${report.status.label}${wording.words.colon}${report.status.says}`],
    ...report.particulars,
    ...report.lead.map((said) => [labels.counts, said]),
    ...report.sections.flatMap(({ title, blocks }) => blocks.flatMap(notesOf).map((said) => [title, said])),
    ...report.identity,
  ];
  return { name: sections.about, columns: [text(labels.name, 34), text(labels.value, 100)], rows };
}

/** Tables of figures have sheets of their own; those of two columns are read as notes. */
function notesOf(block: Block): string[] {
  if ('says' in block) return [block.says];
  if ('list' in block) return [...block.list];
  if ('picture' in block) return [];
  const { columns, rows } = block.table;
  return columns.length === 2 || columns.every(({ isNumber }) => !isNumber) ? rows.map((row) => row.join(' | ')) : [];
}
