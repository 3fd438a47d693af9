import type { Caller } from './caller.ts';
import { created } from './operations.ts';
import { aCase, at } from './plans.ts';
import { aReport } from './two-phases.ts';

/** Every write about reports beside the report itself, with a body that it takes, and who sends it where: the route, the body, the caller and the address. */
export async function reportingWrites(
  { coordinator, reporter }: Record<'coordinator' | 'reporter', Caller>,
  path: string,
): Promise<[route: string, body: object, caller: Caller, target: string][]> {
  const { id: caseId, warnings } = created(await reporter.post(`${path}/cases`, aReport(undefined, [{ quantity: '0' }])));
  const proposed = { reason: 'Not empty', basedOn: 1, seizures: aReport()['seizures'] };
  const { id: proposalId } = created(await coordinator.post(`/cases/${caseId}/proposals`, proposed));
  const { id: otherId } = created(await reporter.post(`${path}/cases`, aReport()));
  const pair = { cases: [caseId, otherId], reason: 'One seal' };
  const { id: duplicateId } = created(await coordinator.post(`${path}/duplicates`, pair));
  const linked = { decision: 'linked', reason: 'One seal', primary: caseId };
  const review = `${path}/reviews/${warnings[0].id}`;
  const question = { question: 'Were they empty?', deadline: at('2026-04-01T18:00') };
  const { id: holdId } = created(await coordinator.post(`${path}/holds`, { reason: 'A trial' }));
  const held = { reason: 'A trial', organisation: 'be-customs', caseId, until: at('2030-01-01T00:00') };
  const purge = { preview: 'ab'.repeat(32), reason: 'Their time is over' };
  const settlement = { outcome: 'dismissed', reason: 'They were' };
  return [
    ['/operations/{operationId}/cases:batch', { reports: [aCase(), aReport()], reason: 'Again' }, reporter, `${path}/cases:batch`],
    ['/cases/{caseId}/notes', { text: 'Weighed?', pointer: '/seizures/0' }, coordinator, `/cases/${caseId}/notes`],
    ['/cases/{caseId}/proposals', proposed, coordinator, `/cases/${caseId}/proposals`],
    [
      '/cases/{caseId}/proposals/{proposalId}/decisions',
      { outcome: 'declined', reason: 'They were empty' },
      reporter,
      `/cases/${caseId}/proposals/${proposalId}/decisions`,
    ],
    ['/cases/{caseId}/handling', { tlp: 'RED', reason: 'A raid is planned' }, reporter, `/cases/${caseId}/handling`],
    ['/cases/{caseId}/exclusions', { reason: 'Outside the operation' }, coordinator, `/cases/${caseId}/exclusions`],
    ['/cases/{caseId}/inclusions', { reason: 'Inside after all' }, coordinator, `/cases/${caseId}/inclusions`],
    ['/operations/{operationId}/holds', held, coordinator, `${path}/holds`],
    ['/holds/{holdId}/lifts', { reason: 'It is over' }, coordinator, `/holds/${holdId}/lifts`],
    ['/operations/{operationId}/purges', purge, coordinator, `${path}/purges`],
    ['/operations/{operationId}/duplicates', pair, coordinator, `${path}/duplicates`],
    ['/duplicates/{duplicateId}/decisions', linked, coordinator, `/duplicates/${duplicateId}/decisions`],
    ['/duplicates/{duplicateId}/undoings', { reason: 'Two seals' }, coordinator, `/duplicates/${duplicateId}/undoings`],
    ['/operations/{operationId}/reviews/{reviewId}/answers', { answer: 'They were' }, reporter, `${review}/answers`],
    ['/operations/{operationId}/reviews/{reviewId}/questions', question, coordinator, `${review}/questions`],
    ['/operations/{operationId}/reviews/{reviewId}/settlements', settlement, coordinator, `${review}/settlements`],
  ];
}
