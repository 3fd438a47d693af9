import { v7 } from 'uuid';
import { z } from 'zod';
import { identifyingPointers, type BulletinContent } from '../../domain/bulletin.ts';
import type { Command } from '../../domain/command.ts';
import { flaw, type Flaw } from '../../domain/failure.ts';
import { instantOf, isoOf } from '../../domain/moment.ts';
import { isSettled, refuseIn } from '../../domain/operation.ts';
import { appendBulletin, rewriteBulletin } from '../../prisma/facts/bulletins.ts';
import { findBulletin, findReach, listBulletins, type BulletinReach, type BulletinView } from '../../prisma/reads/bulletins.ts';
import type { OperationStanding } from '../../prisma/reads/standing.ts';
import { momentAt } from '../addressing.ts';
import type { Dependencies } from '../dependencies.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { decideOnce, receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { Bulletin, BulletinText, NewBulletin } from '../shapes/bulletin.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { Reason } from '../shapes/tasking.ts';
import { aboutOperation, aboutPart, timeOf } from '../standing.ts';
import { versionTag } from '../version-tag.ts';

const BulletinPath = z.object({ bulletinId: Id });
const aboutBulletin = aboutPart('bulletin', ({ bulletinId }: z.output<typeof BulletinPath>) => bulletinId, 'bulletin.not-found');

/** Newsletters and alert reports. Written by a coordination unit or a coordinator, released by a coordinator, and then products like others. */
export const BULLETIN_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/bulletins',
    action: 'bulletin.write',
    summary: 'Write a newsletter or an alert report, as a draft',
    params: OperationPath,
    body: NewBulletin,
    about: aboutOperation,
    replies: { status: 201, schema: Bulletin },
    refuses: ['operation.settled', 'bulletin.recipients-refused'],
    handle: async ({ params: { operationId }, body: { kind, ...said }, actor, found: operation, receipt, realNow }, deps) => {
      if (isSettled(operation)) throw new Refusal('operation.settled');
      const now = timeOf(operation, realNow);
      const content = contentOf(said, now);
      const reach = await fitReach(deps, operation, content, now);
      const id = v7();
      const view = {
        id,
        operationId,
        kind,
        number: null,
        version: 1,
        state: 'draft',
        content,
        authorId: actor.personId,
        writtenAt: isoOf(now),
        releasedAt: null,
      };
      const reply = { status: 201, body: bodyOf(view, reach), etag: versionTag(1), location: `/bulletins/${id}` };
      const by = { organisationId: actor.organisation.id, personId: actor.personId, at: new Date(now) };
      await appendBulletin(deps.database, { id, operationId, kind, content, ...by }, receiptOf(receipt, reply));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/bulletins',
    action: 'bulletin.read',
    summary: 'Newsletters and alert reports of an operation, newest first',
    params: OperationPath,
    query: PageQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Bulletin.omit({ recipients: true })) },
    handle: async ({ params: { operationId }, query }, { database }) => {
      const page = readCursor(query, 'id');
      const body = toPage(await listBulletins(database, operationId, page), page, ({ id }) => id);
      return { body: { ...body, items: body.items.map(withoutReach) }, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/bulletins/{bulletinId}',
    action: 'bulletin.read',
    summary: 'A newsletter or an alert report, and whom it would reach now',
    params: BulletinPath,
    about: aboutBulletin,
    replies: { status: 200, schema: Bulletin },
    refuses: ['bulletin.not-found'],
    handle: async ({ params: { bulletinId }, found: operation, realNow }, deps) => {
      const view = await bulletinIn(deps, bulletinId);
      const reach = await findReach(deps.database, operation.id, view.content, operation.plan, new Date(timeOf(operation, realNow)));
      return { body: bodyOf(view, reach), etag: versionTag(view.version), isAlive: true };
    },
  }),
  route({
    method: 'put',
    path: '/bulletins/{bulletinId}',
    action: 'bulletin.write',
    summary: 'Write a draft of a newsletter or an alert report anew; whoever does is its author from then on',
    params: BulletinPath,
    body: BulletinText,
    about: aboutBulletin,
    replies: { status: 200, schema: Bulletin },
    refuses: ['bulletin.not-found', 'bulletin.released', 'bulletin.recipients-refused', 'request.stale', 'operation.settled'],
    handle: async ({ params: { bulletinId }, body, actor, found: operation, ifMatch, realNow }, deps) => {
      if (isSettled(operation)) throw new Refusal('operation.settled');
      const known = await bulletinIn(deps, bulletinId);
      if (known.state === 'released') throw new Refusal('bulletin.released');
      if (versionTag(known.version) !== ifMatch) throw new Refusal('request.stale');
      const now = timeOf(operation, realNow);
      const content = contentOf(body, now);
      const reach = await fitReach(deps, operation, content, now);
      const by = { organisationId: actor.organisation.id, personId: actor.personId, at: new Date(now) };
      refuseIf(
        await rewriteBulletin(deps.database, {
          ...by,
          id: bulletinId,
          operationId: operation.id,
          kind: known.kind,
          content,
          version: known.version,
        }),
      );
      const view = { ...known, content, version: known.version + 1, authorId: actor.personId, writtenAt: isoOf(now) };
      return { body: bodyOf(view, reach), etag: versionTag(view.version) };
    },
  }),
  route({
    method: 'post',
    path: '/bulletins/{bulletinId}/releases',
    action: 'bulletin.release',
    summary: 'Release a newsletter or an alert report: it gets its number and goes to its recipients',
    params: BulletinPath,
    body: z
      .strictObject({
        version: z.number().int().meta({ description: 'The version that you have read.' }),
        checked: Reason.optional().meta({ description: 'Why what looks as if it tells who somebody is does not.' }),
      })
      .meta({ id: 'NewBulletinRelease' }),
    about: aboutBulletin,
    replies: { status: 201, schema: z.strictObject({ bulletinId: Id, number: z.number().int(), recipients: z.array(z.string()) }) },
    refuses: [
      'bulletin.not-found',
      'bulletin.released',
      'bulletin.changed',
      'bulletin.own-work',
      'bulletin.identifying',
      'bulletin.recipients-refused',
      'operation.not-running',
      'operation.suspended',
      'operation.settled',
      'temporal.unavailable',
    ],
    handle: async ({ params: { bulletinId }, body: { version, checked = null }, actor, found: operation, receipt, realNow }, deps) => {
      const release = async (command: Command): Promise<void> => {
        refuseIf(refuseIn(operation.stage, 'release'));
        const known = await bulletinIn(deps, bulletinId);
        if (known.state === 'released') throw new Refusal('bulletin.released');
        if (known.version !== version) throw new Refusal('bulletin.changed');
        if (operation.plan.bulletins?.fourEyes && known.authorId === actor.personId) throw new Refusal('bulletin.own-work');
        const identifying = warningsOf(known.content);
        if (checked === null) refuseFlaws('bulletin.identifying', identifying);
        await fitReach(deps, operation, known.content, timeOf(operation, realNow));
        await deps.gateway.release(bulletinId, { ...command, version, checked });
      };
      return decideOnce(deps.database, receipt, release, async ({ data }) => {
        const { number, recipients } = data as { number: number; recipients: string[] };
        return { status: 201, body: { bulletinId, number, recipients }, location: `/bulletins/${bulletinId}` };
      });
    },
  }),
];

