import { Problem } from '../api/problem.ts';
import type { Route } from '../api/route.ts';
import { ROUTES } from '../api/routes.ts';
import type { Answer, Caller } from './caller.ts';

/**
 * The same caller, with every answer held against what its route promises: the status and every field of the body, neither more nor
 * less; a problem for a refusal. What does not fit is thrown. `seen` collects the routes that answered with success, as `get /plans`.
 */
export function checked(caller: Caller, seen: Set<string>): Caller {
  const check = (method: Route['method'], path: string, answer: Answer): Answer => {
    const route = routeOf(method, path);
    if (answer.status >= 400) fits(Problem, answer.body, `${answer.status} of ${method} ${path}`);
    else if (route && answer.status !== 304) {
      seen.add(nameOf(route));
      if (answer.status !== route.replies.status) throw new Error(`${nameOf(route)} answered ${answer.status}`);
      if (route.replies.schema) fits(route.replies.schema, answer.body, nameOf(route));
    }
    return answer;
  };
  return {
    get: async (path, headers) => check('get', path, await caller.get(path, headers)),
    post: async (path, body, headers) => check('post', path, await caller.post(path, body, headers)),
    put: async (path, body, headers) => check('put', path, await caller.put(path, body, headers)),
  };
}

export function nameOf({ method, path }: Pick<Route, 'method' | 'path'>): string {
  return `${method} ${path}`;
}

/** The first that fits, as in Express: `/people/me` stands before what has a parameter there. */
function routeOf(method: string, target: string): Route | undefined {
  const path = target.split('?')[0] ?? '';
  return ROUTES.find(
    (route) => route.method === method && new RegExp(`^${route.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
}

/** A schema may drop, add or change fields while it parses; only what comes out as it went in is what was promised. */
function fits(schema: NonNullable<Route['replies']['schema']>, body: unknown, name: string): void {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Error(`${name} broke its promise: ${JSON.stringify(parsed.error.issues, null, 2)}`);
  expect({ [name]: parsed.data }).toStrictEqual({ [name]: body });
}
