import { z } from 'zod';
import { RECALL_STATES, RESTRICTION_KINDS } from '../../domain/recall.ts';
import { DETAILS } from '../../domain/handling.ts';
import { findCase } from '../../prisma/reads/cases.ts';
import { listDisclosures, listFedDisclosures } from '../../prisma/reads/disclosures.ts';
import { listRecalls } from '../../prisma/reads/recalls.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutCase, aboutOperation, sightOf } from '../standing.ts';
import { CasePath, Id, Instant, OperationPath } from '../shapes/id.ts';

const confirmation = {
  state: z
    .enum(RECALL_STATES)
    .meta({ description: 'Whether the recipient has confirmed that it uses it no more; nobody is asked once an operation is over.' }),
  confirmedAt: Instant.nullable(),
  confirmationReason: z.string().nullable(),
};
const product = { productId: Id, kind: z.string(), name: z.string(), number: z.number().int(), sha256: z.string() };

const Recall = z
  .strictObject({
    id: Id,
    ...product,
    madeAt: Instant,
    recipient: z.string(),
    because: z.enum(RESTRICTION_KINDS),
    cases: z.number().int().meta({ description: 'How many of its reports may not be had any more.' }),
    recalledAt: Instant,
    taskingId: Id.nullable(),
    ...confirmation,
  })
  .meta({ id: 'Recall', description: 'A product that had reached its recipient and was called back: delete it, and every copy.' });

const Disclosure = z
  .strictObject({
    ...product,
    detail: z.enum(DETAILS),
    recipient: z.string().nullable().meta({ description: 'Null: everybody.' }),
    channel: z.string(),
    delivery: z.string().meta({ description: 'How far it came.' }),
    sentAt: Instant.nullable(),
    arrivedAt: Instant.nullable().meta({ description: 'When its recipient, or its machine, is first known to have had it.' }),
    recall: z
      .strictObject({
        recalledAt: Instant,
        names: z.boolean().meta({ description: 'Whether it was called back for this case too; all of it was called back either way.' }),
        ...confirmation,
      })
      .nullable(),
  })
  .meta({ id: 'Disclosure' });

const FedDisclosure = z
  .strictObject({
    feedId: Id,
    recipient: z.string(),
    version: z.number().int().meta({ description: 'That its reader was given last.' }),
    firstReadAt: Instant,
    recall: z.strictObject({ recalledAt: Instant, readAt: Instant.nullable(), acknowledgedAs: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'FedDisclosure', description: 'A report in the feed of a partner.' });

export const RECALL_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/recalls',
    action: 'recall.read',
    summary: 'Products that were called back, newest first: from your own organisation, or, for coordinators and auditors, from everybody',
    params: OperationPath,
    query: PageQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Recall) },
    handle: async ({ params: { operationId }, query, actor, found: operation }, deps) => {
      const page = readCursor(query, 'id');
      const body = toPage(await listRecalls(deps.database, await sightOf(deps, actor, operation), operationId, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/cases/{caseId}/disclosures',
    action: 'disclosure.read',
    summary: 'To whom a report has gone, in which product, when and by which way; and what was called back, and confirmed',
    params: CasePath,
    about: aboutCase,
    replies: { status: 200, schema: z.strictObject({ items: z.array(Disclosure), feeds: z.array(FedDisclosure), next: z.null() }) },
    refuses: ['case.not-found'],
    handle: async ({ params: { caseId }, actor, found: operation }, deps) => {
      if (!(await findCase(deps.database, await sightOf(deps, actor, operation), caseId))) throw new Refusal('case.not-found');
      const items = await listDisclosures(deps.database, operation.id, caseId);
      return { body: { items, feeds: await listFedDisclosures(deps.database, operation.id, caseId), next: null } };
    },
  }),
];
