import { v7 } from 'uuid';
import { z } from 'zod';
import { COUNTRIES } from '../../domain/catalogue/countries.ts';
import { flaw, type Flaw } from '../../domain/failure.ts';
import { isoOf } from '../../domain/moment.ts';
import { countryDifferences, refuseRelease, type Hold } from '../../domain/release.ts';
import { appendCountryList, sayReleased } from '../../prisma/facts/edition-releases.ts';
import { findReconciliation, findRelease } from '../../prisma/reads/edition-releases.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutPart, timeOf } from '../standing.ts';
import { CountryDifference } from '../shapes/figures.ts';
import { Id, Instant } from '../shapes/id.ts';
import { Reason } from '../shapes/tasking.ts';

const Countries = z.array(z.string().regex(/^[A-Z]{2}$/, 'Write a code of ISO 3166-1 alpha-2.')).max(250);
const Reconciliation = z
  .strictObject({
    lists: z.array(
      z.strictObject({
        organisation: z.string(),
        countries: Countries.nullable().meta({ description: 'Null where it has not said which it is going to name.' }),
      }),
    ),
    takingPart: Countries.meta({ description: 'Of administrations that take part, as Concert knows it.' }),
    differences: z.array(CountryDifference),
    isReconciled: z.boolean(),
  })
  .meta({ id: 'Reconciliation' });

const EditionPath = z.object({ editionId: Id });
const aboutEdition = aboutPart('edition', ({ editionId }: z.output<typeof EditionPath>) => editionId, 'edition.not-found');

/** What those who publish do between the sign-off and the publication. */
export const EDITION_RELEASE_ROUTES = [
  route({
    method: 'post',
    path: '/editions/{editionId}/releases',
    action: 'edition.release',
    summary: 'Say with a reason that a signed edition may go out, where its embargo waits for that',
    params: EditionPath,
    body: z.strictObject({ reason: Reason }).meta({ id: 'NewRelease' }),
    about: aboutEdition,
    replies: { status: 201, schema: z.strictObject({ editionId: Id, reason: z.string(), at: Instant }) },
    refuses: [
      'edition.not-found',
      'edition.not-signed',
      'edition.under-embargo',
      'edition.unreconciled',
      'edition.disputed',
      'edition.goes-by-itself',
      'edition.published-before',
    ],
    handle: async ({ params: { editionId }, body: { reason }, actor, found: operation, receipt, realNow }, { database }) => {
      const now = timeOf(operation, realNow);
      const { stage, event, holds } = await findRelease(database, editionId, operation, now);
      const refusal = refuseRelease(stage, event, holds);
      if (refusal) throw new Refusal(refusal, { flaws: holds.flatMap(flawsOf) });
      const reply = { status: 201, body: { editionId, reason, at: isoOf(now) }, location: `/editions/${editionId}` };
      const saying = { editionId, personId: actor.personId, reason };
      refuseIf(await sayReleased(database, realNow, saying, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'post',
    path: '/editions/{editionId}/country-lists',
    action: 'edition.reconcile',
    summary: 'Say which countries your organisation is going to name as those that took part',
    params: EditionPath,
    body: z.strictObject({ countries: Countries.min(1) }).meta({ id: 'NewCountryList' }),
    about: aboutEdition,
    replies: { status: 201, schema: z.strictObject({ id: Id, countries: Countries, at: Instant }) },
    refuses: ['edition.not-found', 'edition.published-before', 'edition.not-reconciled-by-you'],
    handle: async ({ params: { editionId }, body, actor, found: operation, receipt, realNow }, { database }) => {
      const { reconciles = [] } = operation.plan.publication;
      if (!reconciles.includes(actor.organisation.code)) throw new Refusal('edition.not-reconciled-by-you');
      refuseFlaws('request.invalid', body.countries.flatMap(unknownCountry));
      const countries = [...new Set(body.countries)].toSorted();
      const id = v7();
      const said = { id, countries, at: isoOf(timeOf(operation, realNow)) };
      const reply = { status: 201, body: said, location: `/editions/${editionId}/reconciliation` };
      const saying = { id, editionId, personId: actor.personId, organisationId: actor.organisation.id, countries, plan: operation.plan };
      refuseIf(await appendCountryList(database, realNow, saying, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/editions/{editionId}/reconciliation',
    action: 'edition.reconcile',
    summary: 'The lists of countries of those who publish, and where they differ',
    params: EditionPath,
    about: aboutEdition,
    replies: { status: 200, schema: Reconciliation },
    refuses: ['edition.not-found'],
    handle: async ({ params: { editionId }, found: { id, plan } }, { database }) => {
      const { lists, takingPart } = await findReconciliation(database, editionId, { id, codes: plan.publication.reconciles ?? [] });
      const differences = countryDifferences(lists);
      const isReconciled = differences.length === 0 && lists.every(({ countries }) => countries !== null);
      return { body: { lists, takingPart, differences, isReconciled } };
    },
  }),
];

function unknownCountry(code: string, i: number): Flaw[] {
  return COUNTRIES.some((country) => country.code === code) ? [] : [flaw(`/countries/${i}`, 'field.country-unknown')];
}

/** The countries that somebody names and somebody else does not, and who has named none. */
function flawsOf(hold: Hold): Flaw[] {
  if (hold.kind !== 'reconciliation') return [];
  return [
    ...hold.differences.map(({ country, namedBy, missingFrom }) => {
      const found = flaw(`/countries/${country}`, 'edition.country-differs');
      return { ...found, detail: `${found.detail} ${country}: named by ${namedBy.join(', ')}, and not by ${missingFrom.join(', ')}.` };
    }),
    ...hold.unsaid.map((organisation) => flaw(`/organisations/${organisation}`, 'edition.countries-unsaid')),
  ];
}
