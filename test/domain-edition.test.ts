import { editionRule, figureDifferences, namedFigures, refuseCutOff } from '../domain/edition.ts';
import { figures } from './figures.ts';
import { instant, resolvedPlan } from './resolved-plan.ts';

test('an edition can be frozen from its cut-off on', () => {
  const plan = resolvedPlan();
  expect(refuseCutOff(plan, 'final', instant('2026-04-10T17:59'))).toBe('edition.before-cut-off');
  expect(refuseCutOff(plan, 'final', instant('2026-04-10T18:00'))).toBeNull();
  expect(refuseCutOff(plan, 'interim', instant('2026-04-10T18:00'))).toBe('edition.not-in-plan');
  expect(editionRule(plan, 'final')?.status).toBe('final');
});

test('every figure has a name, and what it counts', () => {
  expect(namedFigures(figures)).toEqual(
    expect.arrayContaining([
      { name: 'cases', unit: 'cases', value: '2' },
      { name: 'silent', unit: 'administrations', value: '1' },
      { name: 'medicines', unit: 'C62', value: '195500000.5' },
    ]),
  );
});

test('an edition tells what differs from the one before: what changed, what is new, what went', () => {
  const before = namedFigures(figures);
  const [medicines] = figures.quantities;
  const now = namedFigures({ ...figures, cases: 3, quantities: medicines ? [{ ...medicines, unit: 'KGM' }] : [] });
  expect(figureDifferences(before, before)).toEqual([]);
  expect(figureDifferences(before, now)).toEqual([
    { name: 'cases', unit: 'cases', before: '2', now: '3' },
    { name: 'medicines', unit: 'KGM', before: null, now: '195500000.5' },
    { name: 'medicines', unit: 'C62', before: '195500000.5', now: null },
    { name: 'vaccines', unit: 'E27', before: '13500000', now: null },
  ]);
});
