import { FAILURES, type FailureCode, type Flaw } from '../domain/failure.ts';

/** A flaw, or what a reader of files says, which has codes of its own. */
type Told = Omit<Flaw, 'code'> & { code: string };

/** What the caller is told that it may not do, or not like this. Everything else that is thrown is an outage or a bug. */
export class Refusal extends Error {
  readonly code: FailureCode;
  readonly flaws: readonly Told[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: FailureCode, { flaws = [], headers = {} }: { flaws?: readonly Told[]; headers?: Record<string, string> } = {}) {
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
