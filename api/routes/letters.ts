import { z } from 'zod';
import { LETTER_STATES, type LetterState } from '../../domain/letter.ts';
import { readLetters, type LetterRow } from '../../prisma/reads/letters.ts';
import type { Database } from '../../prisma/client.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { route } from '../route.ts';
import { aboutOperation, aboutPart } from '../standing.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';

const Letter = z
  .strictObject({
    id: Id,
    kind: z.string(),
    batch: z.string(),
    organisation: z.string().nullable(),
    address: z.string(),
    messageId: z.string().meta({ description: 'Of the mail by which it goes out, alone or in a digest.' }),
    carrierId: Id.nullable().meta({ description: 'The letter that carries the digest in which it goes out, where that is another one.' }),
    state: z.enum(LETTER_STATES),
    attempts: z.number().int(),
    response: z.string().nullable().meta({ description: "The mail server's latest answer." }),
    writtenAt: Instant.meta({ description: 'Real time.' }),
    sentAt: Instant.nullable(),
    notBefore: Instant.nullable().meta({
      description: "The end of the quiet hours of its addressee that hold it back now, in the operation's time.",
    }),
    mendedById: Id.nullable().meta({
      description: 'The tasking by which the coordinators were asked for another contact, after it was refused.',
    }),
  })
  .meta({ id: 'Letter' });

const EditionPath = z.object({ editionId: Id });
const aboutEdition = aboutPart('edition', ({ editionId }: z.output<typeof EditionPath>) => editionId, 'edition.not-found');

export const LETTER_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/letters',
    action: 'letter.list',
    summary: 'Letters of an operation, oldest first, with what the mail server answered',
    params: OperationPath,
    query: PageQuery.extend({ batch: z.string().max(100).optional(), state: z.enum(LETTER_STATES).optional() }),
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Letter) },
    handle: async ({ params, query }, { database }) => pageOfLetters(database, params.operationId, query, query),
  }),
  route({
    method: 'get',
    path: '/editions/{editionId}/deliveries',
    action: 'delivery.list',
    summary: 'To whom a published edition was sent, and what their mail servers answered',
    params: EditionPath,
    query: PageQuery,
    about: aboutEdition,
    replies: { status: 200, schema: pageOf(Letter) },
    handle: async ({ params, query, found: operation }, { database }) =>
      pageOfLetters(database, operation.id, { batch: `edition/${params.editionId}` }, query),
  }),
];

type Chosen = { batch?: string | undefined; state?: LetterState | undefined };

async function pageOfLetters({ pool }: Database, operationId: string, { batch, state }: Chosen, query: z.output<typeof PageQuery>) {
  const { after, limit } = readCursor(query, 'id');
  const chosen = { ...(batch ? { batch } : {}), ...(state ? { state } : {}), ...(after ? { after } : {}) };
  const rows = await readLetters(pool, { operationId, limit, ...chosen });
  const body = toPage(rows.map(viewOf), { limit }, ({ id }) => id);
  return { body, next: body.next };
}

function viewOf({ organisationId: _, language: __, writtenAt, sentAt, notBefore, ...letter }: LetterRow) {
  return {
    ...letter,
    writtenAt: writtenAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    notBefore: notBefore?.toISOString() ?? null,
  };
}
