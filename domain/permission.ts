/* Longer than 250 lines: one table, so that nothing is permitted twice. */
import type { ContactRole } from './contact.ts';
import type { Actor } from './organisation.ts';

/** What somebody is to the thing that an action is about. */
export const RELATIONS = [
  'coordinator',
  'approver',
  'contact',
  'reporter',
  'signatory',
  'liaison',
  'rilo',
  'ocu',
  'partner',
  'recipient',
  'auditor',
  'administrator',
] as const;
export type Relation = (typeof RELATIONS)[number];

const EVERYBODY_INVOLVED = [
  'coordinator',
  'approver',
  'contact',
  'reporter',
  'signatory',
  'liaison',
  'rilo',
  'ocu',
  'auditor',
  'administrator',
] as const;

/**
 * Who may do what, in one table: what is not here is denied. `contact` and `reporter` speak for their own administration only, and so does
 * `signatory`, who gives its word on its figures and takes it out of the operation; its `liaison` looks on for it, and decides nothing.
 * `recipient` speaks for one that is a partner no more and has had something: it still confirms recalls, and that it got what it got.
 * `coordinator` is one of a lead organisation's, `ocu` the staff of a coordination unit of the operation. `anybody` is whoever has a valid token and stands in the register.
 */
export const PERMISSIONS = {
  'register.read': 'anybody',
  'register.write': ['administrator'],
  'person.read': ['contact', 'administrator'],
  'person.change': ['contact', 'administrator'],
  'contact.read': ['coordinator', 'contact', 'reporter', 'signatory', 'liaison', 'rilo', 'ocu', 'auditor', 'administrator'],
  'contact.manage': ['contact', 'administrator'],
  'catalogue-proposal.read': ['coordinator', 'auditor', 'administrator'],
  'catalogue-proposal.settle': ['coordinator', 'administrator'],
  'plan-template.read': 'anybody',
  'operation.create': ['coordinator'],
  'operation.list': 'anybody',
  'operation.read': [...EVERYBODY_INVOLVED, 'partner'],
  'operation.submit': ['coordinator'],
  'operation.launch': ['coordinator'],
  'operation.suspend': ['coordinator'],
  'operation.resume': ['coordinator'],
  'operation.cancel': ['coordinator'],
  'operation.close': ['coordinator'],
  'waiting.read': EVERYBODY_INVOLVED,
  'calendar.read': EVERYBODY_INVOLVED,
  'recommendation.make': ['coordinator', 'approver', 'contact', 'reporter', 'rilo', 'ocu'],
  'recommendation.read': EVERYBODY_INVOLVED,
  'recommendation.settle': ['coordinator'],
  'clock.set': ['coordinator'],
  'plan.read': EVERYBODY_INVOLVED,
  'plan.write': ['coordinator'],
  'participation.list': EVERYBODY_INVOLVED,
  'participation.withdraw': ['signatory'],
  'ocu.read': EVERYBODY_INVOLVED,
  'ocu.manage': ['coordinator'],
  'handover.write': ['ocu'],
  'handover.read': ['coordinator', 'liaison', 'ocu', 'auditor', 'administrator'],
  'event.list': [...EVERYBODY_INVOLVED, 'partner'],
  'letter.bounce': ['administrator'],
  'letter.list': ['coordinator', 'auditor', 'administrator'],
  'approval.read': ['coordinator', 'approver', 'auditor', 'administrator'],
  'approval.decide': ['approver'],
  'chain.read': ['coordinator', 'approver', 'auditor', 'administrator'],
  'stand-in.list': 'anybody',
  'stand-in.appoint': 'anybody',
  'stand-in.end': 'anybody',
  'tasking.read': ['coordinator', 'approver', 'rilo', 'ocu', 'auditor', 'administrator'],
  'tasking.open': ['coordinator'],
  'tasking.change': ['coordinator'],
  'task.reassign': ['coordinator', 'contact'],
  'extension.ask': ['coordinator', 'contact', 'reporter', 'signatory'],
  'extension.decide': ['coordinator'],
  'task.read': ['coordinator', 'contact', 'reporter', 'signatory', 'liaison', 'rilo', 'partner', 'recipient', 'auditor', 'administrator'],
  'task.list-own': 'anybody',
  'task.answer': ['coordinator', 'contact', 'reporter', 'signatory', 'rilo', 'partner', 'recipient'],
  'case.report': ['reporter'],
  'late-appeal.make': ['reporter'],
  'late-appeal.read': ['coordinator', 'contact', 'reporter', 'signatory', 'rilo', 'auditor', 'administrator'],
  'late-appeal.decide': ['coordinator'],
  'case.correct': ['reporter'],
  'case.handle': ['reporter', 'contact', 'signatory'],
  'consent.give': ['contact', 'signatory'],
  'consent.read': ['coordinator', 'contact', 'reporter', 'signatory', 'rilo', 'partner', 'auditor', 'administrator'],
  'recall.read': [...EVERYBODY_INVOLVED, 'partner', 'recipient'],
  'disclosure.read': ['coordinator', 'contact', 'reporter', 'signatory', 'auditor', 'administrator'],
  'case.exclude': ['coordinator'],
  'case.annotate': ['coordinator', 'rilo'],
  'case.propose': ['coordinator', 'rilo'],
  'case.attach': ['reporter', 'contact'],
  'case.read': ['coordinator', 'contact', 'reporter', 'signatory', 'rilo', 'auditor', 'administrator'],
  'review.read': ['coordinator', 'contact', 'reporter', 'signatory', 'rilo', 'ocu', 'auditor', 'administrator'],
  'review.ask': ['coordinator', 'rilo', 'ocu'],
  'review.answer': ['reporter', 'contact'],
  'review.settle': ['coordinator', 'rilo', 'ocu'],
  'draft.write': ['reporter'],
  'draft.read': ['reporter'],
  'ledger.read': ['contact', 'reporter', 'signatory', 'liaison'],
  'scorecard.read': ['coordinator', 'contact', 'reporter', 'signatory', 'rilo', 'auditor', 'administrator'],
  'duplicate.read': ['coordinator', 'contact', 'reporter', 'signatory', 'rilo', 'auditor', 'administrator'],
  'duplicate.judge': ['coordinator', 'rilo'],
  'import.read': ['reporter', 'contact'],
  'nil-return.file': ['reporter', 'contact'],
  'nil-return.read': ['coordinator', 'contact', 'reporter', 'signatory', 'rilo', 'auditor', 'administrator'],
  'activity-count.state': ['reporter', 'contact'],
  'activity-count.read': ['coordinator', 'contact', 'reporter', 'signatory', 'rilo', 'auditor', 'administrator'],
  'declared-total.declare': ['reporter', 'contact'],
  'declared-total.read': ['coordinator', 'contact', 'reporter', 'signatory', 'rilo', 'auditor', 'administrator'],
  'statistics.read': ['coordinator', 'approver', 'auditor', 'administrator'],
  'edition.freeze': ['coordinator'],
  'edition.read': EVERYBODY_INVOLVED,
  'edition.recompute': ['coordinator', 'approver', 'auditor', 'administrator'],
  'edition.release': ['coordinator'],
  'edition.unlock': ['coordinator'],
  'unlock.read': ['coordinator', 'approver', 'auditor', 'administrator'],
  'edition.reconcile': ['coordinator', 'partner'],
  'edition-reading.list': ['coordinator', 'auditor', 'administrator'],
  'dispute.read': ['coordinator', 'approver', 'signatory', 'contact', 'auditor', 'administrator'],
  'dispute.withdraw': ['signatory'],
  'dispute.settle': ['coordinator'],
  'feed.ask': ['coordinator', 'partner'],
  'feed.decide': ['coordinator'],
  'feed.change': ['coordinator', 'partner'],
  'feed.read': ['coordinator', 'partner', 'recipient', 'auditor', 'administrator'],
  'feed.follow': ['partner', 'recipient'],
  'retention.read': ['coordinator', 'contact', 'signatory', 'auditor', 'administrator'],
  'hold.place': ['coordinator', 'contact', 'signatory'],
  'hold.read': ['coordinator', 'contact', 'signatory', 'auditor', 'administrator'],
  'hold.lift': ['coordinator', 'contact', 'signatory'],
  'purge.decide': ['coordinator'],
  'purge.read': ['coordinator', 'contact', 'signatory', 'auditor', 'administrator'],
  'evidence.take': ['coordinator', 'auditor'],
  'subscription.propose': ['partner', 'rilo', 'contact'],
  'subscription.submit': ['coordinator'],
  'subscription.steer': ['coordinator', 'partner', 'rilo', 'contact'],
  'subscription.read': ['coordinator', 'approver', 'partner', 'rilo', 'contact', 'auditor', 'administrator'],
  'product.preview': ['coordinator', 'partner', 'rilo', 'contact'],
  'product.read': ['coordinator', 'partner', 'rilo', 'contact', 'auditor', 'administrator'],
  'delivery.list': ['coordinator', 'auditor', 'administrator'],
  'bulletin.write': ['coordinator', 'ocu'],
  'bulletin.read': ['coordinator', 'ocu', 'auditor', 'administrator'],
  'bulletin.release': ['coordinator'],
  'delivery.read': [...EVERYBODY_INVOLVED, 'partner', 'recipient'],
  'delivery.fetch': ['coordinator', 'contact', 'reporter', 'signatory', 'rilo', 'partner', 'auditor', 'administrator'],
  'delivery.acknowledge': ['coordinator', 'contact', 'reporter', 'signatory', 'rilo', 'partner', 'recipient'],
  'delivery.replay': ['coordinator'],
  'product.list-own': 'anybody',
  'webhook.read': ['contact', 'partner', 'administrator'],
  'webhook.manage': ['contact', 'partner', 'administrator'],
} as const satisfies Record<string, 'anybody' | readonly Relation[]>;

