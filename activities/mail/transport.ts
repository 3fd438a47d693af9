import { createTransport } from 'nodemailer';
import { classify, type Delivery } from './delivery.ts';

export type MailMessage = {
  /** One bare address, which is all that is ever put into the envelope. */
  to: string;
  /** With its angle brackets. The same letter has the same one however often it is sent, so that receivers can tell. */
  messageId: string;
  /** The Message-ID of the first mail of the thread that this one belongs to; null begins a thread. */
  inReplyTo: string | null;
  date: Date;
  language: string;
  subject: string;
  text: string;
  html: string;
  attachments: readonly { filename: string; contentType: string; content: string | Buffer }[];
};

export type Mail = {
  /** Answers what became of the message, also when it was not taken; throws only on a mistake of ours. */
  send(message: MailMessage): Promise<Delivery>;
  /** Resolves when the server greets us and takes our credentials; rejects with the reason otherwise. */
  verify(): Promise<void>;
  /** Lets go of the connections; what is being sent is finished first. */
  close(): void;
};

/** From handing a message over, waiting for a free connection included, to its end. Whoever leases a letter leases it for longer. */
export const SEND_DEADLINE_MS = 60_000;

/** Messages on their way at once. More would make a government's mail server take us for a nuisance. */
export const MAX_CONNECTIONS = 5;

const LIMITS = { dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/**
 * A mail server at `url`: smtp://user:password@host:port, or smtps:// for TLS from the start. Every server that is not on this
 * machine must offer TLS; parameters of nodemailer in the query of the URL decide otherwise (`?requireTLS=false`).
 */
export function openMail({ url, from }: { url: string; from: string }): Mail {
  const tls = isLoopback(hostOf(url)) ? { ignoreTLS: true } : { requireTLS: true };
  const transport = createTransport(
    { url, pool: true, maxConnections: MAX_CONNECTIONS, ...LIMITS, ...tls },
    { from, disableFileAccess: true, disableUrlAccess: true },
  );
  return {
    async send({ to, language, inReplyTo, attachments, ...message }) {
      if (!isAddress(to)) return { outcome: 'refused', response: 'This is not an address of one mailbox.' };
      return transport
        .sendMail({
          ...message,
          ...(inReplyTo === null ? {} : { inReplyTo, references: inReplyTo }),
          to: { name: '', address: to },
          attachments: [...attachments],
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
          signal: AbortSignal.timeout(SEND_DEADLINE_MS),
        })
        .then(({ response }): Delivery => ({ outcome: 'sent', response }), classify);
    },
    async verify() {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}

/** The error that URL itself would throw carries the whole address, password and all, into every log. */
function hostOf(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed || !['smtp:', 'smtps:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new Error('The address of the mail server must read smtp://host:port or smtps://host:port.');
  }
  return parsed.hostname;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}

/**
 * One mailbox and nothing else: no list, no display name, no quoted part, and no character that means something in a header or in
 * SMTP. Lengths are those of RFC 5321, 4.5.3.1. Whether the mailbox exists, only its server can say.
 */
function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s\p{Cc}"(),:;<>@[\\\]]{1,64}@[^\s\p{Cc}"(),:;<>@[\\\]]{1,253}$/u.test(text);
}
