import { FAILURES, type FailureCode, type Flaw } from '../domain/failure.ts';

/** What the caller is told that it may not do, or not like this. Everything else that is thrown is an outage or a bug. */
export class Refusal extends Error {
  readonly code: FailureCode;
  readonly flaws: readonly Flaw[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: FailureCode, { flaws = [], headers = {} }: { flaws?: readonly Flaw[]; headers?: Record<string, string> } = {}) {
    super(FAILURES[code].says);
    this.code = code;
    this.flaws = flaws;
    this.headers = headers;
  }
}

export function refuseIf(code: FailureCode | null): void {
  if (code) throw new Refusal(code);
}

export function refuseFlaws(code: FailureCode, flaws: readonly Flaw[]): void {
  if (flaws.length > 0) throw new Refusal(code, { flaws });
}
