import { addDecimals, type Decimal } from './decimal.ts';
import type { Plan, Sum } from './plan.ts';

/** `unweighed` is the part of a quantity that was said not to be weighed; absent where nobody said so. */
export type Quantity = { heading: string; unit: string; quantity: Decimal; seizures: number; unweighed?: Decimal };

/** What goods are worth, in one currency and by one basis. Amounts of different ones are never added. */
export type ValueFigure = { heading: string; currency: string; basis: string; amount: Decimal; seizures: number };

/** Persons, or groups, that were counted in one state. */
export type StateFigure = { state: string; count: number };

export type Denominators = { invited: number; accepted: number; declined: number; silent: number; reported: number; nil: number };

export type SumFigure = { key: string; name: string; unit: string; quantity: Decimal; reason: string };

/** What another operation brought into these figures by a rule of the plan: cases that no operation nearer to this one had brought. */
export type StrandFigure = { operation: string; title: string; cases: number; seizures: number };

/** `heading` is null for all goods together, `unit` where cases or seizures are counted. */
export type DeclaredFigure = {
  measure: 'cases' | 'seizures' | 'quantity';
  heading: string | null;
  unit: string | null;
  remainder: Decimal;
};

export type ActivityFigure = { measure: string; kind: string; unit: string; amount: Decimal };

/** What one administration reported, as its edition counts it. */
export type OwnFigures = Pick<Figures, 'cases' | 'seizures' | 'quantities'>;

/** Reports that count with another one of the same seizure, and so are not in the totals. Both administrations are credited. */
export type LinkedFigure = { cases: number; seizures: number };

/** What is told beside the goods that an operation looks for: other finds, what goods are worth, persons and groups. */
export type BesideFigures = {
  bonus?: readonly Quantity[];
  values?: readonly ValueFigure[];
  persons?: readonly StateFigure[];
  groups?: readonly StateFigure[];
  /** What was declared as totals and no case shows yet: it comes on top, and is never hidden in the quantities. */
  declared?: readonly DeclaredFigure[];
  /** Checks, inspections, warrants: counted beside seizures, never with them. */
  activity?: readonly ActivityFigure[];
  /** Absent where nothing is linked. */
  linked?: LinkedFigure;
};

/** `sums` stand beside the quantities that they add, never in their place. An edition frozen before there were others has only goods. */
export type Figures = BesideFigures & {
  cases: number;
  seizures: number;
  denominators: Denominators;
  quantities: readonly Quantity[];
  sums: readonly SumFigure[];
  /** Only where the plan lets other operations roll up into this one; their part of the totals above. */
  strands?: readonly StrandFigure[];
};

/** The plan's own rules for adding, applied. Without a rule nothing of different heading or unit is ever added. */
export function applySums({ sums }: Pick<Plan, 'sums'>, quantities: readonly Quantity[]): SumFigure[] {
  return sums.map((sum) => ({ key: sum.key, name: sum.name, unit: sum.unit, reason: sum.reason, quantity: addParts(sum, quantities) }));
}

function addParts({ parts }: Sum, quantities: readonly Quantity[]): Decimal {
  const amounts = parts.flatMap(({ heading, unit }) => quantities.filter((figure) => figure.heading === heading && figure.unit === unit));
  return addDecimals(amounts.map(({ quantity }) => quantity));
}
