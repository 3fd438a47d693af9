import type { Answer } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aCase, aPlan, at } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, dirk, bea } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

function created({ status, body }: Answer): any {
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body, null, 2)}`);
  return body;
}

const stageOf = async (id: string): Promise<string> => (await clara.get(`/operations/${id}`)).body.stage;

test('an operation goes from a draft plan to published figures over HTTP', async () => {
  const { id } = created(await clara.post('/operations', { plan: aPlan(), drill: { startsAt: at('2026-02-01T09:00') } }));
  const { approvalId } = created(await clara.post(`/operations/${id}/submissions`));
  const { outcome } = created(await dirk.post(`/approvals/${approvalId}/decisions`, { decision: 'approve' }));
  expect(outcome).toBe('approved');
  await stack.until(async () => (await stageOf(id)) === 'approved');

  expect(created(await clara.post(`/operations/${id}/launches`)).invited).toBe(2);
  const [invitation] = (await bea.get('/tasks?state=open')).body.items;
  created(await bea.post(`/tasks/${invitation.id}/answers`, { answer: 'accept' }));
  await advance(clara, id, '2026-03-15T09:00');
  const participations = (await clara.get(`/operations/${id}/participations`)).body.items;
  expect(Object.fromEntries(participations.map((p: any) => [p.organisation, p.state]))).toEqual({
    'be-customs': 'accepted',
    'fr-customs': 'silent',
  });

  created(await bea.post(`/operations/${id}/cases`, aCase()));
  await advance(clara, id, '2026-04-12T09:00');
  const edition = created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));
  expect(edition.figures).toMatchObject({ cases: 1, seizures: 1, denominators: { invited: 2, accepted: 1, silent: 1, reported: 1 } });

  await advance(clara, id, '2026-04-20T09:00');
  const signOff = await stack.until(async () => (await clara.get(`/operations/${id}/approvals?outcome=waiting`)).body.items[0]);
  created(await dirk.post(`/approvals/${signOff.id}/decisions`, { decision: 'approve' }));
  await stack.until(async () => (await clara.get(`/editions/${edition.id}`)).body.stage === 'embargoed');
  await advance(clara, id, '2026-05-05T09:00');
  const { publicationId } = await stack.until(async () =>
    (await clara.get(`/operations/${id}/editions`)).body.items.find((item: any) => item.publicationId),
  );
  const publication = await (await fetch(`${stack.url}/publications/${publicationId}`)).json();
  expect(publication).toMatchObject({ edition: 'final', agreement: { members: { consentedBySilence: 1 } } });
  await stack.until(async () => (await stageOf(id)) === 'completed');
});
