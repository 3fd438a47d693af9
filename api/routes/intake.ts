import { z } from 'zod';
import { FAILURES, type FailureCode } from '../../domain/failure.ts';
import { countOutcomes, SENT_AGAIN } from '../../domain/intake.ts';
import { isoOf } from '../../domain/moment.ts';
import type { Actor } from '../../domain/organisation.ts';
import { MOST_REFUSED_IN_LEDGER } from '../../domain/refused-report.ts';
import { chunksOf } from '../../documents/reports/chunks.ts';
import { isShallow, TOO_DEEP } from '../../documents/reports/depth.ts';
import { refused, takeReports, type Told } from '../../documents/reports/intake.ts';
import { refusalsOf } from '../../documents/reports/refusals.ts';
import { linesOf, type Line } from '../../documents/reports/lines.ts';
import { takeCases } from '../../prisma/facts/intake.ts';
import { appendRefusedReports } from '../../prisma/facts/refused-reports.ts';
import type { OperationStanding } from '../../prisma/reads/standing.ts';
import type { Dependencies } from '../dependencies.ts';
import { answerOnce } from '../receipt.ts';
import { refusalOf } from '../problem.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { Count, NotInLedger, TakenReport } from '../shapes/intake.ts';
import { aboutOperation, timeOf } from '../standing.ts';
import { OperationPath } from '../shapes/id.ts';
import { refuseAbsence } from './cases.ts';

const LINES = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'];
const MOST_IN_A_BATCH = 5_000;
const MOST_BATCH_BYTES = 16 * 1024 * 1024;
const MOST_LINE_BYTES = 1024 * 1024;
/** Few enough that one result is never long in coming, and enough that a commit costs little. */
const LINES_AT_ONCE = 500;

const Batch = z
  .strictObject({
    reports: z
      .array(z.unknown().refine((report) => isShallow(report), TOO_DEEP))
      .min(1)
      .max(MOST_IN_A_BATCH)
      .meta({ description: 'Case reports, as POST /operations/{operationId}/cases takes one.' }),
    reason: z.string().trim().min(1).max(1_000).optional().meta({ description: 'Why cases change that you have reported before.' }),
  })
  .meta({ id: 'CaseBatch' });

export const INTAKE_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/cases:batch',
    action: 'case.report',
    summary: 'Report many cases: what is right is taken, the rest is refused one by one, and the same again changes nothing',
    params: OperationPath,
    body: Batch,
    judged: 'reports',
    mostBytes: MOST_BATCH_BYTES,
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ counts: Count, notInLedger: NotInLedger, results: z.array(TakenReport) }) },
    refuses: ['participation.not-active', 'participation.withdrawn', 'operation.not-running'],
    handle: async ({ params: _, body: { reports, reason }, actor, found: operation, receipt }, deps) => {
      refuseAbsence(operation);
      return answerOnce(deps.database, receipt, async () => {
        const results: Told[] = [];
        const sender: Sender = { actor, operation, channel: 'batch', reason, ledger: { kept: 0, left: 0 } };
        for (let from = 0; from < reports.length; from += LINES_AT_ONCE) {
          const some = reports.slice(from, from + LINES_AT_ONCE);
          results.push(...(await keepRefused(deps, sender, await take(deps, sender, some))));
        }
        return { status: 200, body: { counts: countOutcomes(results), ...notInLedger(sender), results } };
      });
    },
  }),
  route({
    method: 'post',
    path: '/operations/{operationId}/cases:stream',
    action: 'case.report',
    summary: 'Report any number of cases as JSON lines: a result for each line, as soon as it is stored',
    params: OperationPath,
    query: z.strictObject({ reason: z.string().trim().min(1).max(1_000).optional() }),
    takesLines: true,
    about: aboutOperation,
    replies: { status: 200, type: 'application/x-ndjson' },
    refuses: ['request.media-type', 'request.not-utf8', 'participation.not-active', 'participation.withdrawn', 'operation.not-running'],
    handle: async ({ query: { reason }, actor, found: operation }, deps, request) => {
      if (!request.is(LINES)) throw new Refusal('request.media-type');
      refuseAbsence(operation);
      return {
        body: null,
        stream: resultsOf(deps, { actor, operation, channel: 'stream', reason, ledger: { kept: 0, left: 0 } }, request),
      };
    },
  }),
];