export type Action = keyof typeof PERMISSIONS;

/** What the register and the plan say about an operation, as far as it decides who somebody is in it. */
export type Involvement = {
  leads: readonly string[];
  partners: readonly string[];
  approverPosts: readonly string[];
  /** The actor's own organisation is invited. */
  isInvited: boolean;
  /** It has accepted, and has not withdrawn. */
  takesPart: boolean;
  /** Something was made for its organisation, or a feed was opened to it. */
  hasReceived: boolean;
  /** The regional offices that follow up an invitee. */
  rilos: readonly string[];
  /** What the actor has been nominated for by its organisation, as far as it is valid now. */
  offices: readonly ContactRole[];
  /** Its organisation has named somebody, whoever it is, to give its word now. */
  hasSignatory: boolean;
  isOcuStaff: boolean;
};

/** Relations that need no operation. A coordinator is one of some operation only after creating it. */
export function standingRelations({ roles }: Actor): Relation[] {
  return (['coordinator', 'auditor', 'administrator'] as const).filter((role) => roles.includes(role));
}

/**
 * Everything that the actor is in this operation; empty means that for the actor it does not exist. The word of an administration is that of
 * the approver whom it has named, and else of its contact: naming one takes it from whoever may have reported what is to be confirmed.
 */
export function relationsIn(
  { leads, partners, approverPosts, isInvited, takesPart, hasReceived, rilos, offices, hasSignatory, isOcuStaff }: Involvement,
  actor: Actor,
): Relation[] {
  const { roles, posts, organisation } = actor;
  const isContact = roles.includes('contact') || offices.includes('national-contact-point');
  const held: Record<Relation, boolean> = {
    coordinator: roles.includes('coordinator') && leads.includes(organisation.code),
    approver: posts.some((post) => approverPosts.includes(post)),
    contact: isContact && isInvited,
    reporter: (roles.includes('reporter') || offices.includes('reporter')) && isInvited,
    signatory: (hasSignatory ? offices.includes('approver') : isContact) && isInvited,
    liaison: offices.includes('ocu-officer') && takesPart,
    rilo: roles.includes('analyst') && organisation.kind === 'rilo' && rilos.includes(organisation.code),
    ocu: isOcuStaff,
    partner: roles.includes('partner') && partners.includes(organisation.code),
    recipient: roles.includes('partner') && hasReceived && !partners.includes(organisation.code),
    auditor: roles.includes('auditor'),
    administrator: roles.includes('administrator'),
  };
  return RELATIONS.filter((relation) => held[relation]);
}

