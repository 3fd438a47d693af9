import { hash } from 'node:crypto';

/** What was found out about a token: whom it names, and when it ends (seconds since the epoch, its `exp`). */
export type Verified = { subject: string; expiresAt: number };

export type VerifiedTokens = {
  /** `keysReadAt` (ms): when the issuer's keys that would be used now were read. What was checked against others is not known any more. */
  recall(token: string, keysReadAt: number): Verified | null;
  remember(token: string, keysReadAt: number, verified: Verified): void;
};

/** The oldest are forgotten beyond this many, about 1 MB. */
const MOST = 5_000;

/**
 * Tokens that were found good lately: checking a signature costs more than everything else that a request costs before its first statement.
 * One is remembered until its end, and no longer than the keys are used that it was checked against (`keysMaxAgeMs` after they were read),
 * so that a check would have the same outcome. Holds digests, so that no token can be read from a memory dump.
 */
export function rememberTokens(keysMaxAgeMs: number, now: () => number = Date.now): VerifiedTokens {
  const known = new Map<string, Verified & { keysReadAt: number }>();
  return {
    recall(token, keysReadAt) {
      const digest = digestOf(token);
      const found = known.get(digest);
      if (!found) return null;
      const isGood = found.keysReadAt === keysReadAt && now() < Math.min(found.expiresAt * 1_000, keysReadAt + keysMaxAgeMs);
      if (!isGood) known.delete(digest);
      return isGood ? found : null;
    },
    remember(token, keysReadAt, verified) {
      known.set(digestOf(token), { ...verified, keysReadAt });
      if (known.size > MOST) known.delete(known.keys().next().value ?? '');
    },
  };
}

function digestOf(token: string): string {
  return hash('sha256', token, 'base64url');
}
