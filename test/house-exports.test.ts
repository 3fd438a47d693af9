import { barrels, deadExports, defaultExports } from './house/exports.ts';
import { readRepository } from './house/repository.ts';

const repository = readRepository();

test('nothing is exported by default, no file re-exports another, and nothing is exported for nobody', () => {
  expect(defaultExports(repository)).toEqual([]);
  expect(barrels(repository)).toEqual([]);
  expect(deadExports(repository)).toEqual([]);
});

test.each(['export default 1;', 'const a = 1; export { a as default };', 'export default function a() {}', 'export = 1;'])(
  '%s is a default export',
  (text) => {
    expect(defaultExports({ 'api/app.ts': text })).toHaveLength(1);
  },
);

test('a re-export outside the declared lists is a barrel', () => {
  expect(barrels({ 'api/routes.ts': "export * from './routes/cases.ts';" })).toHaveLength(1);
});

test('an export is dead when no file imports it and its own does not use it', () => {
  const tree = {
    'domain/clock.ts': 'export const RATE = 1;\nexport function tick() { return RATE; }\nexport function tock() {}\nexport const stop = 0;',
    'domain/plan.ts': "import { tick } from './clock.ts';\ntick();\nconst stop = 1;\nconst tock = 2;",
    'domain/phase.ts': 'const stop = 1;',
  };
  expect(deadExports(tree)).toEqual([]);
  expect(deadExports({ ...tree, 'domain/plan.ts': "import { tick } from './clock.ts';\ntick();" })).toEqual([
    'domain/clock.ts exports tock, which nobody uses',
    'domain/clock.ts exports stop, which nobody uses',
  ]);
});
