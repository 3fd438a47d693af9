import { startBareTemporal } from './bare/temporal.ts';
import type { Bench, Setting } from './bench.ts';
import { figure } from './figure.ts';
import { approve, launch, settled } from './operation.ts';
import { ask, headersOf, mintToken } from './people.ts';
import { inParallel, interleave, timed } from './rounds.ts';
import { openHttp } from './http.ts';
import type { Stack } from './stack.ts';

const ACCEPT = JSON.stringify({ answer: 'accept' });

/**
 * Everybody who is invited looks at the task and accepts; what is timed is the accepting. Against an Update for each answer, in both
 * arrangements that there are: to a workflow for each addressee, and to one for all of them.
 */
export const answers: Bench = async ({ stack: { http: _, ...rest }, ...others }) => {
  const stack = { ...rest, http: openHttp(rest.url, CONNECTIONS) };
  const setting = { ...others, stack };
  const { members, rounds, tell } = setting;
  const count = members.length;
  const bare = await startBareTemporal(stack);
  try {
    const { concert, unseen, many, one } = await interleave(
      rounds,
      {
        concert: () => answerAll(setting, true),
        unseen: () => answerAll(setting, false),
        many: () => bare.updatesToMany(count),
        one: () => bare.updatesToOne(count),
      },
      tell,
    );
    const note = `${count} people accept over ${CONNECTIONS} connections`;
    return [
      figure({
        name: `${count} answers`,
        value: concert,
        unit: 'ms',
        baseline: many,
        goal: 0.1,
        note: `${note}, against an Update to a workflow for each of them, 30 at once`,
      }),
      figure({
        name: `${count} answers, tokens unseen`,
        value: unseen,
        unit: 'ms',
        baseline: many,
        note: `${note}, whose tokens the API has never seen; the same baseline`,
      }),
      figure({
        name: `${count} answers, one workflow`,
        value: concert,
        unit: 'ms',
        baseline: one,
        note: `${note}, against as many Updates to one workflow, 10 at once, the most that a server lets be in flight; it takes 2,000 in all`,
      }),
    ];
  } finally {
    stack.http.close();
    await bare.stop();
  }
};

/** As many at once as the Updates to workflows of their own. */
const CONNECTIONS = 30;

/** An answer that is ready to be sent. */
export type Ready = { path: string; token: string };

/** A launched operation in which everybody is asked, and the answers that they are about to give. */
export async function askEverybody(
  { stack, members }: Pick<Setting, 'stack' | 'members'>,
  startsAt = '2026-02-01T09:00',
): Promise<{ operationId: string; coordinator: string; ready: Ready[] }> {
  const approved = await approve(stack, members, startsAt);
  const taskingId = await launch(stack, approved);
  const tasks = new Map<string, string>();
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Board = await ask(
      stack,
      approved.coordinator,
      'GET',
      `/operations/${approved.id}/taskings/${taskingId}?limit=100${cursor && `&cursor=${cursor}`}`,
    );
    for (const { id, organisation } of page.tasks.items) tasks.set(organisation, id);
    cursor = page.tasks.next;
  }
  const ready = await inParallel(members, CONNECTIONS, async ({ organisation, subject }) => ({
    path: `/tasks/${tasks.get(organisation)}/answers`,
    token: await mintToken(stack, subject),
  }));
  await settled(stack, approved.id);
  return { operationId: approved.id, coordinator: approved.coordinator, ready };
}

export async function answer({ http }: Stack, { path, token }: Ready): Promise<void> {
  const { status, body } = await http.send('POST', path, headersOf(token), ACCEPT);
  if (status !== 201) throw new Error(`An answer was answered with ${status}: ${body}`);
}

async function answerAll(setting: Setting, looksFirst: boolean): Promise<number> {
  const { operationId, ready } = await askEverybody(setting);
  const look = ({ path, token }: Ready): Promise<unknown> => ask(setting.stack, token, 'GET', path.replace('/answers', ''));
  if (looksFirst) await inParallel(ready, CONNECTIONS, look);
  const ms = await timed(() => inParallel(ready, CONNECTIONS, (each) => answer(setting.stack, each)));
  await settled(setting.stack, operationId);
  return ms;
}

type Board = { tasks: { items: { id: string; organisation: string }[]; next: string | null } };