async function bulletinIn({ database }: Dependencies, id: string): Promise<BulletinView> {
  const view = await findBulletin(database, id);
  if (!view) throw new Refusal('bulletin.not-found');
  return view;
}

function contentOf({ acknowledgeBy, ...said }: z.output<typeof BulletinText>, now: number): BulletinContent {
  const deadline = acknowledgeBy && momentAt('/acknowledgeBy', acknowledgeBy);
  if (deadline && instantOf(deadline) <= now)
    throw new Refusal('request.invalid', { flaws: [flaw('/acknowledgeBy', 'tasking.deadline-past')] });
  return { ...said, acknowledgeBy: deadline };
}

/** Whom it reaches, or a refusal that names everybody whom it may not reach. */
async function fitReach(
  { database }: Dependencies,
  { id, plan }: OperationStanding,
  content: BulletinContent,
  now: number,
): Promise<BulletinReach> {
  const reach = await findReach(database, id, content, plan, new Date(now));
  const { list } = content.audience;
  const pointerTo = (code: string): string => (list ? `/audience/list/${list.indexOf(code)}` : '/audience');
  const named = (code: string, why: 'bulletin.recipient-refused' | 'bulletin.recipient-unknown'): Flaw => {
    const found = flaw(pointerTo(code), why);
    return { ...found, detail: `${code}: ${found.detail}` };
  };
  refuseFlaws('bulletin.recipients-refused', [
    ...reach.strangers.map((code) => named(code, 'bulletin.recipient-unknown')),
    ...reach.refused.map((code) => named(code, 'bulletin.recipient-refused')),
    ...reach.unknownCases.map((caseId) => flaw(`/caseIds/${content.caseIds.indexOf(caseId)}`, 'bulletin.case-unknown')),
    ...(reach.recipients.length + reach.refused.length + reach.strangers.length === 0
      ? [flaw('/audience', 'bulletin.recipient-missing')]
      : []),
  ]);
  return reach;
}

function warningsOf(content: BulletinContent): Flaw[] {
  return identifyingPointers(content).map((pointer) => flaw(pointer, 'bulletin.text-identifying'));
}

function withoutReach({ content, authorId: _, ...view }: BulletinView) {
  return { ...view, ...content, warnings: warningsOf(content) };
}

function bodyOf(view: BulletinView, { recipients }: BulletinReach) {
  return { ...withoutReach(view), recipients: recipients.map(({ code }) => code) };
}
