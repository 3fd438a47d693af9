import type { Answer } from './caller.ts';
import { castOf } from './cast.ts';
import { aDraft, anApprovedOperation, approve, created } from './operations.ts';
import { aPlan } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, dirk } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const submit = (id: string, key: string): Promise<Answer> =>
  clara.post(`/operations/${id}/submissions`, {}, { 'Idempotency-Key': `${key} of ${id}` });
const draftOf = async (id: string): Promise<any> => (await clara.get(`/operations/${id}/plan`)).body;

/**
 * Has the draft written over after its submission was checked and before that is recorded: both wait for the operation's row, the writing
 * first, and go on in that order.
 */
async function writeBetween(id: string, plan: object, key: string): Promise<Answer> {
  const { pool } = stack.database;
  const holder = await pool.connect();
  const waiters = (count: number) =>
    stack.until(async () => {
      const { rowCount } = await pool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%for no key update%'`,
      );
      return rowCount === count;
    });
  await holder.query('begin');
  await holder.query('select from operation where id = $1 for no key update', [id]);
  await draftOf(id); // its tag
  const writing = clara.put(`/operations/${id}/plan`, plan);
  await waiters(1);
  const submitting = submit(id, key);
  await waiters(2);
  await holder.query('commit');
  holder.release();
  expect((await writing).status).toBe(200);
  return submitting;
}

test('a draft that is written over while it is being checked is not submitted, and the same request submits what it has become', async () => {
  const id = await aDraft(stack);
  const refused = await writeBetween(id, aPlan({ title: 'Operation Rose', objectives: [] }), 'a submission');
  expect([refused.status, refused.body.code]).toEqual([409, 'plan.draft-changed']);
  expect((await clara.get(`/operations/${id}`)).body.stage).toBe('draft');
  expect(await draftOf(id)).toMatchObject({ number: 1, state: 'draft', edits: 2 });
  expect((await clara.get(`/operations/${id}/approvals`)).body.items).toEqual([]);
  expect((await clara.get(`/operations/${id}/events`)).body.items.map(({ type }: any) => type)).not.toContain('plan.submitted');

  const unfit = await submit(id, 'a submission'); // the objectives that nobody had checked
  expect([unfit.status, unfit.body.errors.map(({ pointer }: any) => pointer)]).toEqual([422, ['/objectives']]);
  expect((await clara.put(`/operations/${id}/plan`, aPlan({ title: 'Operation Rose' }))).status).toBe(200);
  const submitted = created(await submit(id, 'a submission'));
  expect(created(await submit(id, 'a submission'))).toEqual(submitted);
  await approve(stack, dirk, submitted.approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === 'approved');
  expect((await clara.get(`/operations/${id}`)).body.title).toBe('Operation Rose');
});

test('an amendment whose submission came too early leaves its operation as it was: it can be launched, and submits again', async () => {
  const id = await anApprovedOperation(stack);
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'a better title', plan: aPlan({ title: 'Operation Rose' }) }));
  const refused = await writeBetween(id, aPlan({ title: 'Operation Iris' }), 'an amendment');
  expect([refused.status, refused.body.code]).toEqual([409, 'plan.draft-changed']);
  created(await clara.post(`/operations/${id}/launches`));
  const { approvalId } = created(await submit(id, 'an amendment'));
  await approve(stack, dirk, approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.title === 'Operation Iris');
  expect((await clara.get(`/operations/${id}`)).body).toMatchObject({ stage: 'running', planVersion: 2 });
});
