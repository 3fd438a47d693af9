import { v7 } from 'uuid';
import { z } from 'zod';
import { operationTime } from '../../domain/clock.ts';
import { CONTACT_ROLES, RANKS } from '../../domain/contact.ts';
import { flaw } from '../../domain/failure.ts';
import type { Actor } from '../../domain/organisation.ts';
import { endContact, nameContact } from '../../prisma/facts/contacts.ts';
import {
  findEligible,
  findInvitedOperation,
  listContacts,
  ownerOfContact,
  type OrganisationStanding,
} from '../../prisma/reads/contacts.ts';
import type { Dependencies } from '../dependencies.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { instantAt } from '../plan-writing.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, aboutOrganisation, sightOf, standingTo, timeOf, type About } from '../standing.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';
import { MomentShape } from '../shapes/plan.ts';
import { Subject } from '../shapes/subject.ts';
import { readValidity, ValidityFields } from '../shapes/validity.ts';

const NewContact = z
  .strictObject({
    role: z.enum(CONTACT_ROLES),
    rank: z.enum(RANKS).default('holder'),
    person: Subject,
    operation: Id.nullable().default(null).meta({ description: 'Null for all operations.' }),
    ...ValidityFields,
  })
  .meta({ id: 'NewContact', description: 'A new holder follows the one before, whose time ends when the new one begins.' });
const Contact = z
  .strictObject({
    id: Id,
    organisation: z.string(),
    operation: Id.nullable(),
    role: z.string(),
    rank: z.string(),
    person: z.strictObject({ subject: z.string(), name: z.string() }),
    isReachable: z.boolean().meta({ description: 'False: the register has no address of this person. Letters go to others.' }),
    from: Instant,
    until: Instant.nullable(),
  })
  .meta({ id: 'Contact' });

const OrganisationPath = z.object({ organisationId: Id });
const ContactPath = z.object({ contactId: Id });
const ContactQuery = PageQuery.extend({
  role: z.enum(CONTACT_ROLES).optional(),
  validAt: z.iso.datetime({ offset: true }).optional().meta({ description: 'Only those that are valid at this instant.' }),
});

export const CONTACT_ROUTES = [
  route({
    method: 'post',
    path: '/organisations/{organisationId}/contacts',
    action: 'contact.manage',
    summary: 'Name somebody who speaks for an organisation, for all operations or for one',
    params: OrganisationPath,
    body: NewContact,
    about: aboutOrganisation,
    replies: { status: 201, schema: Contact },
    refuses: ['organisation.not-found', 'contact.named-before', 'contact.overlap'],
    handle: async ({ body, actor, found: organisation, receipt, realNow }, { database }) => {
      refuseForeign(actor, organisation, body.operation);
      const person = await findEligible(database, body.person, organisation.id);
      const operation = body.operation && (await findInvitedOperation(database, body.operation, organisation.id));
      refuseFlaws('request.invalid', [
        ...(person ? [] : [flaw('/person', 'contact.person-unfit')]),
        ...(body.operation !== null && !operation ? [flaw('/operation', 'contact.operation-unfit')] : []),
      ]);
      const now = operation ? operationTime(operation.clock, realNow) : realNow;
      const { from, until } = readValidity(body, now);
      const { role, rank, operation: operationId } = body;
      const id = v7();
      const contact = {
        ...{ id, organisation: organisation.code, operation: operationId, role, rank },
        person: { subject: body.person, name: person?.name ?? '' },
        isReachable: Boolean(person?.email),
        from: from.toISOString(),
        until: until?.toISOString() ?? null,
      };
      const reply = { status: 201, body: contact, location: `/organisations/${organisation.id}/contacts` };
      const naming = {
        ...{ id, organisationId: organisation.id, operationId, role, rank, personId: person?.id ?? '', recordedById: actor.personId },
        ...{ validFrom: from, validUntil: until },
      };
      refuseIf(await nameContact(database, naming, realNow, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/organisations/{organisationId}/contacts',
    action: 'contact.read',
    summary: 'Who speaks, spoke or will speak for an organisation',
    params: OrganisationPath,
    query: ContactQuery,
    about: aboutOrganisation,
    replies: { status: 200, schema: pageOf(Contact) },
    refuses: ['organisation.not-found'],
    handle: async ({ params: { organisationId }, query: { role, validAt, ...paging } }, { database }) => {
      const page = readCursor(paging, 'id');
      const filter = { organisationId, role, validAt: validAt === undefined ? undefined : new Date(validAt) };
      const body = toPage(await listContacts(database, filter, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/contacts',
    action: 'contact.read',
    summary: 'Whom to ask in each administration of an operation, as far as you look after it: who is valid now',
    params: OperationPath,
    query: PageQuery.extend({ role: z.enum(CONTACT_ROLES).optional() }),
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Contact) },
    handle: async ({ params: { operationId }, query: { role, ...paging }, actor, found: operation, relations, realNow }, deps) => {
      const page = readCursor(paging, 'id');
      const sight = relations.includes('ocu') ? { all: true as const } : await sightOf(deps, actor, operation);
      const filter = { operationId, within: { operationId, sight }, role, validAt: new Date(timeOf(operation, realNow)) };
      const body = toPage(await listContacts(deps.database, filter, page), page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'post',
    path: '/contacts/{contactId}/endings',
    action: 'contact.manage',
    summary: 'Say that somebody stops speaking for an organisation, now or at a moment to come',
    params: ContactPath,
    body: z.strictObject({ at: MomentShape.optional() }).default({}).meta({ id: 'NewEnding', description: 'Now, by default.' }),
    about: aboutContact,
    replies: { status: 201, schema: Contact },
    refuses: ['contact.not-found', 'contact.ended-before'],
    handle: async ({ params: { contactId }, body, actor, found: organisation, receipt, realNow }, { database }) => {
      const [contact] = await listContacts(database, { id: contactId }, { after: null, limit: 1 });
      if (!contact) throw new Refusal('contact.not-found');
      refuseForeign(actor, organisation, contact.operation);
      const operation = contact.operation && (await findInvitedOperation(database, contact.operation, organisation.id));
      const now = operation ? operationTime(operation.clock, realNow) : realNow;
      const at = body.at ? instantAt('/at', body.at) : now;
      const reply = (until: Date) => ({ status: 201, body: { ...contact, until: until.toISOString() } });
      const ended = await endContact(database, { contactId, at, actorId: actor.personId }, realNow, (end) =>
        receiptOf(receipt, reply(end.validUntil)),
      );
      if (typeof ended === 'string') throw new Refusal(ended);
      return reply(ended.validUntil);
    },
  }),
];

async function aboutContact({ params: { contactId }, ...asker }: About<{ contactId: string }>, deps: Dependencies) {
  return standingTo(asker, await ownerOfContact(deps.database, contactId), 'contact.not-found', deps);
}

/** Whoever is the contact point for one operation, and has not the role of a contact, manages the contacts for that one only. */
function refuseForeign({ roles }: Actor, { pointOf }: OrganisationStanding, operationId: string | null): void {
  if (roles.includes('administrator') || roles.includes('contact') || pointOf === 'all') return;
  if (operationId === null || !pointOf.includes(operationId)) throw new Refusal('permission.denied');
}
