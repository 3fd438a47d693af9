import { z } from 'zod';
import { PLANS } from '../../domain/plans/index.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';

const Template = z.object({ key: z.string(), name: z.string(), about: z.string() });

export const PLAN_ROUTES = [
  route({
    method: 'get',
    path: '/plans',
    action: 'plan-template.read',
    summary: 'Plans that an operation can start from',
    replies: { status: 200, schema: z.object({ items: z.array(Template), next: z.null() }) },
    handle: async () => ({ body: { items: PLANS.map(({ key, name, about }) => ({ key, name, about })), next: null } }),
  }),
  route({
    method: 'get',
    path: '/plans/{key}',
    action: 'plan-template.read',
    summary: 'One of these plans, whole',
    params: z.object({ key: z.string().max(40) }),
    replies: { status: 200, schema: Template.extend({ plan: z.unknown() }) },
    refuses: ['plan.not-found'],
    handle: async ({ params }) => {
      const template = PLANS.find(({ key }) => key === params.key);
      if (!template) throw new Refusal('plan.not-found');
      return { body: template };
    },
  }),
];
