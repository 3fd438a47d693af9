import type { Express } from 'express';

/** One way of writing for all who name a route: `get /operations/{operationId}`. */
export type RouteName = string;

type Layer = { route?: { path: string; stack: readonly { method: string }[] } };

/** What an app really answers, read from its router. A layer for all methods is a refusal of those that are not served. */
export function servedBy(app: Express): RouteName[] {
  const { stack } = (app as unknown as { router: { stack: readonly Layer[] } }).router;
  return stack.flatMap(({ route }) => {
    const methods = [...new Set(route?.stack.map(({ method }) => method))];
    const path = route?.path.replaceAll(/(?<!\\):(\w+)/g, '{$1}').replaceAll('\\:', ':') ?? '';
    return methods.length > METHODS.length ? [] : methods.map((method) => nameOf({ method, path }));
  });
}

/** What an OpenAPI document describes. */
export function describedIn({ paths = {} }: { paths?: Record<string, object> }): RouteName[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => nameOf({ method, path })),
  );
}

export function nameOf({ method, path }: { method: string; path: string }): RouteName {
  return `${method} ${path}`;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Entries that stand in one list and not in the other, and those that stand in one twice. */
export function unpaired(one: readonly string[], other: readonly string[]): string[] {
  const twice = [one, other].flatMap((list) => list.filter((entry, i) => list.indexOf(entry) < i));
  return [...one.filter((entry) => !other.includes(entry)), ...other.filter((entry) => !one.includes(entry)), ...twice];
}
