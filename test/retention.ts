import { createHash } from 'node:crypto';
import { EVERYTHING, queryAs } from '../prisma/sight.ts';
import { bearer } from './attach.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { signOff } from './editions.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { aCase } from './plans.ts';
import type { Stack } from './stack.ts';

/** Two years for reports, and one for files; what nobody says anything of stays for five. */
const SHORT = [
  { class: 'reports', months: 24 },
  { class: 'imports', months: 24 },
];

type Setting = { retention?: readonly object[]; plan?: object; reporting?: (id: string) => Promise<void> };

/** An operation with two cases of Belgium's and one of France's, complete since the publication of its edition in May 2026. */
export async function aCompleteOperation(
  stack: Stack,
  { retention = SHORT, plan = {}, reporting = async () => {} }: Setting = {},
): Promise<{ id: string; belgian: [string, string]; french: string; editionId: string }> {
  const { clara, bea, felix } = castOf(() => stack);
  const id = await aRunningOperation(stack, { plan: { ...plan, retention } as never, accepting: ['bea.belgium', 'felix.france'] });
  const report = async (by: typeof bea, reference: string): Promise<string> =>
    created(await by.post(`/operations/${id}/cases`, aCase({ reference, summary: `What ${reference} says` }))).id;
  const belgian: [string, string] = [await report(bea, 'BE-1'), await report(bea, 'BE-2')];
  const french = await report(felix, 'FR-1');
  await reporting(id);
  await advance(clara, id, '2026-04-12T09:00');
  const editionId = created(await clara.post(`/operations/${id}/editions`, { edition: 'final' })).id;
  await advance(clara, id, '2026-04-19T09:00');
  await signOff(stack, { operationId: id, editionId });
  await advance(clara, id, '2026-05-21T09:00');
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === 'completed');
  return { id, belgian, french, editionId };
}

/** Lets the years pass until this review is open, and answers the caller's task of it. */
export async function reviewAt(stack: Stack, id: string, wall: string, subjects: readonly string[]): Promise<any[]> {
  const { clara } = castOf(() => stack);
  await advance(clara, id, wall);
  return Promise.all(
    subjects.map(async (subject) => {
      const member = await stack.as(subject);
      return stack.until(async () => {
        const { items } = (await member.get('/tasks?kind=review-necessity&state=open&limit=200')).body;
        return items.find((task: any) => task.operationId === id);
      });
    }),
  );
}

/** Lets the review that is open lapse for whoever has not answered. */
export async function lapseAt(stack: Stack, id: string, wall: string): Promise<void> {
  const { clara } = castOf(() => stack);
  await advance(clara, id, wall);
  await stack.until(async () => {
    const { items } = (await clara.get(`/operations/${id}/taskings?limit=200`)).body;
    return items.filter(({ kind }: any) => kind === 'review-necessity').every(({ endedAt }: any) => endedAt !== null);
  });
}

export async function previewOf(stack: Stack, id: string): Promise<any> {
  const { body } = await castOf(() => stack).clara.get(`/operations/${id}/retention`);
  return body;
}

/** Of one class and administration. */
export async function rowOf(stack: Stack, id: string, of: string, organisation: string | null): Promise<any> {
  return (await previewOf(stack, id)).items.find((row: any) => row.class === of && row.organisation === organisation);
}

/** Purges what the preview shows, and answers the purge once it has been carried out. */
export async function purgeDue(stack: Stack, id: string): Promise<any> {
  const { clara } = castOf(() => stack);
  const { sha256 } = await previewOf(stack, id);
  const decided = created(await clara.post(`/operations/${id}/purges`, { preview: sha256, reason: 'Their time is over' }));
  return finished(stack, decided.id);
}

export async function finished(stack: Stack, purgeId: string): Promise<any> {
  const { clara } = castOf(() => stack);
  return stack.until(async () => {
    const { body } = await clara.get(`/purges/${purgeId}`);
    return body.state === 'done' && body;
  });
}

/** A streamed answer as text, with the hash of its bytes. */
export async function streamed(stack: Stack, subject: string, path: string): Promise<{ bytes: Buffer; sha256: string; headers: Headers }> {
  const response = await fetch(`${stack.url}${path}`, { headers: { Authorization: await bearer(stack, subject) } });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), headers: response.headers };
}

/** Everything that is counted of an operation, as those who may ask read it. */
export async function everythingCounted(stack: Stack, id: string, editionId: string): Promise<object> {
  const { clara, bea } = castOf(() => stack);
  const paths = [
    ...[
      'statistics',
      'statistics/organisation',
      'statistics/day',
      'statistics/heading',
      'statistics/concentration',
      'statistics/reporting',
    ],
    ...['statistics/comparison?before=phase-1&now=phase-1', 'remainders', 'activity'],
  ];
  const counted: Record<string, unknown> = {};
  for (const path of paths) counted[path] = without(await clara.get(`/operations/${id}/${path}`), ['asOf', 'purged']);
  counted['scorecards'] = without(await bea.get(`/operations/${id}/scorecards`), []);
  counted['edition'] = without(await clara.get(`/editions/${editionId}`), ['purged']);
  counted['own edition'] = without(await bea.get(`/editions/${editionId}`), ['purged']);
  return counted;
}

function without({ status, body }: { status: number; body: any }, names: readonly string[]): object {
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return Object.fromEntries(Object.entries(body as object).filter(([name]) => !names.includes(name)));
}

export async function countOf({ database }: Stack, table: string, where: string, values: unknown[]): Promise<number> {
  const { rows } = await queryAs<{ n: number }>(database.pool, EVERYTHING, {
    text: `select count(*)::int as n from ${table} where ${where}`,
    values,
  });
  return rows[0]?.n ?? -1;
}

export { ownTask };
