import { goodsFlaws } from './case-flaws.ts';
import { commodityOf, headingOf } from './catalogue/headings.ts';
import type { DeclaredCount } from './declared-count.ts';
import { flaw, type Flaw } from './failure.ts';
import type { Plan } from './plan.ts';

/** A quantity of goods in one unit, as decimal text. */
type TotalQuantity = { unit: string; quantity: string };

/** What an administration found in a period, before its cases say it in detail. `heading` null is all goods together, which have no quantity. */
export type DeclaredTotal = {
  heading: string | null;
  cases?: number | undefined;
  seizures?: number | undefined;
  quantities?: readonly TotalQuantity[] | undefined;
};

/** Why these totals cannot be taken; empty when they can. Units are those in which cases may report the same goods. */
export function totalFlaws(totals: readonly DeclaredTotal[], plan: Plan): Flaw[] {
  const headings = totals.map(({ heading }) => heading);
  return totals.flatMap((total, i) => [
    ...(headings.indexOf(total.heading) < i ? [flaw(`/totals/${i}/heading`, 'count.twice')] : []),
    ...(isEmpty(total) ? [flaw(`/totals/${i}`, 'total.empty')] : []),
    ...quantityFlaws(total, `/totals/${i}`, plan),
  ]);
}

function isEmpty({ cases, seizures, quantities = [] }: DeclaredTotal): boolean {
  return cases === undefined && seizures === undefined && quantities.length === 0;
}

function quantityFlaws({ heading, quantities = [] }: DeclaredTotal, pointer: string, plan: Plan): Flaw[] {
  if (heading === null) return quantities.length > 0 ? [flaw(`${pointer}/heading`, 'total.heading-missing')] : [];
  if (!headingOf(heading)) return [flaw(`${pointer}/heading`, 'case.heading-unknown')];
  const units = quantities.map(({ unit }) => unit);
  return units.flatMap((unit, i) => [
    ...goodsFlaws({ heading, unit }, `${pointer}/quantities/${i}`, plan),
    ...(units.indexOf(unit) < i ? [flaw(`${pointer}/quantities/${i}/unit`, 'count.twice')] : []),
  ]);
}

/** The totals as numbers of their own, each with versions of its own. `detailsComplete` undefined leaves what was said of it. */
export function totalsDeclared(totals: readonly DeclaredTotal[], detailsComplete: boolean | undefined): DeclaredCount[] {
  const complete = { measure: 'complete', item: '', commodity: '', unit: '', amount: detailsComplete ? '1' : '0' } as const;
  return [...totals.flatMap(numbersOf), ...(detailsComplete === undefined ? [] : [complete])];
}

function numbersOf({ heading, cases, seizures, quantities = [] }: DeclaredTotal): DeclaredCount[] {
  const item = heading ?? '';
  const of = { item, commodity: commodityOf(item) };
  return [
    ...(cases === undefined ? [] : [{ ...of, measure: 'cases' as const, unit: '', amount: String(cases) }]),
    ...(seizures === undefined ? [] : [{ ...of, measure: 'seizures' as const, unit: '', amount: String(seizures) }]),
    ...quantities.map(({ unit, quantity }) => ({ ...of, measure: 'quantity' as const, unit, amount: quantity })),
  ];
}
