import { v7 } from 'uuid';
import { z } from 'zod';
import type { DeclaredCount } from '../domain/declared-count.ts';
import { isoOf } from '../domain/moment.ts';
import type { Actor } from '../domain/organisation.ts';
import type { ReportingPeriod } from '../domain/plan.ts';
import { appendDeclaration } from '../prisma/facts/declared-counts.ts';
import { listDeclaredCounts } from '../prisma/reads/declared-counts.ts';
import type { OperationStanding } from '../prisma/reads/standing.ts';
import type { Dependencies } from './dependencies.ts';
import { PageQuery, readCursor, toPage } from './page.ts';
import { receiptOf, type ReceiptKey } from './receipt.ts';
import { Refusal } from './refusal.ts';
import type { Reply } from './route.ts';
import { PeriodKey } from './shapes/declared-count.ts';
import { sightOf } from './standing.ts';

type Said = {
  kind: 'activity' | 'totals';
  operationId: string;
  actor: Actor;
  period: ReportingPeriod;
  counts: readonly DeclaredCount[];
  reason: string | undefined;
  takesNew: boolean;
  now: number;
  location: string;
  receipt: ReceiptKey;
};

/** Appends what an administration says in numbers of a period, and answers every number of it as it stands then. */
export async function declare(
  { database }: Dependencies,
  { kind, operationId, actor, period, counts, reason, takesNew, now, location, receipt }: Said,
): Promise<Reply> {
  const at = isoOf(now);
  const said = { id: v7(), organisation: actor.organisation.code, period: period.key, receivedAt: at };
  const reply = { status: 201, body: said, location };
  const by = { operationId, organisationId: actor.organisation.id, personId: actor.personId };
  const declaration = { id: said.id, ...by, period, counts, reason: reason ?? null, takesNew, at };
  const standing = await appendDeclaration(database, kind, declaration, receiptOf(receipt, reply));
  if (typeof standing === 'string') throw new Refusal(standing);
  return { ...reply, body: { ...said, counts: standing } };
}

/** As a query asks for numbers that were declared. */
export const DeclaredQuery = PageQuery.extend({ period: PeriodKey.optional(), organisation: z.string().max(63).optional() });

/** A page of the numbers of these measures that somebody may see, each with its versions. */
export async function listDeclared(
  deps: Dependencies,
  { actor, operation, measures }: { actor: Actor; operation: OperationStanding; measures: readonly string[] },
  query: z.output<typeof DeclaredQuery>,
): Promise<Reply> {
  const page = readCursor(query, 'id');
  const { period, organisation } = query;
  const wanted = { operationId: operation.id, measures, period, organisation };
  const rows = await listDeclaredCounts(deps.database, await sightOf(deps, actor, operation), wanted, page);
  const body = toPage(rows, page, ({ id }) => id);
  return { body, next: body.next };
}
