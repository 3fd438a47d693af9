import type { Answer, Caller } from './caller.ts';
import { ENQUIRY } from './enquiry.ts';
import { aRunningOperation, created } from './operations.ts';
import { at } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let clara: Caller;
let bea: Caller;

beforeAll(async () => {
  stack = await aStack();
  [clara, bea] = (await Promise.all(['clara.coordinator', 'bea.belgium'].map((person) => stack.as(person)))) as [Caller, Caller];
}, 60_000);
afterAll(() => stack.stop());

test('forty answers at the same moment, some of them wrong and some sent twice, are each taken once or refused for their own fault', async () => {
  const id = await aRunningOperation(stack);
  const keys = Array.from({ length: 20 }, (_, i) => `enquiry-${i}`);
  for (const key of keys) created(await clara.post(`/operations/${id}/taskings`, { ...ENQUIRY, key, deadline: at('2026-04-15T18:00') }));
  const { items } = (await bea.get('/tasks?kind=enquiry&limit=200')).body;
  const tasks = items.map((task: any) => task.id) as string[];
  const answer = (i: number, body: object, key: string): Promise<Answer> =>
    bea.post(`/tasks/${tasks[i]}/answers`, body, { 'Idempotency-Key': `forty answers ${key}` });
  const done = { answer: 'done', details: 'Nobody received it.' };

  const both = await Promise.all(
    tasks.flatMap((_, i) =>
      i % 5 === 4
        ? [answer(i, { answer: 'done' }, `${i} a`), answer(i, done, `${i} b`)]
        : [answer(i, done, `${i}`), answer(i, done, `${i}`)],
    ),
  );
  tasks.forEach((taskId, i) => {
    const [first, second] = [both[2 * i], both[2 * i + 1]];
    if (i % 5 === 4) expect([first?.status, first?.body.code]).toEqual([422, 'task.details-missing']);
    else expect(first?.body).toEqual(second?.body);
    expect([second?.status, second?.body.id, second?.body.answeredBy]).toEqual([201, taskId, 'Bea Belgium']);
  });
  const told = await stack.database.prisma.event.groupBy({
    by: ['subjectId'],
    where: { type: 'task.answered', subjectId: { in: tasks } },
    _count: true,
  });
  expect(told.map(({ _count }) => _count)).toEqual(tasks.map(() => 1));
  const receipts = await stack.database.prisma.receipt.count({ where: { key: { startsWith: 'forty answers' } } });
  expect(receipts).toBe(tasks.length);
  await stack.until(
    async () => (await stack.database.prisma.tasking.count({ where: { operationId: id, kind: 'enquiry', endedAt: null } })) === 0,
  );
}, 120_000);
