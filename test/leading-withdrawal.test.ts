import { castOf } from './cast.ts';
import { aRunningOperation, created } from './operations.ts';
import { aCase } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, bea, felix } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const { seizures: reported } = aCase() as { seizures: { goods: object[] }[] };
const correction = {
  reason: 'Counted again',
  seizures: reported.map((seizure) => ({ ...seizure, goods: seizure.goods.map((line) => ({ ...line, quantity: '1000' })) })),
};

test('whoever has withdrawn corrects what it reported, which counts, and reports nothing new', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  const { id: own } = created(await bea.post(`/operations/${id}/cases`, aCase()));
  created(await bea.post(`/operations/${id}/withdrawals`, { reason: 'Our port is closed' }));
  expect((await bea.put(`/cases/${own}`, correction)).body).toMatchObject({ version: 2 });
  expect((await clara.get(`/operations/${id}/statistics`)).body.figures).toMatchObject({ cases: 1, quantities: [{ quantity: '1000' }] });

  for (const [list, body] of [
    ['cases', aCase({ reference: 'NEW' })],
    ['nil-returns', { period: 'phase-1' }],
  ] as const) {
    const { body: refused } = await bea.post(`/operations/${id}/${list}`, body);
    expect(refused).toMatchObject({ status: 409, code: 'participation.withdrawn', title: expect.stringContaining('PUT /cases/') });
  }
  for (const other of [felix, clara]) expect((await other.put(`/cases/${own}`, correction, { 'If-Match': '"v2"' })).status).not.toBe(200);
});

test('once an operation takes no reports any more, nobody corrects any', async () => {
  const id = await aRunningOperation(stack);
  const { id: own } = created(await bea.post(`/operations/${id}/cases`, aCase()));
  await stack.database.prisma.operation.update({ where: { id }, data: { stage: 'closed' } });
  expect((await bea.put(`/cases/${own}`, correction)).body.code).toBe('operation.not-running');
});
