import type { Answer, Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { ENQUIRY, PLAN } from './enquiry.ts';
import { aDraft, approve, aRunningOperation, created, ownTask } from './operations.ts';
import { at } from './plans.ts';
import { postOf } from './post.ts';
import { aStack, type Stack } from './stack.ts';
import { codesOf } from './two-phases.ts';

let stack: Stack;
const { clara, bea, kira, pia, ada, dirk, dora } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const open = (id: string, tasking: object): Promise<Answer> => clara.post(`/operations/${id}/taskings`, { ...ENQUIRY, ...tasking });

test('what cannot be asked is refused with its field, and nothing of it is stored', async () => {
  const id = await aRunningOperation(stack, { plan: PLAN, accepting: ['bea.belgium', 'kira.korea'], wall: '2026-03-15T09:00' });
  const refused = async (tasking: object): Promise<unknown> => codesOf(await open(id, tasking));
  const invalid = (flaws: object): unknown => [422, 'request.invalid', flaws];
  expect(await refused({ deadline: at('2026-03-14T18:00'), isLocal: false })).toEqual(invalid({ '/deadline': 'tasking.deadline-past' }));
  expect(await refused({ deadline: at('2026-03-29T02:30'), isLocal: false })).toEqual(invalid({ '/deadline': 'field.moment-unknown' }));
  // In Seoul this wall time lies behind already, though it is still to come in Brussels.
  expect(await refused({ deadline: at('2026-03-15T10:00') })).toEqual(invalid({ '/deadline': 'tasking.deadline-past' }));
  const skipped = await open(id, { deadline: { wall: '2026-03-29T02:30', zone: 'Asia/Seoul' } });
  expect(codesOf(skipped)).toEqual(invalid({ '/deadline': 'field.moment-unknown' }));
  expect(skipped.body.errors[0].detail).toContain('Europe/Brussels');
  const soon = { deadline: at('2026-03-20T18:00') };
  expect(await refused({ ...soon, ends: 'deadline' })).toEqual(invalid({ '/ladder/1/offsetHours': 'tasking.rung-after-end' }));
  expect(await refused({ ...soon, silence: 'consent' })).toEqual(invalid({ '/silence': 'tasking.silence-unfit' }));
  expect(await refused({ ...soon, addressees: { rule: 'silent', rilo: 'rilo-ap' } })).toEqual(
    invalid({ '/addressees': 'tasking.no-addressees' }),
  );
  expect(await refused({ ...soon, addressees: { rule: 'rilo' } })).toEqual(invalid({ '/addressees/rilo': 'tasking.office-missing' }));
  expect(await refused({ ...soon, addressees: { rule: 'reported', phase: 'phase-9' } })).toMatchObject([
    422,
    'request.invalid',
    { '/addressees/phase': 'plan.phase-unknown' },
  ]);
  expect(await refused({ ...soon, addressees: { list: ['be-customs', 'br-customs'] } })).toEqual(
    invalid({ '/addressees/list/1': 'tasking.not-invited' }),
  );
  expect(await refused({ ...soon, kind: 'take-part', addressees: { list: ['br-customs'] } })).toEqual(
    invalid({ '/joins': 'plan.phase-unknown' }),
  );
  expect(await refused({ ...soon, kind: 'confirm-figures' })).toMatchObject([422, 'request.invalid', { '/kind': 'field.invalid' }]);
  expect((await bea.post(`/operations/${id}/taskings`, { ...ENQUIRY, ...soon })).status).toBe(403);
  expect((await clara.get(`/operations/${id}/taskings`)).body.items.filter((tasking: any) => tasking.kind === 'enquiry')).toEqual([]);
});

test('an inbox holds what its person may answer and decide, what was handed to them first, and no page repeats', async () => {
  const id = await aRunningOperation(stack, { plan: PLAN, accepting: ['bea.belgium', 'kira.korea'], wall: '2026-03-15T09:00' });
  const soon = { deadline: at('2026-03-20T18:00') };
  const strict = created(await open(id, { ...soon, late: 'refused', ladder: [], addressees: { list: ['be-customs', 'kr-customs'] } }));
  const { items, next } = (await kira.get(`/tasks?mine&kind=enquiry&operation=${id}&limit=1`)).body;
  expect([items.map((task: any) => task.taskingId), next]).toEqual([[strict.id], null]);
  expect((await clara.get(`/tasks?mine&operation=${id}`)).body.items).toEqual([]);
  const all = (await kira.get(`/tasks?mine&operation=${id}`)).body.items;
  expect(all.map((task: any) => task.kind).toSorted()).toEqual(['enquiry', 'report']);
  created(await clara.post(`/tasks/${all[1].id}/reassignments`, { person: 'kira.korea', reason: 'Hers' }));
  const pages = await kira.get(`/tasks?mine&operation=${id}&limit=1`);
  expect(pages.body.items[0].id).toBe(all[1].id);
  expect((await kira.get(`/tasks?mine&operation=${id}&limit=1&cursor=${pages.body.next}`)).body.items.map((task: any) => task.id)).toEqual([
    all[0].id,
  ]);
  await advance(clara, id, '2026-03-21T09:00');
  expect(
    (await kira.post(`/tasks/${(await ownTask(kira, id, 'enquiry')).id}/answers`, { answer: 'done', details: 'Too late' })).body.code,
  ).toBe('task.too-late');

  const draft = await aDraft(stack);
  const { approvalId } = created(await clara.post(`/operations/${draft}/submissions`));
  const turnsOf = async (caller: Caller): Promise<any[]> =>
    (await caller.get('/tasks?mine=true')).body.approvals.filter((turn: any) => turn.approvalId === approvalId);
  expect(await turnsOf(dirk)).toMatchObject([
    { operationId: draft, operation: 'Operation Tulip', subject: 'plan', step: 'direction', standsFor: null },
  ]);
  expect(await turnsOf(clara)).toEqual([]);
  await approve(stack, dora, approvalId);
  expect(await turnsOf(dirk)).toEqual([]);
});

test('a joint unit has one inbox for all its services, and a rung tells deputies and stand-ins where it names them', async () => {
  const id = await aRunningOperation(stack, { plan: PLAN, accepting: ['bea.belgium', 'kira.korea'], wall: '2026-03-15T09:00' });
  const ladder = [
    { offsetHours: -48, tells: ['deputy'] },
    { offsetHours: -24, tells: ['stand-in'] },
  ];
  const { id: taskingId } = created(await open(id, { deadline: at('2026-03-20T18:00'), isLocal: false, ladder }));
  const inUnit = async (): Promise<any[]> => (await pia.get(`/tasks?mine&operation=${id}&kind=enquiry`)).body.items;
  expect(await inUnit()).toEqual([]);
  const { pool } = stack.database;
  await pool.query(`
    with unit as (insert into unit (code, name, kind) values ('jaitf-brussels', 'JAITF Brussels', 'jaitf') returning id),
      of as (insert into unit_organisation select unit.id, o.id from unit, organisation o where o.code in ('be-customs', 'be-police'))
    update person set unit_id = unit.id from unit where subject = 'pia.police'`);
  expect(await inUnit()).toMatchObject([{ taskingId, organisation: 'be-customs' }]);

  const { rows } = await pool.query<{ subject: string; id: string }>(`select subject, id from person`);
  const idOf = (subject: string): string => rows.find((row) => row.subject === subject)?.id ?? '';
  await pool.query(
    `insert into contact (id, organisation_id, role, rank, person_id, valid_from, recorded_by_id)
     select gen_random_uuid(), organisation_id, 'national-contact-point', rank, p.id, '2026-01-01', p.id
     from person p join (values ($1::uuid, 'holder'), ($2::uuid, 'deputy')) as n (id, rank) on n.id = p.id`,
    [idOf('kira.korea'), await aColleague('dan.deputy', 'kr-customs')],
  );
  await pool.query(
    `insert into stand_in (id, person_id, stand_in_id, reason, valid_from, valid_until, recorded_by_id)
     values (gen_random_uuid(), $1, $2, 'Leave', '2026-03-18', '2026-03-25', $1), (gen_random_uuid(), $1, $3, 'Leave', '2026-01-01', '2026-02-01', $1)`,
    [idOf('kira.korea'), idOf('bruno.brazil'), idOf('alma.australia')],
  );
  await advance(clara, id, '2026-03-19T18:00');
  const reminded = (await postOf(stack, id)).filter(({ kind }) => kind === 'reminder').map(({ address }) => address);
  expect(reminded).toEqual(['dan.deputy@kr-customs.example', 'bruno.brazil@br-customs.example']);
});

async function aColleague(subject: string, organisation: string): Promise<string> {
  const person = { subject, name: subject, email: `${subject}@${organisation}.example`, organisation, roles: ['contact'] };
  return created(await ada.post('/people', person)).id;
}
