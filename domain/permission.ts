import type { Actor } from './organisation.ts';

/** What somebody is to the thing that an action is about. */
export const RELATIONS = ['coordinator', 'approver', 'contact', 'reporter', 'rilo', 'partner', 'auditor', 'administrator'] as const;
export type Relation = (typeof RELATIONS)[number];

const EVERYBODY_INVOLVED = ['coordinator', 'approver', 'contact', 'reporter', 'rilo', 'auditor', 'administrator'] as const;

/**
 * Who may do what, in one table: what is not here is denied. `contact` and `reporter` speak for their own administration only;
 * `coordinator` is one of a lead organisation's. `anybody` is whoever has a valid token and stands in the register.
 */
export const PERMISSIONS = {
  'register.read': 'anybody',
  'register.write': ['administrator'],
  'plan-template.read': 'anybody',
  'operation.create': ['coordinator'],
  'operation.list': 'anybody',
  'operation.read': [...EVERYBODY_INVOLVED, 'partner'],
  'operation.submit': ['coordinator'],
  'operation.launch': ['coordinator'],
  'clock.set': ['coordinator'],
  'plan.read': EVERYBODY_INVOLVED,
  'plan.write': ['coordinator'],
  'participation.list': EVERYBODY_INVOLVED,
  'event.list': [...EVERYBODY_INVOLVED, 'partner'],
  'letter.list': ['coordinator', 'auditor', 'administrator'],
  'approval.read': ['coordinator', 'approver', 'auditor', 'administrator'],
  'approval.decide': ['approver'],
  'tasking.read': ['coordinator', 'approver', 'rilo', 'auditor', 'administrator'],
  'task.read': ['coordinator', 'contact', 'reporter', 'rilo', 'auditor', 'administrator'],
  'task.list-own': 'anybody',
  'task.answer': ['contact'],
  'case.report': ['reporter'],
  'case.correct': ['reporter'],
  'case.read': ['coordinator', 'contact', 'reporter', 'rilo', 'auditor', 'administrator'],
  'nil-return.file': ['reporter', 'contact'],
  'nil-return.read': ['coordinator', 'contact', 'reporter', 'rilo', 'auditor', 'administrator'],
  'statistics.read': ['coordinator', 'approver', 'auditor', 'administrator'],
  'edition.freeze': ['coordinator'],
  'edition.read': EVERYBODY_INVOLVED,
  'delivery.list': ['coordinator', 'auditor', 'administrator'],
} as const satisfies Record<string, 'anybody' | readonly Relation[]>;

export type Action = keyof typeof PERMISSIONS;

/** What the register and the plan say about an operation, as far as it decides who somebody is in it. */
export type Involvement = {
  leads: readonly string[];
  partners: readonly string[];
  approverPosts: readonly string[];
  /** The actor's own organisation is invited. */
  isInvited: boolean;
  /** The regional offices that follow up an invitee. */
  rilos: readonly string[];
};

/** Relations that need no operation. A coordinator is one of some operation only after creating it. */
export function standingRelations({ roles }: Actor): Relation[] {
  return (['coordinator', 'auditor', 'administrator'] as const).filter((role) => roles.includes(role));
}

/** Everything that the actor is in this operation; empty means that for the actor it does not exist. */
export function relationsIn({ leads, partners, approverPosts, isInvited, rilos }: Involvement, actor: Actor): Relation[] {
  const { roles, posts, organisation } = actor;
  const held: Record<Relation, boolean> = {
    coordinator: roles.includes('coordinator') && leads.includes(organisation.code),
    approver: posts.some((post) => approverPosts.includes(post)),
    contact: roles.includes('contact') && isInvited,
    reporter: roles.includes('reporter') && isInvited,
    rilo: roles.includes('analyst') && organisation.kind === 'rilo' && rilos.includes(organisation.code),
    partner: roles.includes('partner') && partners.includes(organisation.code),
    auditor: roles.includes('auditor'),
    administrator: roles.includes('administrator'),
  };
  return RELATIONS.filter((relation) => held[relation]);
}

export function isPermitted(action: Action, relations: readonly Relation[]): boolean {
  const allowed: 'anybody' | readonly Relation[] = PERMISSIONS[action];
  return allowed === 'anybody' || relations.some((relation) => allowed.includes(relation));
}

/** Relations that see what every administration reported; the others see their own, and a regional office its region's. */
export function seesAll(relations: readonly Relation[]): boolean {
  return (['coordinator', 'auditor', 'administrator'] as const).some((relation) => relations.includes(relation));
}