/** `ledger` is how many refusals of this request it keeps so far, and how many it leaves out. */
type Sender = {
  actor: Actor;
  operation: OperationStanding;
  channel: 'batch' | 'stream';
  reason: string | undefined;
  ledger: { kept: number; left: number };
};

function take({ database, now }: Dependencies, { actor, operation, channel, reason }: Sender, sent: readonly unknown[]): Promise<Told[]> {
  const at = timeOf(operation, now());
  const intake = {
    operationId: operation.id,
    organisationId: actor.organisation.id,
    personId: actor.personId,
    plan: operation.plan,
    channel,
    reason: reason ?? SENT_AGAIN[channel],
    at: isoOf(at),
  };
  return takeReports({ plan: operation.plan, at }, sent, (reports) => takeCases(database, intake, reports));
}

/** Leaves in the ledger what was refused, as far as it takes so many of one request, and answers what it was given. */
async function keepRefused(
  { database, now }: Dependencies,
  { actor, operation, channel, ledger }: Sender,
  told: readonly Told[],
): Promise<readonly Told[]> {
  const refusals = refusalsOf(told);
  const kept = refusals.slice(0, MOST_REFUSED_IN_LEDGER - ledger.kept);
  ledger.kept += kept.length;
  ledger.left += refusals.length - kept.length;
  const from = { operationId: operation.id, organisationId: actor.organisation.id, personId: actor.personId, channel };
  await appendRefusedReports(database, { ...from, at: isoOf(timeOf(operation, now())) }, kept);
  return told;
}

function notInLedger({ ledger: { left } }: Sender): { notInLedger?: number } {
  return left > 0 ? { notInLedger: left } : {};
}

/**
 * One JSON line for each line of the request, in its order, and one at the end that counts them. The next lines are read while the last are
 * written, and no more than that is held. What ends the stream early says where to go on.
 */
async function* resultsOf(deps: Dependencies, sender: Sender, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let [read, counts] = [0, countOutcomes([])];
  const written = (lines: readonly Line[], results: readonly Told[]): string => {
    read += lines.length;
    counts = countOutcomes(results, counts);
    return results.map((result, i) => `${JSON.stringify({ line: lines[i]?.number, byte: lines[i]?.byte, ...result })}\n`).join('');
  };
  let underWay: { lines: Line[]; results: Promise<readonly Told[]> } | null = null;
  let from = 1;
  try {
    for await (const lines of chunksOf(linesOf(bytes, MOST_LINE_BYTES), LINES_AT_ONCE)) {
      const results = takeLines(deps, sender, lines);
      results.catch(() => {}); // looked at below; until then its failure is nobody's
      if (underWay) yield written(underWay.lines, await underWay.results);
      from = lines[0]?.number ?? from;
      underWay = { lines, results };
    }
    if (underWay) yield written(underWay.lines, await underWay.results);
    yield `${JSON.stringify({ counts: { lines: read, ...counts }, ...notInLedger(sender) })}\n`;
  } catch (error) {
    const { code } = refusalOf(error);
    if (code === 'bug.unexpected') deps.log.error({ err: error }, 'bug');
    const goOnFromLine = underWay?.lines[0]?.number ?? from;
    yield `${JSON.stringify({ counts: { lines: read, ...counts }, ...notInLedger(sender), goOnFromLine, code, detail: FAILURES[code].says })}\n`;
  }
}

async function takeLines(deps: Dependencies, sender: Sender, lines: readonly Line[]): Promise<readonly Told[]> {
  const read = lines.map(readLine);
  const results = (
    await take(
      deps,
      sender,
      read.flatMap((one) => ('sent' in one ? [one.sent] : [])),
    )
  ).values();
  const told = read.map((one) => ('sent' in one ? (results.next().value as Told) : refused(one.code)));
  return keepRefused(deps, sender, told);
}

function readLine(line: Line): { sent: unknown } | { code: FailureCode } {
  if ('flaw' in line) return { code: line.flaw === 'too-long' ? 'request.too-large' : 'request.not-utf8' };
  try {
    return { sent: JSON.parse(line.text) };
  } catch {
    return { code: 'request.not-json' };
  }
}
