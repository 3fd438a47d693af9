import type { Actor, OrganisationKind, Role } from '../domain/organisation.ts';
import {
  RELATIONS,
  isPermitted,
  PERMISSIONS,
  relationsIn,
  relationsTo,
  seesAll,
  seesDrafts,
  standingRelations,
  type Action,
  type Involvement,
} from '../domain/permission.ts';

const actor = (roles: Role[], code = 'be-customs', { kind = 'customs' as OrganisationKind, posts = [] as string[] } = {}): Actor => ({
  personId: 'somebody',
  subject: 'somebody',
  name: 'Somebody',
  roles,
  posts,
  organisation: { id: code, code, kind, service: 'customs' },
});

const involvement: Involvement = {
  leads: ['wco'],
  partners: ['europol'],
  approverPosts: ['wco-director-compliance'],
  isInvited: false,
  takesPart: false,
  hasReceived: false,
  offices: [],
  hasSignatory: false,
  isOcuStaff: false,
  rilos: ['rilo-we'],
};
const invited = { ...involvement, isInvited: true, takesPart: true };

test('a coordinator is one only where its own organisation leads', () => {
  expect(relationsIn(involvement, actor(['coordinator'], 'wco'))).toEqual(['coordinator']);
  expect(relationsIn(involvement, actor(['coordinator'], 'interpol'))).toEqual([]);
});

test('contacts and reporters are involved once their administration is invited', () => {
  expect(relationsIn(invited, actor(['contact', 'reporter']))).toEqual(['contact', 'reporter', 'signatory']);
  expect(relationsIn(involvement, actor(['contact', 'reporter']))).toEqual([]);
});

test('an approver is whoever holds a post that the plan names', () => {
  expect(relationsIn(involvement, actor([], 'wco', { posts: ['wco-director-compliance'] }))).toEqual(['approver']);
  expect(relationsIn(involvement, actor([], 'wco', { posts: ['wco-deputy-compliance'] }))).toEqual([]);
});

test('a regional office follows only operations that put somebody in its care', () => {
  expect(relationsIn(involvement, actor(['analyst'], 'rilo-we', { kind: 'rilo' }))).toEqual(['rilo']);
  expect(relationsIn(involvement, actor(['analyst'], 'rilo-ap', { kind: 'rilo' }))).toEqual([]);
  expect(relationsIn(invited, actor(['analyst'], 'be-customs'))).toEqual([]);
});

test('partners are those that the plan names', () => {
  expect(relationsIn(involvement, actor(['partner'], 'europol'))).toEqual(['partner']);
  expect(relationsIn(involvement, actor(['partner'], 'olaf'))).toEqual([]);
});

test('a partner that the plan names no more answers for what it has had, and learns nothing else', () => {
  const relations = relationsIn({ ...involvement, hasReceived: true }, actor(['partner'], 'olaf'));
  expect(relations).toEqual(['recipient']);
  expect((['task.answer', 'recall.read', 'feed.follow'] as const).every((action) => isPermitted(action, relations))).toBe(true);
  expect(
    (['operation.read', 'event.list', 'product.read', 'delivery.fetch'] as const).some((action) => isPermitted(action, relations)),
  ).toBe(false);
  expect(relationsIn({ ...involvement, hasReceived: true }, actor(['partner'], 'europol'))).toEqual(['partner']);
  expect(relationsIn({ ...involvement, hasReceived: true }, actor(['contact'], 'olaf'))).toEqual([]);
});

test('auditors and administrators see everything, and neither reports nor decides', () => {
  for (const role of ['auditor', 'administrator'] as const) {
    const relations = relationsIn(involvement, actor([role], 'wco'));
    expect(seesAll(relations)).toBe(true);
    for (const action of ['case.report', 'case.correct', 'task.answer', 'approval.decide', 'plan.write', 'edition.freeze'] as const)
      expect(isPermitted(action, relations)).toBe(false);
  }
});

test('members see what is their own, not what others reported', () => {
  expect(seesAll(['contact', 'reporter', 'signatory', 'liaison', 'rilo', 'partner', 'approver'])).toBe(false);
});

test('whoever has no relation to an operation may do nothing in it', () => {
  const about = (Object.keys(PERMISSIONS) as Action[]).filter((action) => PERMISSIONS[action] !== 'anybody');
  expect(about.filter((action) => isPermitted(action, []))).toEqual([]);
  expect(isPermitted('register.read', [])).toBe(true);
});

test('without an operation, only what a role gives by itself counts', () => {
  expect(standingRelations(actor(['coordinator', 'contact', 'analyst', 'partner', 'auditor']))).toEqual(['coordinator', 'auditor']);
});

