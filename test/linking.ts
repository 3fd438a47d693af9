import { randomUUID } from 'node:crypto';
import type { Database } from '../prisma/client.ts';
import { judgeDuplicate, undoJudgement } from '../prisma/facts/judgements.ts';
import { nameDuplicate } from '../prisma/facts/named-pairs.ts';
import type { Receipt } from '../prisma/facts/receipts.ts';
import { EVERYTHING, queryAs } from '../prisma/sight.ts';

type Saying = { operationId: string; personId: string; at: Date };
type Linking = Saying & { primary: string; secondary: string };

/** Says that two cases are one seizure, by the facts by which people say it; what these refuse changes nothing. */
export async function link(database: Database, { operationId, personId, at, primary, secondary }: Linking): Promise<void> {
  const saying = { reason: 'One seal', personId, at };
  const caseIds = [primary, secondary] as const;
  const pair = { ...saying, id: randomUUID(), operationId, operations: [operationId], organisations: null, caseIds };
  await nameDuplicate(database, pair, () => aReceipt(personId));
  const id = await pairOf(database, primary, secondary);
  if (id) await judgeDuplicate(database, { ...saying, id, decision: 'linked', primary }, () => aReceipt(personId));
}

export async function unlink(database: Database, { personId, at, primary, secondary }: Linking): Promise<void> {
  const id = await pairOf(database, primary, secondary);
  if (id) await undoJudgement(database, { id, reason: 'Two seals', personId, at }, aReceipt(personId));
}

export const aReceipt = (personId: string): Receipt => ({
  ...{ personId, key: randomUUID(), fingerprint: '' },
  reply: { status: 201, body: {}, etag: null, location: null },
});

async function pairOf({ pool }: Database, ...cases: string[]): Promise<string | undefined> {
  const text = 'select id from duplicate_candidate where one_id = any ($1::uuid[]) and two_id = any ($1::uuid[])';
  return (await queryAs<{ id: string }>(pool, EVERYTHING, { text, values: [cases] })).rows[0]?.id;
}
