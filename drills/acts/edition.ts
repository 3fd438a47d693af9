import type { Drill } from '../drill.ts';
import type { EventOf } from '../event.ts';
import type { NamedFigure } from '../figures.ts';
import { readOperation } from '../operation.ts';
import { until } from '../until.ts';

type Edition = { id: string; key: string; stage: string; publicationId: string | null };
type Publication = { figures: NamedFigure[]; sha256: string; reasons: Record<string, number> | null };
type Recomputation = { sha256: string; isEqual: boolean };
type Letter = { address: string; state: string; response: string | null };

export async function freeze({ client, operation, scenario }: Drill, { edition }: EventOf<'freeze'>): Promise<string> {
  const { body } = await client.post<{ figures: { cases: number; seizures: number } }>(scenario.cast.coordinator, `${operation}/editions`, {
    edition,
  });
  return `${body.figures.cases} cases, ${body.figures.seizures} seizures`;
}

/**
 * Reads the published edition as the public does, without a token, once its partners have their letters, and has it counted again from the ledger:
 * it must be the same to the byte.
 */
export async function awaitPublication(
  { client, operation, scenario, published }: Drill,
  { edition: key, letters, reasons = {} }: EventOf<'await-publication'>,
): Promise<string> {
  const { coordinator } = scenario.cast;
  const { id, publicationId } = await until(`the edition ${key} is published`, async () => {
    const { body } = await client.get<{ items: Edition[] }>(coordinator, `${operation}/editions`);
    return body.items.find((edition) => edition.key === key && edition.publicationId !== null) ?? null;
  });
  const publication = await client.read<Publication>(`/publications/${publicationId}`);
  published.set(key, publication.figures);
  const { body: again } = await client.get<Recomputation>(coordinator, `/editions/${id}/recomputation`);
  if (!again.isEqual || again.sha256 !== publication.sha256)
    throw new Error(`The ledger does not give the edition ${key} again: ${JSON.stringify(again)}`);
  for (const [reason, cases] of Object.entries(reasons))
    if (publication.reasons?.[reason] !== cases)
      throw new Error(`The edition ${key} says that ${publication.reasons?.[reason]} cases are ${reason}, and not ${cases}.`);

  const delivered = await until('every letter about it has gone out or been refused', async () => {
    const all = await client.list<Letter>(coordinator, `/editions/${id}/deliveries`);
    return all.some(({ state }) => state === 'queued' || state === 'sending') ? null : all;
  });
  const sent = delivered.filter(({ state }) => state === 'sent').length;
  if (sent !== letters) {
    const refused = delivered.filter(({ state }) => state !== 'sent').map(({ address, response }) => ` ${address}: ${response}`);
    throw new Error(`${sent} letters about the edition ${key} were sent, and not ${letters}.${refused.join('')}`);
  }
  return `${publication.figures.length} figures, ${sent} letters to partners; sha256 ${again.sha256.slice(0, 12)}, counted again the same`;
}

/** Nothing is left to wait for: the operation has ended by itself. */
export async function awaitCompletion(drill: Drill): Promise<string> {
  await until('the operation is completed', async () => ((await readOperation(drill)).stage === 'completed' ? true : null));
  return 'completed';
}
