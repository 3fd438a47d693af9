import fc from 'fast-check';
import { together } from '../prisma/together.ts';

/** Statements that end when they are told to, and what each of them carried. */
function aServer(answer: (question: string) => string = (question) => `${question}!`) {
  const statements: { asked: readonly string[]; end: () => void }[] = [];
  const askAll = (asked: readonly string[]): Promise<string[]> =>
    new Promise((resolve, reject) => {
      const end = (): void => {
        try {
          resolve(asked.map(answer));
        } catch (error) {
          reject(error as Error);
        }
      };
      statements.push({ asked, end });
    });
  return { statements, askAll, asked: () => statements.map((statement) => statement.asked.join(' ')) };
}
const settle = (): Promise<void> => new Promise((next) => setImmediate(next));

test('a question alone goes at once; those that come meanwhile go together, each with its own answer', async () => {
  const { statements, askAll, asked } = aServer();
  const ask = together(askAll, { most: 3, lanes: 1 }, (question) => question);
  const answers = ['a', 'b', 'c', 'd', 'e'].map(ask);
  expect(asked()).toEqual(['a']);
  statements[0]?.end();
  await settle();
  expect(asked()).toEqual(['a', 'b c d']);
  statements[1]?.end();
  await settle();
  statements[2]?.end();
  expect(await Promise.all(answers)).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
});

test('two questions about one thing never share a statement', async () => {
  const { statements, askAll, asked } = aServer();
  const ask = together(askAll, { most: 9, lanes: 1 }, ([thing = '']) => thing);
  const answers = ['x', 'a1', 'a2', 'b1'].map(ask);
  for (let i = 0; i < 3; i += 1) {
    statements[i]?.end();
    await settle();
  }
  expect(asked()).toEqual(['x', 'a1 b1', 'a2']);
  expect(await Promise.all(answers)).toEqual(['x!', 'a1!', 'a2!', 'b1!']);
});

test('whatever fails in whatever company, each question gets its own answer or its own error', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(5), fc.boolean())),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 3 }),
      async (given, most, lanes) => {
        const askAll = async (questions: readonly { i: number; fails: boolean }[]): Promise<number[]> => {
          await settle();
          const failing = questions.find(({ fails }) => fails);
          if (failing) throw new Error(`${failing.i}`);
          return questions.map(({ i }) => i);
        };
        const ask = together(askAll, { most, lanes }, ({ i }: { i: number; fails: boolean }) => String(given[i]?.[0]));
        const settled = await Promise.allSettled(given.map(([, fails], i) => ask({ i, fails })));
        settled.forEach((outcome, i) => {
          if (given[i]?.[1]) expect(outcome).toMatchObject({ status: 'rejected', reason: { message: String(i) } });
          else expect(outcome).toEqual({ status: 'fulfilled', value: i });
        });
      },
    ),
    { numRuns: 100 },
  );
});
