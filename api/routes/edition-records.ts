import { z } from 'zod';
import { findEditionDocument } from '../../prisma/reads/editions.ts';
import { recomputeEdition } from '../../prisma/reads/recomputations.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutPart } from '../standing.ts';
import { Difference } from '../shapes/figures.ts';
import { Id } from '../shapes/id.ts';

const EditionPath = z.object({ editionId: Id });
const aboutEdition = aboutPart('edition', ({ editionId }: z.output<typeof EditionPath>) => editionId, 'edition.not-found');

const Recomputation = z
  .strictObject({
    editionId: Id,
    sha256: z.string(),
    recomputedSha256: z.string(),
    isEqual: z.boolean(),
    missing: z.number().int().meta({ description: 'Versions of cases that it counted and that the ledger holds no more.' }),
    differences: z.array(Difference).meta({ description: 'Figures that come out otherwise today: `before` as frozen, `now` as counted again.' }),
  })
  .meta({ id: 'Recomputation' });

/** What an edition was made of, and whether the ledger still says so. */
export const EDITION_RECORD_ROUTES = [
  route({
    method: 'get',
    path: '/editions/{editionId}/document.json',
    action: 'edition.read',
    summary: 'The edition as it was frozen, to the byte: canonical JSON (RFC 8785), whose SHA-256 is its identity',
    params: EditionPath,
    about: aboutEdition,
    replies: { status: 200, type: 'application/json' },
    refuses: ['edition.not-found', 'edition.no-document'],
    handle: async ({ params: { editionId } }, { database }) => {
      const document = await findEditionDocument(database, editionId);
      if (document === null) throw new Refusal('edition.no-document');
      return { body: document, type: 'application/json; charset=utf-8' };
    },
  }),
  route({
    method: 'get',
    path: '/editions/{editionId}/recomputation',
    action: 'edition.recompute',
    summary: 'Count the edition again from the ledger: the same hash, or which figures differ',
    params: EditionPath,
    about: aboutEdition,
    replies: { status: 200, schema: Recomputation },
    refuses: ['edition.not-found', 'edition.no-document'],
    handle: async ({ params: { editionId } }, { database }) => {
      const recomputation = await recomputeEdition(database, editionId);
      if (recomputation === null) throw new Refusal('edition.no-document');
      return { body: recomputation };
    },
  }),
];
