import type { WallTime } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import { planFlaws } from '../domain/plan-flaws.ts';
import { PLANS } from '../domain/plans/index.ts';
import type { Template } from '../domain/plans/template.ts';
import { instantOfWall } from '../drills/moments.ts';

/** What the API adds to each moment of a plan. */
function withInstants(document: unknown): unknown {
  if (Array.isArray(document)) return document.map(withInstants);
  if (typeof document !== 'object' || document === null) return document;
  if ('wall' in document) return { ...document, at: new Date(instantOfWall(document as WallTime)).toISOString() };
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name, withInstants(value)]));
}

test.each(PLANS.filter(({ key }) => key !== 'blank').map((template): [string, Template] => [template.key, template]))(
  'the template %s is fit to be submitted as soon as somebody is invited',
  (_, { plan }) => {
    const dated = withInstants(plan) as Plan;
    const invitees = [{ organisation: 'be-customs', rilo: 'rilo-we', joins: dated.phases[0]?.key ?? '' }];
    expect(planFlaws({ ...dated, invitees })).toEqual([]);
    expect(planFlaws(dated).map(({ pointer }) => pointer)).toEqual(['/invitees']);
  },
);
