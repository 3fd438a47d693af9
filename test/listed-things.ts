import { aReleasedBulletin } from './bulletins.ts';
import { aCatalogueProposal } from './catalogue-proposal.ts';
import { castOf } from './cast.ts';
import { aRow, csvOf } from './imports.ts';
import { created } from './operations.ts';
import { at } from './plans.ts';
import type { Stack } from './stack.ts';
import { advance } from './drill-clock.ts';
import { aProposal, aSubscription, releasedOf } from './subscriptions.ts';
import { aReport } from './two-phases.ts';

/**
 * Something for every list that would be empty otherwise. Answers the ids that addresses of lists name, once what this has set going is
 * over.
 */
export async function listSomething(stack: Stack, operationId: string): Promise<Record<string, string>> {
  const { ada, clara, bea, dirk, igor } = castOf(() => stack);
  const organisationId = (await ada.get('/organisations?code=be-customs')).body.items[0].id;
  for (const role of ['national-contact-point', 'reporter']) {
    created(await bea.post(`/organisations/${organisationId}/contacts`, { role, person: 'bea.belgium', from: at('2026-01-01T00:00') }));
  }
  created(await ada.post('/units', { code: 'be-unit', name: 'A unit', kind: 'jaitf', organisations: ['be-customs', 'be-police'] }));
  created(
    await dirk.post('/stand-ins', { standIn: 'dora.deputy', reason: 'Leave', from: at('2026-07-01T00:00'), until: at('2026-08-01T00:00') }),
  );

  const unit = { key: 'main', name: 'OCU Brussels', kind: 'virtual', host: 'wco', zone: 'Europe/Brussels' };
  const { id: ocuId } = created(await clara.post(`/operations/${operationId}/ocus`, unit));
  created(await clara.post(`/ocus/${ocuId}/staff`, { person: 'igor.interpol' }));
  for (const summary of ['A quiet night', 'A quiet day']) created(await igor.post(`/ocus/${ocuId}/handovers`, { summary }));
  for (const reason of ['A trial', 'An appeal']) created(await clara.post(`/operations/${operationId}/holds`, { reason }));
  for (const list of ['placeTypes', 'detection']) await aCatalogueProposal(stack, operationId, list);
  for (const recipient of ['europol', 'olaf'])
    created(await bea.post(`/operations/${operationId}/consents`, { recipient, reason: 'They asked' }));
  for (const title of ['First', 'Second']) await aReleasedBulletin(stack, operationId, { title, audience: { list: ['be-customs'] } });
  const productId = await tellSomething(stack, operationId);
  const caseId = await reportSomething(stack, `/operations/${operationId}`);
  await stack.until(async () => {
    const { rows } = await stack.database.pool.query<{ busy: boolean }>(
      `select exists (select from outbox where delivered_at is null) or exists (select from letter where state in ('queued', 'sending')) as busy`,
    );
    return rows[0]?.busy === false;
  });
  return { organisationId, ocuId, caseId, productId };
}

/** The id of a product; there are others, and a subscription that nobody has agreed to. */
async function tellSomething(stack: Stack, operationId: string): Promise<string> {
  const { clara } = castOf(() => stack);
  const subscription = await aSubscription(stack, operationId);
  await aProposal(stack, operationId, { name: 'Another' });
  await advance(clara, operationId, '2026-03-17T09:00');
  return (await releasedOf(stack, operationId, subscription, 2))[0].id;
}

/** The id of the case about which something has been said; there are others. */
async function reportSomething(stack: Stack, path: string): Promise<string> {
  const { clara, bea } = castOf(() => stack);
  const counts = ['checks', 'searches'].map((kind) => ({ kind, count: 1 }));
  created(await bea.post(`${path}/activity-counts`, { period: 'phase-1', counts }));
  created(await bea.post(`${path}/declared-totals`, { period: 'phase-1', totals: [{ heading: null, cases: 9, seizures: 9 }] }));
  const sent: string[] = [];
  for (const name of ['first', 'second']) sent.push(created(await bea.post(`${path}/imports?name=${name}`, csvOf([aRow()]))).id);
  for (const id of sent) await stack.until(async () => (await bea.get(`/imports/${id}`)).body.state === 'previewed');
  const questioned = [{ quantity: '0' }];
  const cases: string[] = [];
  for (let i = 1; i <= 3; i += 1) {
    created(await bea.post(`${path}/drafts`, { report: { reference: `Draft ${i}` } }));
    cases.push(created(await bea.post(`${path}/cases`, aReport(undefined, questioned))).id);
  }
  const [caseId = '', ...others] = cases;
  for (const other of others) created(await clara.post(`${path}/duplicates`, { cases: [caseId, other], reason: 'One seal' }));
  const { seizures } = aReport();
  for (const reason of ['Not empty', 'Still not empty']) {
    created(await clara.post(`/cases/${caseId}/notes`, { text: reason }));
    created(await clara.post(`/cases/${caseId}/proposals`, { reason, basedOn: 1, seizures }));
  }
  return caseId;
}
