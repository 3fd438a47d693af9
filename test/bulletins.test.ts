import { createHash } from 'node:crypto';
import { simpleParser, type ParsedMail } from 'mailparser';
import { canonicalJson } from '../domain/canonical-json.ts';
import { aBulletin, aReleasedBulletin, deliveriesOf, deliveryIn, release } from './bulletins.ts';
import { castOf } from './cast.ts';
import { anApprovedOperation, aRunningOperation, created } from './operations.ts';
import { aCase, aPlan } from './plans.ts';
import { aStack, type Stack } from './stack.ts';
import { eventsOf } from './members.ts';

let stack: Stack;
const { clara, igor, bea, felix, paul, otto } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

async function mailsAbout(title: string): Promise<ParsedMail[]> {
  const mails = await Promise.all((await stack.mail.caught()).map((raw) => simpleParser(raw)));
  return mails.filter(({ subject }) => subject?.includes(title));
}

test('a released newsletter goes to its recipients with its file, and is known by what it says', async () => {
  const id = await aRunningOperation(stack);
  const title = 'Letters of the first week';
  await aReleasedBulletin(stack, id, { title, audience: { rule: 'all' } });
  const deliveries = await deliveriesOf(stack, id, (items) => items.length === 2 && items.every(({ state }) => state === 'accepted'));
  expect(deliveries.map(({ recipient, channel }) => `${recipient} ${channel}`).toSorted()).toEqual(['be-customs letter', 'europol letter']);
  const [mail, ...others] = (await mailsAbout(title)).filter(({ to }) => JSON.stringify(to).includes('paul.partner'));
  expect(others).toEqual([]);
  expect(mail?.subject).toBe(`[Exercise] Operation Tulip: newsletter 1, ${title}`);
  expect(mail?.text).toContain('Medicines came in parcels of toys.');
  expect(mail?.text).toContain('TLP:AMBER H0');
  const delivery = deliveries.find(({ recipient }) => recipient === 'europol');
  const [file] = mail?.attachments ?? [];
  const content = JSON.parse(file?.content.toString() ?? '');
  expect(content).toMatchObject({
    kind: 'newsletter',
    number: 1,
    name: title,
    recipient: 'europol',
    handling: { tlp: 'AMBER', code: 'H0' },
  });
  expect(createHash('sha256').update(canonicalJson(content)).digest('hex')).toBe(delivery.sha256);
  expect(
    createHash('sha256')
      .update(file?.content ?? '')
      .digest('hex'),
  ).toBe(delivery.fileSha256);
});

test('a bulletin is numbered by kind, and an alert wakes its recipients', async () => {
  const id = await aRunningOperation(stack);
  for (const kind of ['newsletter', 'alert', 'newsletter']) await aReleasedBulletin(stack, id, { kind });
  const items = await deliveriesOf(stack, id, (all) => all.length === 3 && all.every(({ state }) => state === 'accepted'));
  expect(items.map(({ kind, number }) => `${kind} ${number}`).toSorted()).toEqual(['alert 1', 'newsletter 1', 'newsletter 2']);
  const urgent = await stack.database.prisma.letter.findMany({ where: { operationId: id, kind: 'product-sent', isUrgent: true } });
  expect(urgent.map(({ content }) => (content as any).productKind)).toEqual(['alert']);
  const letters = await stack.database.prisma.letter.findMany({ where: { operationId: id, kind: 'product-sent' }, orderBy: { id: 'asc' } });
  const [first, second] = letters.filter(({ content }) => (content as any).productKind === 'newsletter');
  expect(second?.inReplyTo).toBe(first?.messageId);
});

