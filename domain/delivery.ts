import type { Instant } from './clock.ts';

export const CHANNELS = ['letter', 'link', 'pull', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * `sent` has been handed over, or is there to be fetched, and nobody has said that it arrived; `accepted` by the server of its recipient; `opened` once
 * the file has been fetched; `failed` for good, unless somebody has it sent again; `cancelled` where something in it may not leave any more.
 */
export const DELIVERY_STATES = ['queued', 'sending', 'sent', 'accepted', 'opened', 'acknowledged', 'failed', 'cancelled'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What became of one attempt. `gone` and `forbidden` are for good; after `failed` it is tried again. */
export const ATTEMPT_OUTCOMES = ['accepted', 'failed', 'gone', 'forbidden'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** Larger files are not attached: many mail servers take 10 MB, of which base64 adds a third. */
export const MOST_ATTACHED_BYTES = 7_000_000;

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;

/** For so long is a recipient that does not answer tried (RFC 5321, 4.5.4.1 says the same of mail). */
export const GIVEN_UP_AFTER_MS = 5 * 24 * HOUR_MS;

const FIRST_PAUSE_MS = 5 * SECOND_MS;
const LONGEST_PAUSE_MS = 6 * HOUR_MS;

/** When to try again after the nth attempt, or null when that is for good. A server that says when is believed, as far as we would wait anyway. */
export function nextAttemptAt(
  { attempts, triedSince, retryAfterMs = 0 }: { attempts: number; triedSince: Instant; retryAfterMs?: number },
  now: Instant,
): Instant | null {
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_PAUSE_MS);
  const at = now + Math.max(pauseMs, Math.min(retryAfterMs, LONGEST_PAUSE_MS));
  return at - triedSince > GIVEN_UP_AFTER_MS ? null : at;
}