test('somebody nominated for an administration is what the role would make them, once it is invited', () => {
  const nominated = { ...invited, offices: ['national-contact-point', 'reporter'] as const };
  expect(relationsIn(nominated, actor([]))).toEqual(['contact', 'reporter', 'signatory']);
  expect(relationsIn({ ...nominated, isInvited: false }, actor([]))).toEqual([]);
});

test('the word of an administration is that of its approver once it has named one, and else of its contact', () => {
  const named = { ...invited, hasSignatory: true };
  expect(relationsIn({ ...named, offices: ['approver'] }, actor([]))).toEqual(['signatory']);
  expect(relationsIn({ ...named, offices: ['national-contact-point'] }, actor(['contact']))).toEqual(['contact']);
  expect(relationsIn(invited, actor(['reporter']))).toEqual(['reporter']);
  expect(relationsIn({ ...named, offices: ['approver'], isInvited: false }, actor([]))).toEqual([]);
  for (const action of ['participation.withdraw', 'task.answer', 'case.read'] as const)
    expect(isPermitted(action, ['signatory'])).toBe(true);
  for (const action of ['case.report', 'case.correct', 'task.reassign', 'approval.decide'] as const)
    expect(isPermitted(action, ['signatory'])).toBe(false);
});

test('a liaison looks on while the administration takes part, and neither answers, reports nor decides', () => {
  const officer = { ...invited, offices: ['ocu-officer'] as const };
  expect(relationsIn(officer, actor([]))).toEqual(['liaison']);
  expect(relationsIn({ ...officer, takesPart: false }, actor([]))).toEqual([]);
  const allowed = (Object.keys(PERMISSIONS) as Action[]).filter(
    (action) => PERMISSIONS[action] !== 'anybody' && isPermitted(action, ['liaison']),
  );
  expect(allowed.filter((action) => !/\.(read|list)$/.test(action))).toEqual([]);
  for (const action of ['case.read', 'nil-return.read', 'statistics.read', 'letter.list'] as const) expect(allowed).not.toContain(action);
});

test('one organisation is several things at once: it leads and is invited, supports and is invited', () => {
  expect(relationsIn(invited, actor(['coordinator', 'contact', 'reporter'], 'wco'))).toEqual([
    'coordinator',
    'contact',
    'reporter',
    'signatory',
  ]);
  expect(relationsIn(invited, actor(['partner', 'contact'], 'europol'))).toEqual(['contact', 'signatory', 'partner']);
});

test('staff of a coordination unit look into the operation, and into nobody`s reports', () => {
  const relations = relationsIn({ ...involvement, isOcuStaff: true }, actor([], 'interpol'));
  expect(relations).toEqual(['ocu']);
  expect(seesAll(relations)).toBe(false);
  for (const action of ['operation.read', 'plan.read', 'participation.list', 'event.list', 'ocu.read', 'handover.write'] as const)
    expect(isPermitted(action, relations)).toBe(true);
  for (const action of ['case.read', 'task.answer', 'ocu.manage', 'plan.write'] as const)
    expect(isPermitted(action, relations)).toBe(false);
});

test('drafts are for those who plan, coordinate, decide or audit: a member sees none, also where its organisation is a partner as well', () => {
  expect(RELATIONS.filter((relation) => seesDrafts([relation]))).toEqual(['coordinator', 'approver', 'ocu', 'auditor', 'administrator']);
  expect(seesDrafts(['contact', 'signatory', 'partner'])).toBe(false);
});

test('only its own people manage the contacts of an administration, beside administrators', () => {
  const belgium = { id: 'be-customs', rilo: 'rilo-we' };
  const manages = (relations: ReturnType<typeof relationsTo>): boolean => isPermitted('contact.manage', relations);
  expect(manages(relationsTo(belgium, actor(['contact']), false))).toBe(true);
  expect(manages(relationsTo(belgium, actor([]), true))).toBe(true);
  expect(manages(relationsTo(belgium, actor(['administrator'], 'wco'), false))).toBe(true);
  expect(manages(relationsTo(belgium, actor(['contact'], 'fr-customs'), true))).toBe(false);
  expect(manages(relationsTo(belgium, actor(['coordinator'], 'wco'), false))).toBe(false);
  expect(relationsTo(belgium, actor(['analyst'], 'rilo-we', { kind: 'rilo' }), false)).toEqual(['rilo']);
  expect(relationsTo(belgium, actor(['analyst'], 'rilo-ap', { kind: 'rilo' }), false)).toEqual([]);
});