test('figures are those that each recipient may have, and a single seizure is told to nobody', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  const goods = (heading: string, unit: string) => [{ heading, quantity: '5', unit }];
  const seizure = (number: number, heading: string, unit = 'C62') => ({
    number,
    seizedAt: '2026-03-10T12:00:00+01:00',
    goods: goods(heading, unit),
  });
  created(
    await bea.post(
      `/operations/${id}/cases`,
      aCase({ seizures: [seizure(1, 'medicines'), seizure(2, 'medicines'), seizure(3, 'medical-devices')] }),
    ),
  );
  created(
    await bea.post(
      `/operations/${id}/cases`,
      aCase({ reference: 'M', seizures: [seizure(1, 'medicines'), seizure(2, 'vaccines', 'E27'), seizure(3, 'vaccines', 'E27')] }),
    ),
  );
  created(await felix.post(`/operations/${id}/cases`, aCase({ reference: 'RED', handling: { tlp: 'RED' } })));
  await aReleasedBulletin(stack, id, { hasFigures: true, audience: { list: ['europol', 'fr-customs'] } });
  const items = await deliveriesOf(stack, id, (all) => all.length === 2 && all.every(({ state }) => state === 'accepted'));
  const contentFor = async (code: string): Promise<any> =>
    (await clara.get(`/deliveries/${items.find(({ recipient }) => recipient === code).id}/file`)).body;
  const europol = await contentFor('europol');
  expect(europol.figures).toEqual([
    { name: 'cases', unit: 'cases', value: '2' },
    { name: 'seizures', unit: 'seizures', value: '6' },
    { name: 'medical-devices', unit: 'C62', value: null },
    { name: 'medicines', unit: 'C62', value: '15' },
    { name: 'vaccines', unit: 'E27', value: null }, // or the one could be worked out from the total
  ]);
  expect(europol.suppressed).toBe(2);
  expect(europol.withheld).toEqual([{ reason: 'consent', cases: 1 }]);
  const france = await contentFor('fr-customs');
  expect(france.figures[0]).toEqual({ name: 'cases', unit: 'cases', value: '3' });
  expect(france).toMatchObject({ withheld: [], handling: { tlp: 'RED' } });
});

test('whoever may not have a text, or what it tells of, is refused by name, and nothing is kept', async () => {
  const id = await aRunningOperation(stack, { plan: { partners: ['europol', 'meridian-pharma'] } });
  const caseId = created(await bea.post(`/operations/${id}/cases`, aCase({ handling: { tlp: 'RED' } }))).id;
  const write = (more: Record<string, unknown>) => clara.post(`/operations/${id}/bulletins`, aBulletin(more));
  const why = async (more: Record<string, unknown>): Promise<string[]> => {
    const { status, body } = await write(more);
    expect([status, body.code]).toEqual([422, 'bulletin.recipients-refused']);
    return body.errors.map(({ pointer, detail }: any) => `${pointer} ${detail.split(':')[0]}`);
  };
  expect(await why({ handling: { tlp: 'AMBER+STRICT' }, audience: { list: ['be-customs', 'europol'] } })).toEqual([
    '/audience/list/1 europol',
  ]);
  expect(await why({ audience: { list: ['meridian-pharma'] } })).toEqual(['/audience/list/0 meridian-pharma']);
  expect(await why({ audience: { rule: 'partners' } })).toEqual(['/audience meridian-pharma']);
  expect(await why({ audience: { list: ['kr-customs', 'nobody-at-all'] } })).toEqual([
    '/audience/list/0 kr-customs',
    '/audience/list/1 nobody-at-all',
  ]);
  expect(await why({ caseIds: [caseId] })).toEqual(['/audience/list/0 europol']);
  expect((await write({ caseIds: [caseId], audience: { list: ['be-customs'] } })).status).toBe(201); // its own
  expect((await clara.get(`/operations/${id}/bulletins`)).body.items).toHaveLength(1);
});

