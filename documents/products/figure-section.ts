import { compareDecimals } from '../../domain/decimal.ts';
import { isHeading } from '../../domain/catalogue/headings.ts';
import type { ProductContent } from '../../domain/product.ts';
import type { BarDrawing } from './drawing.ts';
import { figureName, figureUnit } from './figure-name.ts';
import type { Block, Headline, Section } from './report.ts';
import type { Wording } from './wording.ts';

type Figure = ProductContent['figures'][number];

/** Every figure with its unit, and each sum with the rule that allows it. Who answered stands in a section of its own. */
export function figureSection(content: ProductContent, wording: Wording): Section[] {
  const figures = content.figures.filter(({ name }) => !content.denominators || !Object.hasOwn(content.denominators, name));
  if (figures.length === 0) return [];
  const { words } = wording;
  const { labels, sections } = words;
  const drawing = content.countries.length === 0 ? goodsDrawing(content, wording) : null;
  const columns = [
    { title: labels.figure, isNumber: false },
    { title: labels.value, isNumber: true },
    { title: labels.unit, isNumber: false },
  ];
  const rows = figures.map((figure) => [figureName(figure, content, wording), wording.amount(figure.value), figureUnit(figure, wording)]);
  const reasons = content.sums.map(({ name, reason }) => `${name}${words.colon}${reason}`);
  const blocks: Block[] = [
    { table: { caption: sections.figures, columns, rows } },
    { says: `${words.says.countLevel} ${words.says.notAdded}` },
    ...(reasons.length > 0 ? [{ list: reasons }] : []),
    ...(drawing ? [{ picture: drawing }] : []),
  ];
  return [{ title: sections.figures, blocks }];
}

const HEADLINES = 6;

/** What is set large: cases and seizures, the sums, and then goods, as far as there is room. */
export function headlinesOf(content: ProductContent, wording: Wording): Headline[] {
  const { figures, sums } = content;
  const isSum = ({ name, unit }: Figure) => sums.some((sum) => sum.key === name && sum.unit === unit);
  const ranks = [({ name }: Figure) => name === 'seizures' || name === 'cases', isSum, ({ name }: Figure) => isHeading(name)];
  const chosen = ranks.flatMap((belongs, rank) =>
    figures.filter((figure) => belongs(figure) && !ranks.slice(0, rank).some((before) => before(figure))),
  );
  return chosen.slice(0, HEADLINES).map((figure) => {
    const isCount = figure.name === figure.unit;
    return {
      label: figureName(figure, content, wording),
      value: wording.amount(figure.value),
      unit: isCount ? '' : figureUnit(figure, wording),
    };
  });
}

const MOST_BARS = 12;
const MOST_TOLD = 3;

/** Goods side by side, where several are counted in one unit: nothing else can be compared. */
function goodsDrawing({ figures }: ProductContent, wording: Wording): BarDrawing | null {
  const { words } = wording;
  const goods = figures.filter(({ name, value }) => isHeading(name) && value !== null);
  const groups = Object.values(Object.groupBy(goods, ({ unit }) => unit)).filter((group) => group !== undefined);
  const [largest = []] = groups.sort((a, b) => b.length - a.length);
  const unit = largest[0]?.unit;
  if (unit === undefined || largest.length < 2) return null;
  const shown = largest.toSorted((a, b) => compareDecimals(b.value ?? '0', a.value ?? '0')).slice(0, MOST_BARS);
  const bars = shown.map(({ name, value }) => ({ label: wording.heading(name), size: Number(value), value: wording.amount(value) }));
  const title = words.pictures.goods({ unit: wording.unit(unit) });
  const told = bars.slice(0, MOST_TOLD).map(({ label, value }) => `${label} ${value}`);
  const alt = words.pictures.told({ title, largest: told, values: bars.length });
  return { kind: 'bars', key: 'goods', title, alt, direction: words.direction, bars };
}
