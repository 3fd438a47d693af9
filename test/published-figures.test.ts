import { compareDecimals, subtractDecimals } from '../domain/decimal.ts';
import { HEADINGS } from '../domain/catalogue/headings.ts';
import { castOf } from './cast.ts';
import { aRunningOperation, created } from './operations.ts';
import { classify, readPublishedRows, type PublishedFigure, type PublishedRow } from './published-results.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, TWO_PHASES } from './two-phases.ts';

let stack: Stack;
let path: string;
const { clara, bea } = castOf(() => stack);

/** Everything that was ever published, by heading and unit. Cases are reported of the first phase, numbers without cases of the second. */
const PLAN = { ...TWO_PHASES, targets: HEADINGS.map(({ code, units }) => ({ heading: code, units: [...units] })) };

beforeAll(async () => {
  stack = await aStack();
  path = `/operations/${await aRunningOperation(stack, { plan: PLAN as never, wall: '2026-03-20T09:00' })}`;
});
afterAll(() => stack.stop());

type Figure<Kind extends PublishedFigure['kind']> = Extract<PublishedFigure, { kind: Kind }>;

const figures = async (): Promise<any> => (await clara.get(`${path}/statistics`)).body.figures;
const amountOf = (list: any[] | undefined, same: (figure: any) => boolean, field: string): string => list?.find(same)?.[field] ?? '0';

/** The figure before and after something was said: what it brought. */
async function brought(read: (all: any) => string, say: () => Promise<void>): Promise<string> {
  const before = read(await figures());
  await say();
  return subtractDecimals(read(await figures()), before);
}

async function goods(row: PublishedRow, { heading, unit }: Figure<'goods'>): Promise<string> {
  const quantity = (all: any) => amountOf(all.quantities, (each) => each.heading === heading && each.unit === unit, 'quantity');
  return brought(quantity, async () => {
    const { id } = created(await bea.post(`${path}/cases`, aReport(undefined, [{ heading, unit, quantity: row.value }])));
    const [line] = (await bea.get(`/cases/${id}`)).body.report.seizures[0].goods;
    expect(line).toEqual({ heading, unit, quantity: row.value });
  });
}

async function money(row: PublishedRow, { currency, basis, heading = 'currency' }: Figure<'money'>): Promise<string> {
  const same = (each: any) => each.heading === heading && each.currency === currency && each.basis === basis;
  return brought(
    (all) => amountOf(all.values, same, 'amount'),
    async () => {
      const unit = HEADINGS.find(({ code }) => code === heading)?.units[0];
      const line = { heading, unit, quantity: '1', values: [{ amount: row.value, currency, basis }] };
      created(await bea.post(`${path}/cases`, aReport(undefined, [line as never])));
    },
  );
}

/** Said again, a number is a new version: what was said last is what stands. */
async function activity(row: PublishedRow, measure: 'activity' | 'persons' | 'groups', kind: string): Promise<string> {
  const body = { period: 'second', counts: [{ measure, kind, count: row.value }], reason: 'As another operation published it' };
  created(await bea.post(`${path}/activity-counts`, body));
  return amountOf((await figures()).activity, (each) => each.measure === measure && each.kind === kind, 'amount');
}

async function total(
  row: PublishedRow,
  { kind, heading = null }: { kind: 'cases' | 'seizures'; heading?: string | null },
): Promise<string> {
  const totals = [{ heading, [kind]: Number(row.value) }];
  created(await bea.post(`${path}/declared-totals`, { period: 'second', totals, reason: 'As another operation published it' }));
  return amountOf((await figures()).declared, (each) => each.measure === kind && each.heading === heading, 'remainder');
}

function enter(row: PublishedRow, figure: PublishedFigure): Promise<string> | null {
  switch (figure.kind) {
    case 'goods':
      return goods(row, figure);
    case 'money':
      return money(row, figure);
    case 'activity':
      return activity(row, 'activity', figure.activity);
    case 'persons':
    case 'groups':
      return activity(row, figure.kind, figure.state);
    case 'cases':
    case 'seizures':
      return total(row, { kind: figure.kind, heading: figure.heading ?? null });
    case 'sum':
    case 'denominator':
    case 'plan':
    case 'cannot':
      return null;
  }
}

test('every published count, quantity, amount, person and activity can be entered, and comes back unchanged with its unit', async () => {
  const changed: string[] = [];
  const notEntered = { sum: 0, denominator: 0, plan: 0, cannot: 0 };
  let entered = 0;
  for (const row of readPublishedRows()) {
    const figure = classify(row);
    if (!figure) throw new Error(`${row.operation}: ${row.metric} is not classified`);
    const back = await enter(row, figure);
    if (back === null) notEntered[figure.kind as keyof typeof notEntered] += 1;
    else entered += 1;
    if (back !== null && compareDecimals(back, row.value) !== 0)
      changed.push(`${row.operation}: ${row.metric} ${row.value} came back as ${back}`);
  }
  expect(changed).toEqual([]);
  // Sums follow from a rule of the plan, denominators from who takes part, and a plan has its phases: none of them is reported by anybody.
  expect({ entered, ...notEntered }).toEqual({ entered: 348 - 3 - 22 - 6 - 8, sum: 3, denominator: 22, plan: 6, cannot: 8 });
});
