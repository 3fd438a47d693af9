import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

type Entry = { payload: AdapterPayload; expiresAt: number };

/** Nobody stays signed in for ever: beyond so many things to remember, the oldest are forgotten. */
const MAX_ENTRIES = 10_000;

/** What the provider remembers between two requests: sessions, sign-ins under way, codes. Gone with the process; tokens need none of it. */
export function createMemory(): AdapterFactory {
  const entries = new Map<string, Entry>();

  const find = (matches: (payload: AdapterPayload) => boolean, prefix: string): AdapterPayload | undefined => {
    for (const [key, { payload, expiresAt }] of entries) {
      if (key.startsWith(prefix) && expiresAt > Date.now() && matches(payload)) return payload;
    }
    return undefined;
  };

  return (model): Adapter => {
    const keyOf = (id: string): string => `${model}:${id}`;
    return {
      async upsert(id, payload, expiresIn) {
        entries.delete(keyOf(id));
        entries.set(keyOf(id), { payload, expiresAt: expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1_000 });
        const [oldest] = entries.keys();
        if (entries.size > MAX_ENTRIES && oldest !== undefined) entries.delete(oldest);
      },
      async find(id) {
        const entry = entries.get(keyOf(id));
        return entry && entry.expiresAt > Date.now() ? entry.payload : undefined;
      },
      findByUid: async (uid) => find((payload) => payload.uid === uid, keyOf('')),
      findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode, keyOf('')),
      async consume(id) {
        const entry = entries.get(keyOf(id));
        if (entry) entry.payload.consumed = Math.floor(Date.now() / 1_000);
      },
      async destroy(id) {
        entries.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
      },
    };
  };
}
