import type { Route } from '../api/route.ts';
import { ROUTES } from '../api/routes.ts';
import { FAILURES } from '../domain/failure.ts';
import { PERMISSIONS, RELATIONS } from '../domain/permission.ts';
import { readRepository } from './house/repository.ts';
import type { describedIn } from './house/routes.ts';
import { nameOf } from './house/routes.ts';

const repository = readRepository();
const committed = JSON.parse(repository['openapi.json'] ?? '{}') as Parameters<typeof describedIn>[0];

/** Open to whoever knows the address, and meant so. A route joins this list by a decision, not by a slip. */
const PUBLIC = [
  'get /openapi.json',
  'get /.well-known/oauth-protected-resource',
  'get /health/live',
  'get /health/ready',
  'get /publications/{publicationId}',
  'get /publications/{publicationId}/figures.csv',
  'get /publications/{publicationId}/page',
  'get /publications/{publicationId}/documents/{format}',
];

test('every route asks the table of permissions, or is public on purpose', () => {
  const asks = ({ action }: Pick<Route, 'action'>): boolean => action in PERMISSIONS;
  expect(ROUTES.filter((route) => !asks(route)).map(nameOf)).toEqual(PUBLIC);
  expect(ROUTES.filter(({ action }) => action === 'public').map(nameOf)).toEqual(PUBLIC);
});

test('every action of the table is asked for by a route', () => {
  const asked = ROUTES.map(({ action }) => action);
  expect(Object.keys(PERMISSIONS).filter((action) => !(asked as string[]).includes(action))).toEqual([]);
});

test('every relation may do something, and every action is for somebody', () => {
  const allowed = Object.values<string | readonly string[]>(PERMISSIONS);
  expect(RELATIONS.filter((relation) => !allowed.some((some) => some.includes(relation)))).toEqual([]);
  expect(allowed.filter((some) => some.length === 0)).toEqual([]);
});

test('every failure is told to the users of a route that can meet it', () => {
  const ofNoRoute = ['request.route-unknown', 'request.method-unknown'];
  const told = JSON.stringify(committed);
  expect(Object.keys(FAILURES).filter((code) => !ofNoRoute.includes(code) && !told.includes(`\`${code}\``))).toEqual([]);
});

test('a route announces each refusal once', () => {
  const repeated = ROUTES.filter(({ refuses = [] }) => new Set(refuses).size < refuses.length);
  expect(repeated.map(nameOf)).toEqual([]);
});
