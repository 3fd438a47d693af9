import { STOP_II } from '../domain/plans/stop-ii.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { approve, aRunningOperation, created } from './operations.ts';
import { aPlan, at } from './plans.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, correction } from './two-phases.ts';

/** Figures that were published in the real world, through editions of their own kind. */

let stack: Stack;
const { clara, bea, dirk, felix, otto } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const [final] = aPlan().editions;
const interim = {
  ...final,
  ...{ key: 'interim', status: 'interim' },
  ...{ cutOff: at('2026-03-20T18:00'), confirmBy: at('2026-03-23T18:00'), embargo: at('2026-03-25T10:00') },
};
const EDITIONS = { editions: [interim, final] } as object;

async function publish(id: string, key: string, walls: { cutOff: string; confirmed: string; embargo: string }): Promise<any> {
  await advance(clara, id, walls.cutOff);
  const { id: editionId } = created(await clara.post(`/operations/${id}/editions`, { edition: key }));
  const reach = (stage: string): Promise<any> =>
    stack.until(async () => {
      const { body } = await clara.get(`/editions/${editionId}`);
      return body.stage === stage && body;
    });
  await advance(clara, id, walls.confirmed);
  await approve(stack, dirk, (await reach('signing-off')).approvalId);
  await reach('embargoed');
  await advance(clara, id, walls.embargo);
  const { publicationId } = await reach('published');
  expect((await otto.get(`/editions/${editionId}/recomputation`)).body.isEqual).toBe(true);
  return (await fetch(`${stack.url}/publications/${publicationId}`)).json();
}

const INTERIM = { cutOff: '2026-03-20T18:00', confirmed: '2026-03-24T09:00', embargo: '2026-03-25T10:00' };
const FINAL = { cutOff: '2026-04-10T18:00', confirmed: '2026-04-18T09:00', embargo: '2026-05-04T10:00' };

test('DEMETER IX: 17,486 tonnes and 144,313 pieces stay two figures in both editions, their difference and what is published', async () => {
  const targets = [{ heading: 'waste', units: ['TNE', 'H87'] }];
  const id = await aRunningOperation(stack, { plan: { ...EDITIONS, targets }, accepting: ['bea.belgium', 'felix.france'] });
  const line = (unit: string, quantity: string) => ({ heading: 'waste', unit, quantity });
  created(await bea.post(`/operations/${id}/cases`, aReport(undefined, [line('TNE', '17000'), line('H87', '144000')])));
  const before = await publish(id, 'interim', INTERIM);
  created(await felix.post(`/operations/${id}/cases`, aReport(undefined, [line('TNE', '486'), line('H87', '313')])));
  const { figures, differences, held, denominators, reasons } = await publish(id, 'final', FINAL);

  const waste = (all: any[]) => all.filter(({ name }) => name.startsWith('waste')).toSorted((a, b) => (a.unit < b.unit ? -1 : 1));
  expect(waste(before.figures)).toEqual([
    { name: 'waste', unit: 'H87', value: '144000' },
    { name: 'waste', unit: 'TNE', value: '17000' },
  ]);
  expect(waste(figures)).toEqual([
    { name: 'waste', unit: 'H87', value: '144313' },
    { name: 'waste', unit: 'TNE', value: '17486' },
  ]);
  expect(waste(differences)).toEqual([
    { name: 'waste', unit: 'H87', before: '144000', now: '144313' },
    { name: 'waste', unit: 'TNE', before: '17000', now: '17486' },
  ]);
  expect([held, denominators, reasons.late]).toEqual([[], undefined, 1]);
  expect(JSON.stringify(figures)).not.toContain('161799'); // nobody ever adds them
}, 120_000);

test('STOP II: what the interim edition missed stands in the final one, with the sum that its plan allows, and why it differs', async () => {
  const { targets, sums } = STOP_II.plan;
  const id = await aRunningOperation(stack, { plan: { ...EDITIONS, targets, sums }, accepting: ['bea.belgium', 'felix.france'] });
  const goods = (medicines: string, devices: string, vaccines: string) => [
    { heading: 'medicines', unit: 'C62', quantity: medicines },
    { heading: 'medical-devices', unit: 'C62', quantity: devices },
    { heading: 'vaccines', unit: 'E27', quantity: vaccines },
  ];
  const first = aReport(undefined, goods('195500000', '156700000', '13500001'));
  const { id: caseId } = created(await bea.post(`/operations/${id}/cases`, first));
  const before = await publish(id, 'interim', INTERIM);
  expect(before.sums).toMatchObject([{ key: 'total', quantity: '365700001' }]);
  expect([before.previousEdition, before.differences, before.reasons]).toEqual([null, [], null]);

  const right = { ...first, ...aReport(undefined, goods('195500000', '156700000', '13500000')) };
  await bea.put(`/cases/${caseId}`, correction(right, 'One dose was counted twice'));
  created(await felix.post(`/operations/${id}/cases`, aReport(undefined, goods('78100000', '57700000', '0.5'))));
  const after = await publish(id, 'final', FINAL);
  expect(after.figures).toEqual(
    expect.arrayContaining([
      { name: 'medicines', unit: 'C62', value: '273600000' },
      { name: 'medical-devices', unit: 'C62', value: '214400000' },
      { name: 'vaccines', unit: 'E27', value: '13500000.5' },
    ]),
  );
  expect(after.sums).toMatchObject([{ key: 'total', quantity: '501500000.5' }]);
  expect(after.previousEdition).toBe('interim');
  expect(after.differences).toContainEqual({ name: 'vaccines', unit: 'E27', before: '13500001', now: '13500000.5' });
  expect(after.reasons).toEqual({ added: 0, corrected: 1, linked: 0, excluded: 0, late: 1, withheld: 0 });
  expect(after.sha256).not.toBe(before.sha256);
}, 120_000);
