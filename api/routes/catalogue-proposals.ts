import { z } from 'zod';
import { GOVERNED_LISTS, PROPOSAL_STATES } from '../../domain/catalogue-proposal.ts';
import { isoOf } from '../../domain/moment.ts';
import { seesAll } from '../../domain/permission.ts';
import { settleCatalogueProposal } from '../../prisma/facts/catalogue-proposals.ts';
import { listCatalogueProposals } from '../../prisma/reads/catalogue-proposals.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutPart, timeOf } from '../standing.ts';
import { Id, Instant } from '../shapes/id.ts';
import { Reason } from '../shapes/tasking.ts';

const Count = z.number().int();
const CatalogueProposal = z
  .strictObject({
    id: Id,
    operationId: Id,
    list: z.enum(GOVERNED_LISTS),
    heading: z.string().nullable().meta({ description: 'Of which the new code would be a subtype; null for other lists.' }),
    others: Count.meta({ description: 'Seizures, or goods lines, of which the reports say that no code fits.' }),
    uses: Count.meta({ description: 'All that say any code of the list, or of the heading.' }),
    administrations: Count.meta({ description: 'How many say it, among the latest 2,000 reports.' }),
    examples: z
      .array(z.strictObject({ text: z.string(), count: Count }))
      .meta({ description: 'The words that stand beside it most often: places, ways of concealment, descriptions of goods.' }),
    owner: z.string().meta({ description: 'Code of the organisation that leads the operation, and says what becomes of it.' }),
    raisedAt: Instant,
    state: z.enum(PROPOSAL_STATES),
    reason: z.string().nullable(),
    settledAt: Instant.nullable(),
  })
  .meta({
    id: 'CatalogueProposal',
    description: 'A code that the catalogue may lack: too many reports of an operation say that none fits.',
  });

const ProposalPath = z.object({ catalogueProposalId: Id });
const aboutProposal = aboutPart(
  'catalogue-proposal',
  ({ catalogueProposalId }: z.output<typeof ProposalPath>) => catalogueProposalId,
  'catalogue-proposal.not-found',
);

export const CATALOGUE_PROPOSAL_ROUTES = [
  route({
    method: 'get',
    path: '/catalogue/proposals',
    action: 'catalogue-proposal.read',
    summary: 'Codes that the catalogue may lack, by the reports of the operations that you lead, newest first',
    query: PageQuery.extend({ operation: Id.optional(), state: z.enum(PROPOSAL_STATES).optional() }),
    replies: { status: 200, schema: pageOf(CatalogueProposal) },
    handle: async ({ query, actor, relations }, { database }) => {
      const page = readCursor(query, 'id');
      // Whoever coordinates is no more than that here, and examples are what administrations said in operations of others.
      const isOverseer = seesAll(relations.filter((relation) => relation !== 'coordinator'));
      const filter = { operationId: query.operation, state: query.state, lead: isOverseer ? null : actor.organisation.code };
      const body = toPage(await listCatalogueProposals(database, filter, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'post',
    path: '/catalogue/proposals/{catalogueProposalId}/settlements',
    action: 'catalogue-proposal.settle',
    summary: 'Accept a proposal for a new code, which comes with a version of the catalogue, or drop it; either with a reason',
    params: ProposalPath,
    body: z.strictObject({ state: z.enum(['accepted', 'dropped']), reason: Reason }).meta({ id: 'NewCatalogueSettlement' }),
    about: aboutProposal,
    replies: { status: 201, schema: CatalogueProposal },
    refuses: ['catalogue-proposal.not-found', 'catalogue-proposal.settled'],
    handle: async (
      { params: { catalogueProposalId: id }, body: { state, reason }, actor, found: operation, receipt, realNow },
      { database },
    ) => {
      const [proposal] = await listCatalogueProposals(database, { id, lead: null }, { after: null, limit: 1 });
      if (!proposal) throw new Refusal('catalogue-proposal.not-found');
      const at = timeOf(operation, realNow);
      const reply = { status: 201, body: { ...proposal, state, reason, settledAt: isoOf(at) } };
      const settlement = { id, operationId: operation.id, state, reason, personId: actor.personId, at: new Date(at) };
      refuseIf(await settleCatalogueProposal(database, settlement, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];
