import { z } from 'zod';
import type { Dependencies } from '../dependencies.ts';
import { route } from '../route.ts';

const Ready = z
  .strictObject({
    status: z.enum(['up', 'degraded', 'down']),
    parts: z.record(z.string(), z.strictObject({ status: z.enum(['up', 'down']), essential: z.boolean(), detail: z.string().optional() })),
  })
  .meta({ id: 'Ready', description: 'Degraded: reports and answers are taken, but a part that is not essential for them is away.' });

export const HEALTH_ROUTES = [
  route({
    method: 'get',
    path: '/health/live',
    action: 'public',
    summary: 'The process answers',
    replies: { status: 200, schema: z.strictObject({ status: z.literal('up') }) },
    handle: async () => ({ body: { status: 'up' } }),
  }),
  route({
    method: 'get',
    path: '/health/ready',
    action: 'public',
    summary: 'Each part that the service needs, by name; 503 while an essential one is away',
    replies: { status: 200, schema: Ready },
    handle: async (_call, { parts }) => {
      const states = Object.fromEntries(
        await Promise.all(Object.entries(parts).map(async ([name, part]) => [name, await stateOf(part)] as const)),
      );
      const down = Object.values(states).filter(({ status }) => status === 'down');
      const status = down.some(({ essential }) => essential) ? 'down' : down.length > 0 ? 'degraded' : 'up';
      return { status: status === 'down' ? 503 : 200, body: { status, parts: states } };
    },
  }),
];

/** A part has two seconds to answer. Why it did not stands in the log, not here: the page is open to everybody. */
async function stateOf({ isEssential, check }: Dependencies['parts'][string]) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('late')), 2_000);
  });
  try {
    await Promise.race([check(), late]);
    return { status: 'up' as const, essential: isEssential };
  } catch {
    return { status: 'down' as const, essential: isEssential, detail: 'It does not answer.' };
  } finally {
    clearTimeout(timer);
  }
}