/** What somebody is to an organisation of the register, as far as its people and contacts are concerned. */
export function relationsTo(
  organisation: { id: string; rilo: string | null },
  { roles, organisation: own }: Actor,
  isContactPoint: boolean,
): Relation[] {
  const isOwn = own.id === organisation.id;
  const held: Partial<Record<Relation, boolean>> = {
    coordinator: roles.includes('coordinator'),
    contact: isOwn && (roles.includes('contact') || isContactPoint),
    reporter: isOwn && roles.includes('reporter'),
    rilo: roles.includes('analyst') && own.kind === 'rilo' && organisation.rilo === own.code,
    partner: isOwn && roles.includes('partner'),
    auditor: roles.includes('auditor'),
    administrator: roles.includes('administrator'),
  };
  return RELATIONS.filter((relation) => held[relation]);
}

export function isPermitted(action: Action, relations: readonly Relation[]): boolean {
  const allowed: 'anybody' | readonly Relation[] = PERMISSIONS[action];
  return allowed === 'anybody' || relations.some((relation) => allowed.includes(relation));
}

/** Whether these are relations of an administration that is invited, so that some of what is reported may be its own. */
export function speaksForOne(relations: readonly Relation[]): boolean {
  return (['contact', 'reporter', 'signatory', 'liaison'] as const).some((relation) => relations.includes(relation));
}

/** Whoever plans, coordinates, decides or audits. The others act by the plan in force, and are not told of what may never come into force. */
export function seesDrafts(relations: readonly Relation[]): boolean {
  return (['coordinator', 'approver', 'ocu', 'auditor', 'administrator'] as const).some((relation) => relations.includes(relation));
}

/** Relations that see what every administration reported; the others see their own, and a regional office its region's. */
export function seesAll(relations: readonly Relation[]): boolean {
  return (['coordinator', 'auditor', 'administrator'] as const).some((relation) => relations.includes(relation));
}
