import type { Caller } from './caller.ts';
import { aRunningOperation, created } from './operations.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let clara: Caller;
let igor: Caller;

beforeAll(async () => {
  stack = await aStack();
  [clara, igor] = [await stack.as('clara.coordinator'), await stack.as('igor.interpol')];
});
afterAll(() => stack.stop());

test('whoever goes on with what was approved is told, and the coordinators of every lead what another of them has done', async () => {
  const id = await aRunningOperation(stack, { plan: { leads: ['wco', 'interpol'] } });
  created(await igor.post(`/operations/${id}/suspensions`, { reason: 'A strike at the ports' }));
  created(await clara.post(`/operations/${id}/resumptions`));
  const post = await postOf(stack, id);
  expect(recipients(post, 'approved')).toEqual(['clara.coordinator', 'igor.interpol']);
  expect(recipients(post, 'operation-suspended')).toEqual(['bea.belgium', 'clara.coordinator']);
  expect(recipients(post, 'operation-resumed')).toEqual(['bea.belgium', 'igor.interpol']);
  expect(post.find(({ kind }) => kind === 'approved')?.mail.text).toContain(`POST /operations/${id}/launches`);
});
