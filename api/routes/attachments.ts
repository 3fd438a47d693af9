import { v7 } from 'uuid';
import { z } from 'zod';
import { ATTACHMENT_KINDS, attachmentName, MOST_ATTACHMENT_BYTES } from '../../domain/attachment.ts';
import { isoOf } from '../../domain/moment.ts';
import { takesReports } from '../../domain/operation.ts';
import { appendAttachment, withdrawAttachment } from '../../prisma/facts/attachments.ts';
import { findAttachment, listAttachments } from '../../prisma/reads/attachments.ts';
import { findCase } from '../../prisma/reads/cases.ts';
import { keepForGood, keepUpload } from '../attaching.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { Id, Instant } from '../shapes/id.ts';
import { aboutPart, sightOf, timeOf } from '../standing.ts';

const AttachmentView = z
  .strictObject({
    id: Id,
    caseId: Id,
    kind: z.enum(ATTACHMENT_KINDS),
    name: z.string().meta({ description: 'As it was called, with the ending of what it is.' }),
    description: z.string().nullable(),
    type: z.string().meta({ description: 'The media type of its content.' }),
    size: z.number().int(),
    sha256: z.string().meta({ description: 'Of the content as it is kept, in hexadecimal: of a picture, after it was drawn anew.' }),
    author: z.string(),
    attachedAt: Instant,
  })
  .meta({ id: 'Attachment' });

const Said = z.strictObject({
  name: z.string().trim().min(1).max(200).meta({ description: 'What the file is called.' }),
  kind: z.enum(ATTACHMENT_KINDS),
  description: z.string().trim().max(1_000).optional().meta({ description: 'Non-nominal: nobody is named.' }),
});
const Withdrawal = z.strictObject({ reason: z.string().trim().min(1).max(1_000) });
const Withdrawn = z.strictObject({ id: Id, reason: z.string(), withdrawnAt: Instant }).meta({ id: 'AttachmentWithdrawal' });

const CasePath = z.object({ caseId: Id });
const AttachmentPath = z.object({ attachmentId: Id });
const aboutCase = aboutPart('case', ({ caseId }: z.output<typeof CasePath>) => caseId, 'case.not-found');
const aboutAttachment = aboutPart(
  'attachment',
  ({ attachmentId }: z.output<typeof AttachmentPath>) => attachmentId,
  'attachment.not-found',
);

export const ATTACHMENT_ROUTES = [
  route({
    method: 'post',
    path: '/cases/{caseId}/attachments',
    action: 'case.attach',
    summary: 'Attach a picture or a document to a case of your own administration: the body is the file, of at most 25 MiB',
    params: CasePath,
    query: Said,
    upload: { maxBytes: MOST_ATTACHMENT_BYTES, tooLarge: 'attachment.too-large' },
    about: aboutCase,
    replies: { status: 201, schema: AttachmentView },
    refuses: [
      'case.not-found',
      'operation.not-running',
      'attachment.type-refused',
      'attachment.not-a-picture',
      'attachment.picture-unreadable',
      'attachment.too-many',
      'objects.unavailable',
    ],
    handle: async ({ params: { caseId }, query, actor, found: operation, upload, receipt, realNow }, { database, objects }) => {
      const known = await findCase(database, { organisations: [actor.organisation.id] }, caseId);
      if (!known) throw new Refusal('case.not-found');
      if (!takesReports(operation.stage)) throw new Refusal('operation.not-running');
      const { kept, path } = await keepUpload(objects, upload, query.kind);
      const attachment = {
        id: v7(),
        caseId,
        kind: query.kind,
        name: attachmentName(query.name, kept.type),
        description: query.description ?? null,
        ...kept,
      };
      const at = isoOf(timeOf(operation, realNow));
      const reply = {
        status: 201,
        body: { ...attachment, author: actor.name, attachedAt: at },
        etag: `"${kept.sha256}"`,
        location: `/attachments/${attachment.id}`,
      };
      const owner = { operationId: operation.id, organisationId: known.organisationId, personId: actor.personId };
      refuseIf(await appendAttachment(database, { ...attachment, ...owner, at }, receiptOf(receipt, reply)));
      await keepForGood({ database, objects }, { ...kept, path });
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/cases/{caseId}/attachments',
    action: 'case.read',
    summary: 'What is attached to a case, and is not withdrawn',
    params: CasePath,
    about: aboutCase,
    replies: { status: 200, schema: z.strictObject({ items: z.array(AttachmentView) }) },
    refuses: ['case.not-found'],
    handle: async ({ params: { caseId }, actor, found: operation }, deps) => ({
      body: { items: await listAttachments(deps.database, await sightOf(deps, actor, operation), caseId) },
    }),
  }),
  route({
    method: 'get',
    path: '/attachments/{attachmentId}',
    action: 'case.read',
    summary: 'The content of an attachment, to be saved. Its ETag is the SHA-256 of it',
    params: AttachmentPath,
    about: aboutAttachment,
    replies: { status: 200, type: 'application/octet-stream' },
    refuses: ['attachment.not-found', 'attachment.withdrawn', 'objects.unavailable'],
    handle: async ({ params: { attachmentId }, actor, found: operation }, deps) => {
      const found = await findAttachment(deps.database, await sightOf(deps, actor, operation), attachmentId);
      if (!found) throw new Refusal('attachment.not-found');
      if (found.isWithdrawn) throw new Refusal('attachment.withdrawn');
      const { sha256, size, name, type } = found;
      const open = async () => {
        const content = await deps.objects.get(sha256);
        if (!content) throw new Error(`The store has no object ${sha256}, which attachment ${attachmentId} needs.`);
        return content;
      };
      return { body: null, file: { open, size, name }, type, etag: `"${sha256}"` };
    },
  }),
  route({
    method: 'post',
    path: '/attachments/{attachmentId}/withdrawals',
    action: 'case.attach',
    summary: 'Withdraw an attachment of your own administration, with the reason: it leaves the lists, and the ledger keeps it',
    params: AttachmentPath,
    body: Withdrawal,
    about: aboutAttachment,
    replies: { status: 201, schema: Withdrawn },
    refuses: ['attachment.not-found', 'attachment.withdrawn'],
    handle: async ({ params: { attachmentId }, body: { reason }, actor, found: operation, receipt, realNow }, { database }) => {
      const organisationId = actor.organisation.id;
      const known = await findAttachment(database, { organisations: [organisationId] }, attachmentId);
      if (!known) throw new Refusal('attachment.not-found');
      const at = isoOf(timeOf(operation, realNow));
      const reply = { status: 201, body: { id: attachmentId, reason, withdrawnAt: at } };
      const withdrawal = { attachmentId, organisationId, personId: actor.personId, reason, at };
      refuseIf(await withdrawAttachment(database, withdrawal, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];
