import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, created } from './operations.ts';
import { aCase } from './plans.ts';
import { aStack, type Stack } from './stack.ts';
import { aSubscription, releasedOf } from './subscriptions.ts';

let stack: Stack;
const { ada, clara, bea } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const HANDLING = { tlp: 'CLEAR', purposes: ['product-safety'], shares: ['companies', 'country-rows'] };
let nth = 0;

/** A seizure with persons at it, that is over unless it is said how it stands. */
const report = async (path: string, goods: object[], outcomes: string[] = ['destruction'], handling: object = HANDLING) => {
  const seizure = { number: 1, seizedAt: '2026-03-10T12:00:00+01:00', goods, outcomes, persons: [{ state: 'arrested', count: 2 }] };
  created(await bea.post(`${path}/cases`, aCase({ reference: `C-${nth++}`, seizures: [seizure], handling })));
};
/** Worth as many euros as there are. */
const ofBrand = (brand: string, quantity: string) => {
  const values = [{ amount: quantity, currency: 'EUR', basis: 'retail' }];
  return { heading: 'medicines', quantity, unit: 'C62', brand, values };
};

test('a company is told of goods of its own brand, of cases that are over, and of nobody', async () => {
  const { id: companyId, ...company } = (await ada.get('/organisations?code=meridian-pharma')).body.items[0];
  await ada.get(`/organisations/${companyId}`);
  const { code: _, ...known } = company;
  expect((await ada.put(`/organisations/${companyId}`, { ...known, brands: ['Meridia'] })).status).toBe(200);
  created(await ada.post('/people', { subject: 'petra.pharma', name: 'Petra', organisation: 'meridian-pharma', roles: ['partner'] }));
  const petra = await stack.as('petra.pharma');
  const plan = { partners: ['europol', 'meridian-pharma'] };
  const id = await aRunningOperation(stack, { plan, accepting: ['bea.belgium'] });
  const path = `/operations/${id}`;
  const scope = { detail: 'totals', purpose: 'product-safety' };
  const subscription = await aSubscription(stack, id, { scope, smallestCell: 2 }, petra);
  for (let i = 0; i < 3; i += 1) await report(path, [ofBrand('Meridia', '10'), ofBrand('Other', '700')]);
  await report(path, [ofBrand('Other', '9000')]);
  await report(path, [ofBrand('Meridia', '500')], ['prosecution']);
  await report(path, [ofBrand('Meridia', '60')], ['destruction'], { ...HANDLING, shares: [] });
  await advance(clara, id, '2026-03-16T09:00');
  const [product] = await releasedOf(stack, id, subscription, 1);
  const { content } = (await petra.get(`/products/${product.id}`)).body;
  expect(content.figures.filter(({ name }: any) => !name.startsWith('window/'))).toEqual([
    { name: 'cases', unit: 'cases', value: '3' },
    { name: 'seizures', unit: 'seizures', value: '3' },
    { name: 'medicines', unit: 'C62', value: '30' },
    { name: 'value/medicines/retail', unit: 'EUR', value: '30' },
  ]);
  expect(content.withheld).toEqual([
    { reason: 'brand', cases: 1 },
    { reason: 'flag', cases: 1 },
    { reason: 'running-case', cases: 1 },
  ]);
  expect([content.countries, JSON.stringify(content).match(/persons|Other/g)]).toEqual([[], null]);
});
