import fc from 'fast-check';
import { z } from 'zod';
import type { Route } from '../api/route.ts';
import { ROUTES } from '../api/routes.ts';
import type { Caller } from './caller.ts';

/** What means something in one question or another. */
const WORDS = `1|2|7|true|false|2026-03-10|2026-03-10T12:00:00Z|2026-03-10T12:00:00.000+01:00|2026-04-30T00:00:00Z|phase-1|phase-1,phase-1
|medicines|H1|TLP:RED|be-customs|fr-customs|europol|BE|FR|en|fr|ar|csv|pdf|C62|KGM|final|waiting|sent|open|case|order|analysis|summary|lines
|018f5d5e-7c4f-7000-8000-000000000000|MDE4ZjVkNWUtN2M0Zi03MDAwLTgwMDAtMDAwMDAwMDAwMDAw|OTk5OTk5OTk5OTk5OTk5OTk5|MA|Europe/Brussels|partner`.split(
  /\n?\|/,
);
/** What stands at the edge of it. */
const EDGES = [
  ...String.raw`0|-1|201|2147483648|9223372036854775808|1e9|NaN|0x10|null|__proto__|%|_|\|' or 1=1 --|24:00|2026-W10|2026-02-30|XX`.split(
    '|',
  ),
  ...`0000-01-01T00:00:00Z|-271821-04-20T00:00:00.000Z|9999-12-31T23:59:59.999Z|+275760-09-13T00:00:00.000Z|+275761-01-01T00:00:00Z`.split(
    '|',
  ),
  ...['', ' ', '\0', 'a'.repeat(5_000), '018f5d5e-7c4f-7000-8000-00000000000'],
];
const words = fc.constantFrom(...WORDS);
const anything = fc.oneof(
  words,
  fc.constantFrom(...EDGES),
  fc.integer().map(String),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.toWellFormed()),
  fc.string({ unit: 'binary' }).map((text) => Buffer.from(text).toString('base64url')),
);

/** One time in so many, and left out otherwise. */
const sometimes = <T>(arbitrary: fc.Arbitrary<T>, times: number): fc.Arbitrary<T[]> =>
  fc.oneof({ weight: 1, arbitrary: arbitrary.map((one) => [one]) }, { weight: times - 1, arbitrary: fc.constant<T[]>([]) });

const header = sometimes(
  fc.constantFrom(
    ...['be-customs', 'nobody', '%00', 'a'.repeat(2_000)].map((code) => ['Acting-For', code]),
    ...['*', 'W/"1"', '"', ',,,', '"a", "b"'].map((tags) => ['If-None-Match', tags]),
    ...['gzip', 'br;q=1, *;q=0', ';;', 'identity;q=0', 'zstd, deflate'].map((encodings) => ['Accept-Encoding', encodings]),
    ...['ar', '*', 'xx-invalid-0', ';q='].map((languages) => ['Accept-Language', languages]),
    ...['bytes=0-1', 'bytes=5-1', 'lines=1-2'].map((range) => ['Range', range]),
  ),
  4,
);

/** A question of the route: what it knows with what it may take, now and then with something else, and now and then what it does not know. */
function questions({ query }: Route): fc.Arbitrary<{ asked: string; headers: Record<string, string> }> {
  const { properties = {}, required = [] } = query ? z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }) : {};
  const known = Object.entries(properties).map(([name, property]) => {
    const listed = (JSON.stringify(property).match(/"enum":\[[^\]]*\]/g) ?? []).flatMap((text) => JSON.parse(`{${text}}`).enum.map(String));
    const fitting = listed.length > 0 ? fc.constantFrom<string>(...listed) : words;
    const value = fc.oneof({ weight: 4, arbitrary: fitting }, { weight: 1, arbitrary: anything });
    return sometimes(value, required.includes(name) ? 1 : 4).map((values) => values.map((text) => [name, text]));
  });
  const strange = sometimes(fc.tuple(fc.string({ maxLength: 8 }), anything), 20);
  return fc.record({
    asked: fc.tuple(fc.tuple(...known), strange).map(([ours, theirs]) => {
      const pairs = [...ours.flat(), ...theirs] as [string, string][];
      return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
    }),
    headers: header.map((pairs) => Object.fromEntries(pairs)),
  });
}

/** Asks every route that reads, in many ways, and says of each the first question that was answered as our fault, or not as its schema promises. */
export async function askAnything(callers: readonly Caller[], addressOf: (route: Route) => string, numRuns: number): Promise<string[]> {
  const faults: string[] = [];
  for (const route of ROUTES.filter(({ method }) => method === 'get')) {
    const ask = fc.asyncProperty(fc.constantFrom(...callers), questions(route), async (caller, { asked, headers }) => {
      const { status, body } = await caller.get(`${addressOf(route)}${asked}`, headers);
      if (status >= 500) throw new Error(`${status} ${body.code}`);
    });
    const { counterexample, errorInstance } = await fc.check(ask, { numRuns, endOnFailure: true });
    if (counterexample) faults.push(`${route.path} ${JSON.stringify(counterexample[1])}: ${(errorInstance as Error).message}`);
  }
  return faults;
}
