import { z } from 'zod';
import { figuresCsv, type EditionFigures } from '../../documents/csv/figures.ts';
import { EDITION_STATUSES } from '../../domain/plan.ts';
import { findPublication } from '../../prisma/reads/editions.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { Agreement, Difference, NamedFigure, Reasons } from '../shapes/figures.ts';
import { Id, Instant } from '../shapes/id.ts';

const Publication = z
  .strictObject({
    id: Id,
    operation: z.string(),
    edition: z.string(),
    number: z.number().int(),
    status: z.enum(EDITION_STATUSES),
    cutOffAt: Instant,
    publishedAt: Instant,
    figures: z.array(NamedFigure),
    sums: z.array(z.strictObject({ key: z.string(), name: z.string(), unit: z.string(), quantity: z.string(), reason: z.string() })),
    agreement: Agreement,
    previousEdition: z.string().nullable(),
    differences: z.array(Difference),
    held: z.array(z.string()).optional().meta({ description: 'Figures that a member disputes, as name/unit: told once that is settled.' }),
    supersedes: Id.nullable().optional().meta({ description: 'The publication that this one corrects.' }),
    supersededBy: Id.nullable().optional().meta({ description: 'The publication that corrects this one: read that instead.' }),
    product: z.strictObject({ id: Id, sha256: z.string() }).optional(),
    reasons: Reasons.nullable().optional(),
    sha256: z.string().nullable().optional().meta({ description: 'Identity of the edition: the hash of its canonical document.' }),
  })
  .meta({ id: 'Publication' });

const PublicationPath = z.object({ publicationId: Id });

/** For everybody, without a token: what the leads signed off and whose embargo has ended. */
export const PUBLICATION_ROUTES = [
  route({
    method: 'get',
    path: '/publications/{publicationId}',
    action: 'public',
    summary: 'A published edition',
    params: PublicationPath,
    replies: { status: 200, schema: Publication },
    refuses: ['publication.not-found'],
    handle: async ({ params }, { database }) => {
      const publication = await findPublication(database, params.publicationId);
      if (!publication) throw new Refusal('publication.not-found');
      return { body: publication.content, etag: `"${publication.tag}"` };
    },
  }),
  route({
    method: 'get',
    path: '/publications/{publicationId}/figures.csv',
    action: 'public',
    summary: 'The figures of a published edition as CSV',
    params: PublicationPath,
    replies: { status: 200, type: 'text/csv' },
    refuses: ['publication.not-found'],
    handle: async ({ params }, { database }) => {
      const found = await findPublication(database, params.publicationId);
      if (!found) throw new Refusal('publication.not-found');
      const { edition, status, cutOffAt, figures } = found.content as z.output<typeof Publication>;
      const table: EditionFigures = { edition, status, cutOff: cutOffAt, figures };
      return { body: figuresCsv(table), type: 'text/csv; charset=utf-8', etag: `"${found.tag}"` };
    },
  }),
];
