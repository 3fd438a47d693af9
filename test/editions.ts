import { castOf } from './cast.ts';
import { approve } from './operations.ts';
import type { Stack } from './stack.ts';

/** Has Dirk sign the figures off, the only thing that the operation has to decide: the edition waits for the end of its embargo from then on. */
export async function signOff(stack: Stack, { operationId, editionId }: { operationId: string; editionId: string }): Promise<void> {
  const { clara, dirk } = castOf(() => stack);
  const approval = await stack.until(async () => (await clara.get(`/operations/${operationId}/approvals?outcome=waiting`)).body.items[0]);
  await approve(stack, dirk, approval.id);
  await stack.until(async () => (await clara.get(`/editions/${editionId}`)).body.stage === 'embargoed');
}
