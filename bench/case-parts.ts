import { v7 } from 'uuid';
import { createAuthenticate } from '../api/authenticate.ts';
import { CaseShape } from '../documents/reports/shape.ts';
import { caseFlaws } from '../domain/case-flaws.ts';
import { openDatabase } from '../prisma/client.ts';
import { appendCase } from '../prisma/facts/cases.ts';
import { loadStanding } from '../prisma/reads/standing.ts';
import type { Setting } from './bench.ts';
import { aCase, type Participants } from './case.ts';
import { figure, type Figure } from './figure.ts';
import { mintToken } from './people.ts';
import { median, timed } from './rounds.ts';

/** Where the time of a case report goes: its steps one by one, in this process, with nothing else under way. The rest is HTTP. */
export async function caseParts({ stack, members, requests }: Setting, { operationId }: Participants): Promise<Figure[]> {
  const times = Math.min(200, requests);
  const part = (name: string, work: (i: number) => Promise<unknown>): Promise<Figure> => measure(`case report, ${name}`, times, work);
  const subject = members[0]?.subject ?? '';
  const tokens: string[] = [];
  for (let i = 0; i < times; i += 1) tokens.push(await mintToken(stack, subject));
  const authenticate = createAuthenticate({ issuer: stack.issuer, audience: 'concert' });
  const database = openDatabase({ url: stack.databaseUrl });
  try {
    const standing = () => loadStanding(database, { subject, actingFor: null }, { kind: 'operation', id: operationId });
    const found = await standing();
    if (typeof found === 'string' || !found.operation) throw new Error('Nobody takes part.');
    const { actor, operation } = found;
    const append = async (): Promise<void> => {
      const [caseId, at] = [v7(), '2026-03-20T08:00:00.000Z'];
      const report = { ...CaseShape.parse(aCase()), reference: caseId };
      const reply = { status: 201, body: report, etag: '"v1"', location: `/cases/${caseId}` };
      await appendCase(
        database,
        {
          caseId,
          version: 1,
          operationId,
          organisationId: actor.organisation.id,
          personId: actor.personId,
          report,
          plan: operation.plan,
          channel: 'form',
          warnings: [],
          reason: null,
          at,
        },
        { personId: actor.personId, key: caseId, fingerprint: caseId, reply },
      );
    };
    const body = aCase();
    const report = CaseShape.parse(body);
    const now = Date.parse('2026-03-20T08:00:00Z');
    return [
      await part('the token, seen for the first time', (i) => authenticate(`Bearer ${tokens[i]}`)),
      await part('the token, seen before', (i) => authenticate(`Bearer ${tokens[i]}`)),
      await part('who, what and whether (SQL)', standing),
      await part('reading the body (zod)', async () => CaseShape.safeParse(body)),
      await part('rules of the plan', async () => caseFlaws(report, operation.plan, now)),
      await part('appending it all (SQL)', append),
    ];
  } finally {
    await database.close();
  }
}

async function measure(name: string, times: number, work: (i: number) => Promise<unknown>): Promise<Figure> {
  const took: number[] = [];
  for (let i = 0; i < times; i += 1) took.push(await timed(() => work(i)));
  return figure({ name, value: median(took), unit: 'ms', note: `median of ${times} in one process, nothing else under way` });
}
