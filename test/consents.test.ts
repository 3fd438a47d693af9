import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRunningOperation, created } from './operations.ts';
import { aCase, at } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let path: string;
const { clara, bea, felix, paul, rita, otto, ada } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  path = `/operations/${await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] })}`;
});
afterAll(() => stack.stop());

const consent = (more: object = {}) => ({ recipient: 'europol', reason: 'They analyse it for us', ...more });
const listed = async (caller: typeof bea): Promise<string[]> =>
  (await caller.get(`${path}/consents?limit=200`)).body.items.map(({ id }: any) => id);

test('an owner gives a consent with its scope and its dates; it, coordinators, auditors and whom it was given to see it', async () => {
  const { id: caseId } = created(await bea.post(`${path}/cases`, aCase({ reference: crypto.randomUUID() })));
  const scope = { headings: ['medicines'], cases: [caseId], purposes: ['analysis'] };
  const given = created(await bea.post(`${path}/consents`, consent({ ...scope, until: at('2026-06-01T00:00') })));
  expect(given).toMatchObject({
    organisation: 'be-customs',
    recipient: 'europol',
    ...scope,
    until: '2026-05-31T22:00:00.000Z',
    revokedAt: null,
  });
  for (const caller of [bea, clara, otto, paul, rita]) expect(await listed(caller)).toContain(given.id);
  expect(await listed(felix)).toEqual([]);
  const events = (await bea.get(`${path}/events?limit=200`)).body.items.filter(({ subjectId }: any) => subjectId === given.id);
  expect(events).toMatchObject([{ type: 'consent.given', organisation: 'be-customs' }]);
  expect((await felix.get(`${path}/events?limit=200`)).body.items.filter(({ type }: any) => type.startsWith('consent'))).toEqual([]);
});

test('it is taken back with a reason, once, and only by its owner', async () => {
  const { id } = created(await bea.post(`${path}/consents`, consent({ recipient: null })));
  const revoked = async (caller: typeof bea, reason?: string) => caller.post(`/consents/${id}/revocations`, { reason });
  expect((await revoked(bea)).body.code).toBe('request.invalid');
  for (const [caller, code] of [
    [felix, 'consent.not-found'],
    [paul, 'consent.not-found'],
    [clara, 'permission.denied'],
    [ada, 'permission.denied'],
  ] as const)
    expect((await revoked(caller, 'No more')).body.code).toBe(code);
  expect(created(await revoked(bea, 'No more'))).toMatchObject({ id, recipient: null, revocationReason: 'No more' });
  expect((await revoked(bea, 'No more')).body.code).toBe('consent.revoked');
});

test('nobody consents for another, and no consent reaches what is not its owner’s, or lies behind its own end', async () => {
  const { id: french } = created(await felix.post(`${path}/cases`, aCase({ reference: crypto.randomUUID() })));
  const said = async (caller: typeof bea, more: object) => {
    const { body } = await caller.post(`${path}/consents`, consent(more));
    return body.code === 'request.invalid' ? body.errors.map(({ pointer, code }: any) => `${pointer} ${code}`) : body.code;
  };
  expect(await said(clara, {})).toBe('permission.denied');
  expect(await said(paul, {})).toBe('permission.denied');
  expect(await said(bea, { recipient: 'be-customs' })).toEqual(['/recipient consent.to-oneself']);
  expect(await said(bea, { recipient: 'nobody' })).toEqual(['/recipient plan.organisation-unknown']);
  expect(await said(bea, { cases: [french], headings: ['gossip'] })).toEqual([
    '/headings/0 plan.heading-unknown',
    '/cases/0 consent.case-unknown',
  ]);
  expect(await said(bea, { until: at('2026-01-01T00:00') })).toEqual(['/until plan.dates-reversed']);
  expect(await said(bea, { reason: '' })).toEqual(['/reason field.invalid']);
});
