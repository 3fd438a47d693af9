import { isDeepStrictEqual } from 'node:util';
import type { CaseReport } from '../../domain/case.ts';
import type { Drill, SentReport } from '../drill.ts';
import type { EventOf } from '../event.ts';
import { generateCases } from '../generator.ts';
import { readOperation } from '../operation.ts';
import { inParallel } from '../parallel.ts';
import { selected } from '../selected.ts';
import { claimSurplus } from '../surplus.ts';

/** These members report generated cases of a phase. Their seizures were made up to now, or up to the end of the phase. */
export async function report(
  drill: Drill,
  { batch, by, phase: key, cases, seizures, quantities, surplus }: EventOf<'report'>,
): Promise<string> {
  const { client, operation, scenario } = drill;
  const members = selected(drill, by);
  const { phases, time } = await readOperation(drill);
  const phase = phases.find((candidate) => candidate.key === key);
  if (!phase) throw new Error(`the plan in force has no phase '${key}'`);

  const window = { from: Date.parse(phase.opensAt), until: Math.min(Date.parse(phase.closesAt), Date.parse(time)) };
  const countries = Object.values(scenario.groups).flatMap((group) => Object.values(group.countries).flat());
  const made = generateCases({
    seed: `${scenario.seed}/${batch}`,
    prefix: batch.toUpperCase(),
    members: members.length,
    cases,
    seizures,
    quantities,
    ...window,
    countries,
  });
  const claims = surplus
    ? claimSurplus(
        made.map((one) => one.report),
        surplus,
      )
    : new Map<CaseReport, CaseReport>();

  const sent = await inParallel(made, async ({ member: i, report: right }): Promise<SentReport> => {
    const member = members[i];
    if (!member) throw new Error(`the generator made a case for member ${i} of ${members.length}`);
    const body = claims.get(right) ?? right;
    const key = crypto.randomUUID();
    const reply = await client.post<{ id: string }>(member.subject, `${operation}/cases`, body, key);
    return { member, key, body, reply, right: body === right ? null : right };
  });
  drill.batches.set(batch, sent);
  return `${cases} cases, ${seizures} seizures by ${members.length}`;
}

/** The owners of what was claimed too much correct it: each a new version of the case. */
export async function correct({ client, batches }: Drill, { batch, reason }: EventOf<'correct'>): Promise<string> {
  const wrong = (batches.get(batch) ?? []).flatMap(({ right, ...sent }) => (right ? [{ ...sent, right }] : []));
  await inParallel(wrong, ({ member, reply, right }) => {
    const { reference: _, ...content } = right;
    return client.put(member.subject, `/cases/${reply.body.id}`, { ...content, reason }, reply.etag);
  });
  return `${wrong.length} cases corrected`;
}

/** Sends reports of a batch again, as somebody does who has not seen the answer. The first answer must come again, word for word. */
export async function retry({ client, operation, batches }: Drill, { batch, cases }: EventOf<'retry'>): Promise<string> {
  const again = (batches.get(batch) ?? []).slice(0, cases);
  await inParallel(again, async ({ member, key, body, reply }) => {
    const second = await client.post(member.subject, `${operation}/cases`, body, key);
    if (!isDeepStrictEqual(second, reply)) {
      throw new Error(`the repeat of ${body.reference} got another answer: ${JSON.stringify(second)} instead of ${JSON.stringify(reply)}`);
    }
  });
  return `${again.length} sent again, same answers`;
}

export async function fileNilReturns(drill: Drill, { period, by }: EventOf<'nil-return'>): Promise<string> {
  const members = selected(drill, by);
  await inParallel(members, ({ subject }) => drill.client.post(subject, `${drill.operation}/nil-returns`, { period }));
  return `${members.length} have nothing to report`;
}
