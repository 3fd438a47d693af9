import { z } from 'zod';
import { isoOf } from '../../domain/moment.ts';
import { rememberReading } from '../../prisma/facts/edition-readings.ts';
import { listReadings } from '../../prisma/reads/edition-readings.ts';
import { findEditionDocument } from '../../prisma/reads/editions.ts';
import { recomputeEdition } from '../../prisma/reads/recomputations.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { readerOf } from '../reading.ts';
import { aboutPart, timeOf } from '../standing.ts';
import { Difference } from '../shapes/figures.ts';
import { Id, Instant } from '../shapes/id.ts';

const EditionPath = z.object({ editionId: Id });
const aboutEdition = aboutPart('edition', ({ editionId }: z.output<typeof EditionPath>) => editionId, 'edition.not-found');

const Recomputation = z
  .strictObject({
    editionId: Id,
    sha256: z.string(),
    recomputedSha256: z.string(),
    isEqual: z.boolean(),
    missing: z.number().int().meta({ description: 'Versions of cases that it counted and that the ledger holds no more.' }),
    differences: z
      .array(Difference)
      .meta({ description: 'Figures that come out otherwise today: `before` as frozen, `now` as counted again.' }),
  })
  .meta({ id: 'Recomputation' });

const Reading = z
  .strictObject({
    person: z.string(),
    organisation: z.string(),
    stage: z.string(),
    what: z.string(),
    at: Instant.meta({ description: 'By the clock of the operation.' }),
    recordedAt: Instant,
  })
  .meta({ id: 'EditionReading' });

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
    handle: async ({ params: { editionId }, actor, found, realNow }, { database }) => {
      await rememberReading(database, { editionId, ...readerOf(actor), what: 'document', at: isoOf(timeOf(found, realNow)) });
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
    handle: async ({ params: { editionId }, actor, found, realNow }, { database }) => {
      await rememberReading(database, { editionId, ...readerOf(actor), what: 'recomputation', at: isoOf(timeOf(found, realNow)) });
      const recomputation = await recomputeEdition(database, editionId);
      if (recomputation === null) throw new Refusal('edition.no-document');
      return { body: recomputation };
    },
  }),
  route({
    method: 'get',
    path: '/editions/{editionId}/readings',
    action: 'edition-reading.list',
    summary: 'Who looked at the edition before it was published, and at what of it, once for each hour',
    params: EditionPath,
    about: aboutEdition,
    replies: { status: 200, schema: z.strictObject({ items: z.array(Reading), next: z.null() }) },
    refuses: ['edition.not-found'],
    handle: async ({ params: { editionId } }, { database }) => ({
      body: { items: await listReadings(database, editionId), next: null },
    }),
  }),
];
