import type { ProductContent, TrendPoint } from '../../domain/product.ts';
import type { Block, Section } from './report.ts';
import type { Wording } from './wording.ts';

const MOST_TOLD = 3;

/** What was made when: a line of seizures and one of cases, and the same as a table. */
export function trendSection({ trend }: Pick<ProductContent, 'trend'>, wording: Wording): Section[] {
  if (trend.length === 0) return [];
  const { labels, sections } = wording.words;
  const columns = [
    { title: labels.from, isNumber: false },
    { title: labels.seizures, isNumber: true },
    { title: labels.cases, isNumber: true },
  ];
  const rows = trend.map(({ from, seizures, cases }) => [wording.day(from), wording.count(seizures), wording.count(cases)]);
  const blocks: Block[] = [...(trend.length > 1 ? [picture(trend, wording)] : []), { table: { caption: sections.trend, columns, rows } }];
  return [{ title: sections.trend, blocks }];
}

function picture(trend: readonly TrendPoint[], { words, day, count }: Wording): Block {
  const title = words.pictures.trend;
  const largest = trend
    .flatMap(({ from, seizures }) => (seizures === null ? [] : [{ from, seizures }]))
    .sort((a, b) => b.seizures - a.seizures || (a.from < b.from ? -1 : 1))
    .slice(0, MOST_TOLD)
    .map(({ from, seizures }) => `${day(from)} ${count(seizures)}`);
  return {
    picture: {
      kind: 'trend',
      key: 'trend',
      title,
      alt: words.pictures.told({ title, largest, values: trend.length }),
      direction: words.direction,
      periods: trend.map(({ from }) => from.slice(0, '2022-06-09'.length)),
      lines: [
        { name: words.labels.seizures, values: trend.map(({ seizures }) => seizures) },
        { name: words.labels.cases, values: trend.map(({ cases }) => cases) },
      ],
    },
  };
}
