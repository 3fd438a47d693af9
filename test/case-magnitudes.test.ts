import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRunningOperation, created } from './operations.ts';
import { readHistories } from '../prisma/reads/magnitudes.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, TWO_PHASES } from './two-phases.ts';

let stack: Stack;
let path: string;
const { clara, bea } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  path = `/operations/${await aRunningOperation(stack, { plan: TWO_PHASES, accepting: ['bea.belgium', 'felix.france'], wall: '2026-03-20T09:00' })}`;
});
afterAll(() => stack.stop());

const told = (warnings: any[]): unknown[] => warnings.map(({ pointer, code, state }) => [pointer, code, state]);

test('a quantity that nobody would believe is asked about, and does not become what the next one is compared with', async () => {
  const gold = (quantity: string) => aReport(undefined, [{ heading: 'precious-metals', quantity, unit: 'TNE' }]);
  const first = created(await bea.post(`${path}/cases`, gold('1733')));
  expect(told(first.warnings)).toEqual([['/seizures/0/goods/0/quantity', 'case.magnitude-implausible', 'open']]);
  created(await bea.post(`${path}/cases`, gold('0.2')));
  const operationId = path.split('/').at(-1);
  const history = async () => (await readHistories(stack.database)).get(`${operationId}/precious-metals/TNE`);
  expect(await history()).toEqual({ count: 1, median: '0.2', largest: '0.2' });

  created(await bea.post(`${path}/reviews/${first.warnings[0].id}/answers`, { answer: 'It was a whole ship' }));
  created(await clara.post(`${path}/reviews/${first.warnings[0].id}/settlements`, { outcome: 'accepted' }));
  expect(await history()).toEqual({ count: 2, median: '0.2', largest: '1733' });
  created(await clara.post(`/cases/${first.id}/exclusions`, { reason: 'After all, no' }));
  expect(await history()).toMatchObject({ largest: '0.2' });
});

test('a text that may tell who somebody is comes back as a warning that does not repeat it', async () => {
  const { warnings } = created(await bea.post(`${path}/cases`, aReport(undefined, [{}], { concealment: 'Driver: Mr Jan Peeters' })));
  expect(told(warnings)).toEqual([['/seizures/0/concealment', 'case.text-identifying', 'open']]);
  expect(JSON.stringify(warnings)).not.toContain('Peeters');
});
