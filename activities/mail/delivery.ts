/**
 * What became of one attempt. `refused` is for good and about this message or its addressee; `deferred` is about them too, but
 * another attempt may succeed; `unreachable` is about the server or about us, and says nothing about the message.
 */
export type Delivery = { outcome: 'sent' | 'refused' | 'deferred' | 'unreachable'; response: string };

/** What nodemailer says about a failed attempt, as far as it matters here. */
type SmtpError = Error & { code?: string; command?: string; response?: string; responseCode?: number };

/** Answers that mean "sign in first" or "wrong order of commands" (RFC 4954, RFC 5321): never the fault of a message. */
const OUR_FAULT = [503, 530, 534, 535, 538];

/**
 * Judges an attempt by the command that failed. A server that does not take our sender or our password would refuse every letter
 * alike: that is for an operator to mend, and must not mark a single letter as refused. An error that is not the transport's is
 * thrown on: it is a mistake of ours.
 */
export function classify(error: SmtpError): Delivery {
  const { code, command, responseCode = 0 } = error;
  if (code ? code.startsWith('ERR_') : error.name !== 'Error') throw error;
  const response = error.response ?? error.message;
  const isAboutLetter = command === 'RCPT TO' || command === 'DATA';
  const isTooLarge = command === 'MAIL FROM' && (responseCode === 552 || (code === 'EMESSAGE' && responseCode === 0));
  if (isTooLarge) return { outcome: 'refused', response };
  if (!isAboutLetter || OUR_FAULT.includes(responseCode)) return { outcome: 'unreachable', response };
  return { outcome: responseCode >= 500 ? 'refused' : 'deferred', response };
}
