import { simpleParser, type ParsedMail } from 'mailparser';
import { castOf } from './cast.ts';
import type { Stack } from './stack.ts';

/** A letter of an operation and the one mail by which it arrived. */
export type Delivered = { kind: string; batch: string; address: string; mail: ParsedMail };

/**
 * Every letter of an operation and the mail by which it went out, once all have: oldest first, without those that nobody needed any more.
 * Fails where a letter did not arrive, or arrived twice. Letters are written together with what they tell of, so that what has been answered
 * over HTTP has its letters here.
 */
export async function postOf(stack: Stack, operationId: string): Promise<Delivered[]> {
  const { clara } = castOf(() => stack);
  const letters = await stack.until(async () => {
    const { items } = (await clara.get(`/operations/${operationId}/letters?limit=200`)).body;
    const kept = items.filter(({ state }: any) => state !== 'dropped');
    return kept.every(({ state }: any) => state === 'sent') && kept;
  });
  const mails = await Promise.all((await stack.mail.caught()).map(parsed));
  return letters.map(({ kind, batch, address, messageId }: any) => {
    const [mail, ...again] = mails.filter((caught) => caught.messageId === messageId);
    if (!mail || again.length > 0) throw new Error(`The ${kind} to ${address} arrived ${again.length + (mail ? 1 : 0)} times.`);
    return { kind, batch, address, mail };
  });
}

/** To whom letters of this kind went, in the order of the alphabet; more than once where somebody got more than one. */
export function recipients(post: readonly Delivered[], kind: string): string[] {
  return post
    .filter((letter) => letter.kind === kind)
    .map(({ address }) => address.split('@')[0] ?? '')
    .toSorted();
}

const known = new Map<string, Promise<ParsedMail>>();

/** Parsed once: a test looks at its post again and again, and every look finds all that has arrived since the file began. */
function parsed(raw: string): Promise<ParsedMail> {
  const mail = known.get(raw) ?? simpleParser(raw);
  known.set(raw, mail);
  return mail;
}