test('a text that may name somebody is not released before somebody says why it does not', async () => {
  const id = await aRunningOperation(stack);
  const text = [{ heading: 'Ports', paragraphs: ['All is calm.', 'Mr. John Smith, passport AB1234567, was there.'] }];
  const bulletin = created(await clara.post(`/operations/${id}/bulletins`, aBulletin({ text })));
  expect(bulletin.warnings).toEqual([expect.objectContaining({ pointer: '/text/0/paragraphs/1', code: 'bulletin.text-identifying' })]);
  expect((await release(stack, bulletin.id)).body).toMatchObject({ status: 422, code: 'bulletin.identifying', errors: bulletin.warnings });
  created(await clara.post(`/bulletins/${bulletin.id}/releases`, { version: 1, checked: 'He is the minister who opened it' }));
  const [event] = await eventsOf(clara, id, 'bulletin.released');
  expect(event.data).toMatchObject({ checked: 'He is the minister who opened it' });
});

test('where the plan asks for four eyes, its author does not release it; and what has changed since it was read is not released', async () => {
  const id = await aRunningOperation(stack, { plan: { ...aPlan(), leads: ['wco', 'interpol'], bulletins: { fourEyes: true } } });
  const { id: bulletinId } = created(await clara.post(`/operations/${id}/bulletins`, aBulletin()));
  expect((await release(stack, bulletinId)).body).toMatchObject({ status: 403, code: 'bulletin.own-work' });
  const { kind: _, ...rest } = aBulletin({ title: 'Written over' });
  expect((await clara.put(`/bulletins/${bulletinId}`, rest)).status).toBe(200);
  expect((await igor.post(`/bulletins/${bulletinId}/releases`, { version: 1 })).body.code).toBe('bulletin.changed');
  expect(created(await igor.post(`/bulletins/${bulletinId}/releases`, { version: 2 }))).toMatchObject({
    number: 1,
    recipients: ['europol'],
  });
  expect((await igor.post(`/bulletins/${bulletinId}/releases`, { version: 2 })).body.code).toBe('bulletin.released');
  expect((await clara.put(`/bulletins/${bulletinId}`, rest)).body.code).toBe('bulletin.released');
});

test('a release that is sent twice is one release', async () => {
  const id = await aRunningOperation(stack);
  const { id: bulletinId } = created(await clara.post(`/operations/${id}/bulletins`, aBulletin()));
  const send = () => clara.post(`/bulletins/${bulletinId}/releases`, { version: 1 }, { 'Idempotency-Key': `release-${bulletinId}` });
  const [once, twice] = [await send(), await send()];
  expect(twice).toMatchObject({ status: 201, body: once.body });
  await deliveryIn(stack, id, 'accepted');
  expect(await eventsOf(clara, id, 'bulletin.released')).toHaveLength(1);
});

test('before the launch nothing is released, and members and partners see no draft', async () => {
  const id = await anApprovedOperation(stack);
  const { id: bulletinId } = created(await clara.post(`/operations/${id}/bulletins`, aBulletin()));
  expect((await release(stack, bulletinId)).body).toMatchObject({ status: 409, code: 'operation.not-running' });
  for (const reader of [bea, paul]) expect((await reader.get(`/bulletins/${bulletinId}`)).status).not.toBe(200);
  expect((await otto.get(`/bulletins/${bulletinId}`)).body).toMatchObject({ state: 'draft', recipients: ['europol'] });
});

test.each([
  ['pdf', 'application/pdf', '%PDF-'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK'],
  ['csv', 'text/csv', ''],
])('a bulletin goes out as %s, in another language than its letter', async (format, type, begins) => {
  const id = await aRunningOperation(stack);
  const title = `As ${format}`;
  await aReleasedBulletin(stack, id, { title, format, language: 'ar', hasFigures: true });
  const { fileSha256 } = await deliveryIn(stack, id, 'accepted');
  const [mail] = await mailsAbout(title);
  const [file, ...others] = mail?.attachments ?? [];
  expect([file?.contentType, others]).toEqual([type, []]);
  expect(file?.content.subarray(0, begins.length).toString('latin1')).toBe(begins);
  expect(
    createHash('sha256')
      .update(file?.content ?? '')
      .digest('hex'),
  ).toBe(fileSha256);
  expect(mail?.headers.get('content-language')).toBe('en');
});
