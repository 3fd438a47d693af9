import { ROUTES } from '../api/routes.ts';

/** The calls that this letter proposes, `METHOD /path`, and those of them that no route of the API takes as they are written. */
export function callsIn(text: string): { calls: string[]; strange: string[] } {
  const found = [...text.matchAll(/: (GET|POST) (\/[^\s?]*)(?:\?(\S+))?(?: (\{.*\}))?\n/g)];
  return {
    calls: found.map(([, method, path]) => `${method} ${path}`),
    strange: found.filter(([, ...call]) => !isTaken(call)).map(([call]) => call.trim()),
  };
}

function isTaken([method = '', path = '', query, body]: readonly (string | undefined)[]): boolean {
  const route = ROUTES.find((one) => one.method === method.toLowerCase() && patternOf(one.path).test(path));
  if (!route) return false;
  const isQueryFit = !query || route.query?.safeParse(Object.fromEntries(new URLSearchParams(query))).success === true;
  return isQueryFit && (!body || route.body?.safeParse(JSON.parse(body)).success === true);
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}
