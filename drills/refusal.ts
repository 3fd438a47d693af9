/** What Concert answers when it does not do what was asked (RFC 9457), with the request that it was asked in. */
export class Refusal extends Error {
  readonly request: string;
  readonly status: number;
  readonly code: string;

  constructor(request: string, status: number, problem: Problem) {
    const places = (problem.errors ?? []).slice(0, 5).map(({ pointer, code, detail }) => `\n    ${pointer}: ${code}: ${detail}`);
    super(
      `${request} was answered with ${status} ${problem.code ?? ''}: ${problem.detail ?? problem.title ?? 'no detail'}${places.join('')}`,
    );
    this.name = 'Refusal';
    this.request = request;
    this.status = status;
    this.code = problem.code ?? '';
  }
}

export type Problem = { title?: string; detail?: string; code?: string; errors?: { pointer: string; code: string; detail: string }[] };
