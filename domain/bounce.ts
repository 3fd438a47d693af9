/**
 * What a mail server says of a mail that it had accepted and could not bring (RFC 3464). `messageId` is the one under which we sent it, `status` an
 * enhanced status code such as 5.1.1 (RFC 3463), `response` what the server says in words.
 */
export type Bounce = { messageId: string; status: string; response: string };

export const MOST_BOUNCE_BYTES = 1024 * 1024;
