import type { AttemptOutcome } from './delivery.ts';

/** What is posted, and signed with every secret that is valid. `id` is the same however often it is sent, so that its receiver can tell. */
export type WebhookMessage = { url: string; id: string; body: string; secrets: readonly string[] };

/** `response` begins as what was answered begins. */
export type Posted = { outcome: AttemptOutcome; status: number | null; durationMs: number; response: string; retryAfterMs: number };

/** Posts to machines of others, and never to one of ours: an address that is not public is refused when it is connected to, whatever it is called. */
export type Webhooks = {
  /** Resolves with what became of it, whatever it was; rejects for a mistake of ours only. `at` is real time. */
  post(message: WebhookMessage, at: number): Promise<Posted>;
  /** Whether something answers there, and whether it may be asked at all. */
  probe(url: string): Promise<'answers' | 'silent' | 'forbidden'>;
  close(): Promise<void>;
};

/** Keeps what must not lie open in a row: only whoever has the key reads it. */
export type Sealing = { seal(secret: string): string; open(sealed: string): string };

/** For so long after a rotation are messages signed with the secret before as well. */
export const SECRET_OVERLAP_MS = 7 * 24 * 3_600_000;
