import { EVERYTHING, queryAs } from '../prisma/sight.ts';
import type { Caller } from './caller.ts';
import { created } from './operations.ts';
import type { Stack } from './stack.ts';

/** The id of an open proposal for a new code in this operation, as if its reports had raised it. */
export async function aCatalogueProposal({ database }: Stack, operationId: string, list = 'placeTypes'): Promise<string> {
  const { rows } = await queryAs<{ id: string }>(database.pool, EVERYTHING, {
    text: `
      insert into catalogue_proposal (operation_id, organisation_id, list, heading, others, uses, administrations, examples, raised_at)
      select $1, id, $2, '', 20, 40, 2, '[{"text": "Sorting hall", "count": 20}]', now() from organisation where code = 'wco' returning id`,
    values: [operationId, list],
  });
  return rows[0]?.id ?? '';
}

/** The id of one that the caller has accepted. */
export async function settleCatalogueProposal(stack: Stack, caller: Caller, operationId: string): Promise<string> {
  const id = await aCatalogueProposal(stack, operationId);
  created(await caller.post(`/catalogue/proposals/${id}/settlements`, { state: 'accepted', reason: 'Sorting centre' }));
  return id;
}
