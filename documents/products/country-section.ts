import { OTHERS, type CountryRow, type ProductContent } from '../../domain/product.ts';
import type { BarDrawing, MapDrawing } from './drawing.ts';
import { mapShades } from './map-shades.ts';
import type { Block, Section } from './report.ts';
import type { Wording } from './wording.ts';

/** Beyond these, bars are too thin to be read; the table has all of them. */
const MOST_BARS = 15;
const MOST_TOLD = 3;

/** Countries by their seizures: as bars, on a map, and in tables that say all of it. */
export function countrySections({ countries }: Pick<ProductContent, 'countries'>, wording: Wording): Section[] {
  if (countries.length === 0) return [];
  const { words } = wording;
  const apart = countries.filter(({ country }) => country !== OTHERS);
  const ranked = apart.filter(({ seizures }) => seizures !== null && seizures > 0).sort(bySeizures);
  const pictures: Block[] = [
    ...(ranked.length > 1 ? [{ picture: barsOf(ranked, wording) }] : []),
    ...(ranked.length > 0 ? [{ picture: mapOf(apart, ranked, wording) }, { says: words.says.boundaries }] : []),
  ];
  const others: Block[] = apart.length < countries.length ? [{ says: words.says.othersRow }] : [];
  const goods = goodsOf(countries, wording);
  return [
    { title: words.sections.countries, blocks: [...pictures, countryTable(countries, wording), ...others] },
    ...(goods ? [{ title: words.sections.goods, blocks: [goods, { says: words.says.notAdded }] }] : []),
  ];
}

/** The most first; those with as many by their codes, so that the order is always the same. */
function bySeizures(a: CountryRow, b: CountryRow): number {
  return (b.seizures ?? 0) - (a.seizures ?? 0) || (a.country < b.country ? -1 : 1);
}

function barsOf(ranked: readonly CountryRow[], wording: Wording): BarDrawing {
  const { words, country, count } = wording;
  const shown = ranked.slice(0, MOST_BARS);
  const title = words.pictures.countries({ shown: shown.length });
  const alt = words.pictures.told({ title, largest: largestOf(ranked, wording), values: shown.length });
  const bars = shown.map((row) => ({ label: country(row.country), size: row.seizures ?? 0, value: count(row.seizures) }));
  return { kind: 'bars', key: 'countries', title, alt, direction: words.direction, bars };
}

function mapOf(apart: readonly CountryRow[], ranked: readonly CountryRow[], wording: Wording): MapDrawing {
  const { words } = wording;
  const title = words.pictures.map;
  const alt = words.pictures.told({ title, largest: largestOf(ranked, wording), values: ranked.length });
  return { kind: 'map', key: 'map', title, alt, direction: words.direction, ...mapShades(apart, wording) };
}

function largestOf(ranked: readonly CountryRow[], { country, count }: Wording): string[] {
  return ranked.slice(0, MOST_TOLD).map((row) => `${country(row.country)} ${count(row.seizures)}`);
}

function countryTable(countries: readonly CountryRow[], { words: { labels, sections }, country, count }: Wording): Block {
  return {
    table: {
      caption: sections.countries,
      columns: [
        { title: labels.country, isNumber: false },
        { title: labels.cases, isNumber: true },
        { title: labels.seizures, isNumber: true },
      ],
      rows: countries.map((row) => [country(row.country), count(row.cases), count(row.seizures)]),
    },
  };
}

function goodsOf(countries: readonly CountryRow[], wording: Wording): Block | null {
  const { labels, sections } = wording.words;
  const rows = countries.flatMap(({ country, quantities }) =>
    quantities.map(({ heading, unit, quantity, seizures }) => [
      wording.country(country),
      wording.heading(heading),
      wording.amount(quantity),
      wording.unit(unit),
      wording.count(seizures),
    ]),
  );
  if (rows.length === 0) return null;
  const columns = [
    { title: labels.country, isNumber: false },
    { title: labels.heading, isNumber: false },
    { title: labels.quantity, isNumber: true },
    { title: labels.unit, isNumber: false },
    { title: labels.seizures, isNumber: true },
  ];
  return { table: { caption: sections.goods, columns, rows } };
}
