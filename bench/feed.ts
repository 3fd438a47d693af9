import type { Bench, Setting } from './bench.ts';
import { copy, download, memoryFrom, memoryOf } from './export.ts';
import { figure } from './figure.ts';
import { fill, membersOf } from './lines.ts';
import { approve, launch, until } from './operation.ts';
import { ask, mintToken } from './people.ts';
import { interleave, timed } from './rounds.ts';
import { ADMINISTRATOR } from './stack.ts';

const PARTNER = 'bench-partner';
const READER = 'bench.partner';
/** Cases have two lines each. */
const CASES_PER_LINE = 0.5;

const LOOK_AGAIN_MS = 200;

/** A feed read from its beginning over HTTP, against PostgreSQL's own COPY of the reports; what that costs the API; and what it takes to write it. */
export const feed: Bench = async (setting) => {
  const { stack, lines, rounds, tell } = setting;
  const { operationId, coordinator, reader } = await anOperation(setting);
  const count = 2 * Math.max(...lines) * CASES_PER_LINE;
  await fill(stack, operationId, await membersOf(stack, operationId), 0, count / CASES_PER_LINE);
  const wanted = { purpose: 'analysis', reason: 'Bench' };
  const { id } = await ask<{ id: string }>(stack, reader, 'POST', `/operations/${operationId}/feeds`, wanted);
  const writing = await timed(async () => {
    await ask(stack, coordinator, 'POST', `/feeds/${id}/decisions`, { decision: 'approve', reason: 'Bench' });
    const look = () => ask<{ items: { lastPosition: number }[] }>(stack, reader, 'GET', `/operations/${operationId}/feeds`);
    await until(async () => (await look()).items[0]?.lastPosition === count, LOOK_AGAIN_MS);
  });
  const before = await memoryFrom(stack.apiPid);
  const url = `${stack.url}/feeds/${id}/records?limit=1000000`;
  const first = await timed(() => download(url, reader));
  const once = await memoryOf(stack.apiPid);
  const perRecord = await interleave(
    Math.min(rounds, 3),
    {
      concert: async () => (1_000 * (await timed(() => download(url, reader)))) / count,
      bare: async () => (1_000 * (await timed(() => copy(stack.databaseUrl, operationId, 'content from case_version')))) / count,
    },
    tell,
  );
  const peak = await memoryOf(stack.apiPid);
  return [
    figure({
      name: 'record of a feed, written',
      value: (1_000 * writing) / count,
      unit: 'us',
      note: `${count} at the beginning of a feed, by the rounds of the feeder while nothing else is done`,
    }),
    figure({
      name: 'record of a feed, read first',
      value: (1_000 * first) / count,
      unit: 'us',
      note: 'judged, made of the ledger, hashed, and marked as read before it leaves',
    }),
    figure({
      name: 'record of a feed, read again',
      value: perRecord.concert,
      unit: 'us',
      baseline: perRecord.bare,
      note: `${(1e6 / perRecord.concert).toFixed(0)} records/s over one connection; against COPY of the content of the same reports, unjudged`,
    }),
    figure({
      name: 'memory of a feed',
      value: once.most - before,
      unit: 'MB',
      goal: 100,
      note: `the most that the API has used when it was read once, less what it used before: ${before} MB`,
    }),
    figure({
      name: 'memory of a feed, read again',
      value: peak.most - once.most,
      unit: 'MB',
      note: `beyond that, when it was read ${Math.min(rounds, 3)} times more: what grows with what is read shows here`,
    }),
  ];
};

async function anOperation({ stack, members }: Setting): Promise<{ operationId: string; coordinator: string; reader: string }> {
  const administrator = await mintToken(stack, ADMINISTRATOR);
  const partner = { code: PARTNER, name: 'Bench partner', kind: 'international-organisation', service: 'other' };
  await ask(stack, administrator, 'POST', '/organisations', partner);
  await ask(stack, administrator, 'POST', '/people', { subject: READER, name: 'Reader', organisation: PARTNER, roles: ['partner'] });
  const handling = { tlp: 'GREEN' as const, shares: ['country-rows' as const, 'lines' as const] };
  const approved = await approve(stack, members, '2026-02-01T09:00', { partners: [PARTNER], handling });
  await launch(stack, approved);
  return { operationId: approved.id, coordinator: approved.coordinator, reader: await mintToken(stack, READER) };
}
