import type { Caller } from './caller.ts';
import { aPerson } from './members.ts';
import { anApprovedOperation, created, ownTask } from './operations.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let clara: Caller;
let bea: Caller;

beforeAll(async () => {
  stack = await aStack();
  [clara, bea] = [await stack.as('clara.coordinator'), await stack.as('bea.belgium')];
});
afterAll(() => stack.stop());

test('a deputy is announced as one, comes and goes without the tasks of the holder, and leaves to the holder what was handed over', async () => {
  const id = await anApprovedOperation(stack);
  created(await clara.post(`/operations/${id}/launches`));
  const dave = await aPerson(stack, 'dave.deputy', 'be-customs');
  const { items } = (await bea.get('/organisations?code=be-customs')).body;
  const point = { role: 'national-contact-point', operation: id };
  const name = (contact: object) => bea.post(`/organisations/${items[0].id}/contacts`, { ...point, ...contact });
  created(await name({ person: 'bea.belgium' }));
  const deputy = created(await name({ person: 'dave.deputy', rank: 'deputy' }));
  const task = await ownTask(dave, id, 'take-part');
  expect(task.holder).toBe('Bea Belgium');
  expect(recipients(await postOf(stack, id), 'handed-over')).toEqual(['bea.belgium']);

  created(await bea.post(`/tasks/${task.id}/reassignments`, { person: 'dave.deputy', reason: 'He knows the port' }));
  created(await bea.post(`/contacts/${deputy.id}/endings`));
  const post = await postOf(stack, id);
  expect((await bea.get(`/tasks/${task.id}`)).body.holder).toBe('Bea Belgium');
  expect(recipients(post, 'handed-over')).toEqual(['bea.belgium', 'bea.belgium', 'dave.deputy']);
  const announced = post.filter(({ kind }) => kind === 'contact-changed').map(({ mail }) => mail.text ?? '');
  expect(announced).toHaveLength(3);
  const said = ['has a new contact in the role', 'has one more deputy in the role', 'has one deputy less in the role'];
  for (const words of said) expect(announced.join('\n')).toContain(words); // two of them may be one mail
});
