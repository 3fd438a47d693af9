import { simpleParser, type Attachment } from 'mailparser';
import type { Bounce } from '../domain/bounce.ts';

/** `not-final`: the server goes on trying, or says that it has brought the mail. */
export type NoBounce = 'not-a-report' | 'not-final';

/**
 * Reads a delivery status notification as it came (RFC 3464): of the first recipient whom the server has given up, and the mail that was meant by the
 * headers that come with it. Whatever is no such mail is `not-a-report`.
 */
export async function readBounce(mail: Buffer): Promise<Bounce | NoBounce> {
  const { attachments } = await simpleParser(mail, KEEP_STATUS);
  const report = attachments.find(({ contentType }) => contentType === 'message/delivery-status');
  const returned = attachments.find(({ contentType }) => RETURNED.includes(contentType));
  const messageId = returned && (await messageIdOf(returned));
  if (!report || !messageId) return 'not-a-report';
  const recipients = await recipientsOf(report.content.toString('utf8'));
  if (recipients.length === 0) return 'not-a-report';
  const failed = recipients.find(({ action }) => action.toLowerCase() === 'failed');
  return failed ? { messageId, status: failed.status, response: failed.diagnostic } : 'not-final';
}

/** Left out of its types: without it the report is text among text. */
const KEEP_STATUS = { keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true } as object;
const RETURNED = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'];

async function messageIdOf({ content }: Attachment): Promise<string | undefined> {
  return (await simpleParser(content)).messageId;
}

type Recipient = { action: string; status: string; diagnostic: string };

/** The fields of a recipient stand in a group of their own, like the headers of a mail, behind those of the mail. */
async function recipientsOf(report: string): Promise<Recipient[]> {
  const groups = report.split(/\r?\n\r?\n/).filter((group) => group.trim() !== '');
  const read = groups.map(async (group): Promise<Recipient> => {
    const { headers } = await simpleParser(`${group}\r\n\r\n`);
    const said = (name: string): string => {
      const value = headers.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    return {
      action: said('action'),
      status: said('status'),
      diagnostic: said('diagnostic-code').replace(/^smtp;\s*/i, '') || said('status'),
    };
  });
  return (await Promise.all(read)).filter(({ action }) => action !== '');
}
