import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openPeer, type FeedRecord, type Peer } from '../drills/peer.ts';
import { EVERYTHING, queryAs } from '../prisma/sight.ts';
import { mintToken } from './caller.ts';
import { castOf } from './cast.ts';
import { aRunningOperation, created } from './operations.ts';
import type { Stack } from './stack.ts';

/** What owners let leave in these tests, unless they say otherwise of a report. */
export const SHARED = { handling: { tlp: 'GREEN' as const, shares: ['country-rows' as const, 'lines' as const] } };

/** A running operation of Belgium and France, and a feed of it to Europol that is approved. */
export async function aFedOperation(stack: Stack, plan: object = {}): Promise<{ operationId: string; path: string; feedId: string }> {
  const operationId = await aRunningOperation(stack, { plan: { ...SHARED, ...plan }, accepting: ['bea.belgium', 'felix.france'] });
  const path = `/operations/${operationId}`;
  return { operationId, path, feedId: await aFeed(stack, path) };
}

export async function aFeed(stack: Stack, path: string): Promise<string> {
  const { clara, paul } = castOf(() => stack);
  const { id } = created(await paul.post(`${path}/feeds`, { purpose: 'analysis', reason: 'To compare with our cases' }));
  expect(created(await clara.post(`/feeds/${id}/decisions`, { decision: 'approve', reason: 'Agreed with Europol' })).state).toBe('active');
  return id;
}

/** A peer of Europol's with a file of its own. */
export async function aPeer(stack: Stack, feedId: string, folder: string, more: PeerSettings = {}): Promise<Peer> {
  const token = await mintToken(stack.parts.issuer, 'paul.partner');
  return openPeer({ url: stack.url, feedId, token: async () => token, file: join(folder, `${randomUUID()}.ndjson`), ...more });
}

type PeerSettings = { file?: string; limit?: number; onRecord?: (record: FeedRecord) => void };

/** Once everything that was said has come to the feed. */
export async function fed({ database, until }: Stack): Promise<void> {
  const text = 'select (select count(*) from stale_case)::int + (select count(*) from unfed_case)::int as left';
  await until(async () => (await queryAs<{ left: number }>(database.pool, EVERYTHING, { text })).rows[0]?.left === 0);
}

type Agreed = { operationId: string; owner: string; recipient: string; from: string; until?: string; caseIds?: string[] };

/** The id of a consent of one organisation's for another, both by code. */
export async function aConsent({ database }: Stack, { operationId, owner, recipient, from, until, caseIds }: Agreed): Promise<string> {
  const id = randomUUID();
  const text = `
    insert into consent (id, operation_id, organisation_id, recipient_id, case_ids, valid_from, valid_until, given_by_id, given_at)
    select $1, $2, o.id, r.id, $7, $5, $6, (select id from person limit 1), $5 from organisation o, organisation r where o.code = $3 and r.code = $4`;
  await queryAs(database.pool, EVERYTHING, { text, values: [id, operationId, owner, recipient, from, until ?? null, caseIds ?? null] });
  return id;
}

export async function revoke({ database }: Stack, consentId: string): Promise<void> {
  const text = `update consent set revoked_at = valid_from, revoked_by_id = given_by_id, revocation_reason = 'Not any more' where id = $1`;
  await queryAs(database.pool, EVERYTHING, { text, values: [consentId] });
}
