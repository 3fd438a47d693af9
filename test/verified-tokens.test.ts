import { rememberTokens } from '../api/verified-tokens.ts';
import { callerWith } from './caller.ts';
import { anIssuer } from './issuer.ts';
import { aStack } from './stack.ts';

const KEYS_MAX_AGE_MS = 600_000;
const verified = { subject: 'bea.belgium', expiresAt: 1_000 };

/** A memory with one token in it, checked against keys that were read at 100,000 ms, and the clock that it goes by. */
function aMemory(): { recall: (token: string, at: number, keysReadAt?: number) => string | undefined } {
  let now = 100_000;
  const memory = rememberTokens(KEYS_MAX_AGE_MS, () => now);
  memory.remember('a.b.c', 100_000, verified);
  return {
    recall: (token, at, keysReadAt = 100_000) => {
      now = at;
      return memory.recall(token, keysReadAt)?.subject;
    },
  };
}

test('a token that was found good is known again, and no other', () => {
  expect(aMemory().recall('a.b.c', 100_000)).toBe('bea.belgium');
  expect(aMemory().recall('a.b.d', 100_000)).toBeUndefined();
});

test('a token is checked again from its end on', () => {
  const memory = rememberTokens(KEYS_MAX_AGE_MS, () => 200_000);
  memory.remember('a.b.c', 199_000, { subject: 'bea.belgium', expiresAt: 200 });
  expect(memory.recall('a.b.c', 199_000)).toBeNull();
});

test('a token is checked again when the keys are due to be read again', () => {
  expect(aMemory().recall('a.b.c', 699_999)).toBe('bea.belgium');
  expect(aMemory().recall('a.b.c', 700_000)).toBeUndefined();
});

test('a token is checked again once the keys have been read anew', () => {
  expect(aMemory().recall('a.b.c', 100_500, 100_400)).toBeUndefined();
});

test('the oldest of very many tokens is forgotten', () => {
  const memory = rememberTokens(KEYS_MAX_AGE_MS, () => 0);
  for (let i = 0; i <= 5_000; i += 1) memory.remember(`token-${i}`, 0, verified);
  expect(memory.recall('token-0', 0)).toBeNull();
  expect(memory.recall('token-5000', 0)?.subject).toBe('bea.belgium');
});

test('a token that was taken is refused after a change of keys', async () => {
  const issuer = await anIssuer();
  const stack = await aStack({ issuer: issuer.url, works: false });
  const ask = async (token: string): Promise<number> =>
    (await callerWith(stack.url, { Authorization: `Bearer ${token}` }).get('/people/me')).status;
  const taken = await issuer.mint();
  expect([await ask(taken), await ask(taken)]).toEqual([200, 200]);

  await issuer.rotate();
  const fresh = await issuer.mint();
  await stack.until(async () => (await ask(fresh)) === 200);
  expect(await ask(taken)).toBe(401);
  await stack.stop();
  await issuer.stop();
});
