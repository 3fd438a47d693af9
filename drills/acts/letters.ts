import type { Drill } from '../drill.ts';
import type { EventOf } from '../event.ts';
import { until } from '../until.ts';

type Letter = { kind: string; organisation: string | null; state: string };

/** Letters of a kind have gone out to exactly so many organisations since the operation began. */
export async function expectLetters(
  { client, operation, scenario: { cast } }: Drill,
  { kind, organisations }: EventOf<'expect-letters'>,
): Promise<string> {
  const letters = await until(`the letters of the kind ${kind} have gone out`, async () => {
    const all = (await client.list<Letter>(cast.coordinator, `${operation}/letters`)).filter((letter) => letter.kind === kind);
    return all.some(({ state }) => state === 'queued' || state === 'sending') ? null : all;
  });
  const told = new Set(letters.map(({ organisation }) => organisation));
  if (told.size !== organisations) throw new Error(`${told.size} organisations have got a ${kind}, and not ${organisations}`);
  return `${letters.length} to ${told.size} organisations`;
}
