import { BASE_UNITS, type FactorSet } from './catalogue/factors.ts';
import { unitOf, type Dimension } from './catalogue/units.ts';
import { addDecimals, multiplyDecimals, type Decimal } from './decimal.ts';

/** A sum as reported, in the unit in which it was reported. */
type Reported = { heading: string; unit: string; quantity: Decimal };

/** `factor` is null for what was reported in the base unit itself. */
type Part = { unit: string; quantity: Decimal; factor: string | null; converted: Decimal };

/** One heading in one dimension. The parts are as reported; they and the factors explain the amount to the last digit. */
export type Normalised = { heading: string; dimension: Dimension; unit: string; quantity: Decimal; parts: readonly Part[] };

/** `version` is that of the factors. What stands in `unconverted` is in no total, and is shown beside them. */
export type Normalisation = { version: string; totals: readonly Normalised[]; unconverted: readonly Reported[] };

/**
 * Per heading and dimension one amount in the dimension's base unit, and beside it everything that has no factor. Adds within one
 * heading code only: whether a subtype counts with its heading is a rule of the plan. Sorted, so that the same sums in any order
 * give the same answer.
 */
export function normalise(quantities: readonly Reported[], factors: FactorSet): Normalisation {
  const parts = addAlike(quantities).map((sum) => ({ ...sum, ...convert(sum, factors) }));
  const groups = inOrder(
    parts.filter(({ base }) => base !== null),
    ({ heading, base }) => `${heading} ${base}`,
  );
  return {
    version: factors.version,
    totals: groups.flatMap(total),
    unconverted: parts.filter(({ base }) => base === null).map(({ heading, unit, quantity }) => ({ heading, unit, quantity })),
  };
}

/** `base` is null where there is no base unit, or no factor that leads to it. */
type Conversion = { base: string | null; factor: string | null; converted: Decimal };

function convert({ unit, quantity }: Reported, { factors }: FactorSet): Conversion {
  const dimension = unitOf(unit)?.dimension;
  const base = (dimension && BASE_UNITS[dimension]) ?? null;
  if (unit === base) return { base, factor: null, converted: quantity };
  const factor = factors.find(({ from, to }) => from === unit && to === base);
  if (!factor) return { base: null, factor: null, converted: quantity };
  return { base, factor: factor.name, converted: multiplyDecimals(quantity, factor.times) };
}

function total(group: readonly (Reported & Conversion)[]): Normalised[] {
  const parts = group.map(({ unit, quantity, factor, converted }) => ({ unit, quantity, factor, converted }));
  const quantity = addDecimals(parts.map(({ converted }) => converted));
  return group.slice(0, 1).flatMap(({ heading, base }) => {
    const unit = unitOf(base ?? '');
    return unit ? [{ heading, dimension: unit.dimension, unit: unit.code, quantity, parts }] : [];
  });
}

/** One sum per heading and unit, so that a part is what statistics show in that unit. */
function addAlike(quantities: readonly Reported[]): Reported[] {
  return inOrder(quantities, ({ heading, unit }) => `${heading} ${unit}`).flatMap((group) => {
    const quantity = addDecimals(group.map((sum) => sum.quantity));
    return group.slice(0, 1).map(({ heading, unit }) => ({ heading, unit, quantity }));
  });
}

/** Groups of the same key, in the order of their keys: the order in which sums were reported must show nowhere. */
function inOrder<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  return Object.entries(Object.groupBy(items, keyOf))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group = []]) => group);
}
