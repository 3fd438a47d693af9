/* Runs before each file where a pace is set (test/pace.ts): what is late takes longer than any test allows itself. */
type Named = (name: string, run?: unknown, timeout?: number) => unknown;

const given = globalThis.test as unknown as Named;
globalThis.test = Object.assign((name: string, run?: unknown) => given(name, run), given) as unknown as typeof globalThis.test;
