import type { FailureCode } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { lockEdition } from '../reads/clocks.ts';
import { tellCountryList } from './country-list-letters.ts';
import { nudgeEdition } from './disputes.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

type Saying = { id: string; editionId: string; personId: string };

type CountrySaying = Saying & { organisationId: string; countries: readonly string[]; plan: Plan };

/** The coordinators' word that a signed edition may go out; what it waits for besides is looked at when it is published. */
export function sayReleased(
  { prisma }: Database,
  realNow: number,
  { editionId, personId, reason }: Omit<Saying, 'id'> & { reason: string },
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    if (edition.stage !== 'embargoed') return edition.stage === 'published' ? 'edition.published-before' : 'edition.not-signed';
    const said = { operationId: operation.id, reason, saidById: personId, saidAt: new Date(operation.at) };
    await tx.editionRelease.upsert({ where: { editionId }, create: { editionId, ...said }, update: {} });
    await nudgeEdition(tx, editionId);
    await appendEvent(tx, {
      ...{ type: 'edition.let-out', at: said.saidAt, operationId: operation.id, subjectId: editionId, actorId: personId },
      data: { key: edition.key, reason },
    });
    await insertReceipt(tx, receipt);
    return null;
  });
}

/** Which countries an organisation is going to name. What it said before stays on record; whoever compares the lists is told what that brought. */
export function appendCountryList(
  { prisma }: Database,
  realNow: number,
  { id, editionId, personId, organisationId, countries, plan }: CountrySaying,
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    const { edition, operation } = await lockEdition(tx, editionId, realNow);
    if (edition.stage === 'published') return 'edition.published-before';
    const at = new Date(operation.at);
    await tx.countryList.create({
      data: { id, editionId, operationId: operation.id, organisationId, countries: [...countries], saidById: personId, saidAt: at },
    });
    await nudgeEdition(tx, editionId);
    await appendEvent(tx, {
      ...{ type: 'edition.countries-named', at, operationId: operation.id, subjectId: editionId, organisationId, actorId: personId },
      data: { key: edition.key, countries: [...countries] },
    });
    await tellCountryList(tx, { id, edition, operation, organisationId, plan });
    await insertReceipt(tx, receipt);
    return null;
  });
}
