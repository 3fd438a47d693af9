import { claimProductMail } from '../prisma/decisions/product-mail.ts';
import { aReleasedBulletin, deliveriesOf, deliveryIn } from './bulletins.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { signOff } from './editions.ts';
import { startMailServer, type MailServer } from './mail-server.ts';
import { eventsOf } from './members.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { pdfParts, wordsIn } from './pdf-parts.ts';
import { aCase, at } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let server: MailServer;
/** What the mail server answers to the addressees of products; undefined takes them. */
let verdict: number | undefined;
const { ada, clara, bea, felix, paul, otto, kira } = castOf(() => stack);

const PAUL = 'paul.partner@europol.example';

beforeAll(async () => {
  server = await startMailServer({ onAddressee: (address) => (address === PAUL ? verdict : undefined) });
  stack = await aStack({ smtpUrl: server.url });
});
afterAll(async () => {
  await stack.stop();
  await server.stop();
});
beforeEach(() => {
  verdict = undefined;
});

const mailsTo = (address: string, subject: string) =>
  server.caught.filter(({ mail, recipients }) => recipients.includes(address) && mail.subject?.includes(subject));
/** Between these hours Europol gets no letters that are not urgent. */
const quiet = (from: string | null, until: string | null) =>
  stack.database.pool.query("update organisation set zone = 'Europe/Brussels', quiet_from = $1, quiet_until = $2 where code = 'europol'", [
    from,
    until,
  ]);

test('a link is opened by whoever it is for; a coordinator who looks at the file opens nothing, and nobody else gets it', async () => {
  const id = await aRunningOperation(stack);
  await aReleasedBulletin(stack, id, { title: 'By link', channel: 'link' });
  const delivery = await deliveryIn(stack, id, 'accepted');
  const [{ mail }] = mailsTo(PAUL, 'By link') as [(typeof server.caught)[number]];
  expect(mail.attachments).toEqual([]);
  expect(mail.text).toContain(`GET /deliveries/${delivery.id}/file`);
  expect(mail.text).not.toContain('parcels of toys');
  expect((await clara.get(`/deliveries/${delivery.id}/file`)).status).toBe(200);
  for (const stranger of [bea, kira]) expect((await stranger.get(`/deliveries/${delivery.id}/file`)).status).toBe(404);
  await deliveryIn(stack, id, 'accepted');

  const file = await paul.get(`/deliveries/${delivery.id}/file`);
  expect(file.body).toMatchObject({ name: 'By link', recipient: 'europol' });
  expect(file.headers.get('etag')).toBe(`"${delivery.fileSha256}"`);
  await deliveryIn(stack, id, 'opened');
  expect(await eventsOf(clara, id, 'delivery.opened')).toHaveLength(1);
});

test('a PDF that comes by letter calls whoever it is for by name', async () => {
  const id = await aRunningOperation(stack);
  await aReleasedBulletin(stack, id, { title: 'On paper', format: 'pdf' });
  await deliveryIn(stack, id, 'accepted');
  const [{ mail }] = mailsTo(PAUL, 'On paper') as [(typeof server.caught)[number]];
  const { pages } = await pdfParts(mail.attachments[0]?.content ?? Buffer.alloc(0));
  expect(pages.map(wordsIn).join(' ')).toMatch(/Made for\s+Europol/);
});

test('a restriction between queueing and sending stops the mail, whoever it is for, and the coordinators learn of it', async () => {
  const id = await aRunningOperation(stack);
  const caseId = created(await bea.post(`/operations/${id}/cases`, aCase({ handling: { shares: ['country-rows', 'lines'] } }))).id;
  await quiet('08:00', '12:00'); // the letter waits, and has not been tried
  await aReleasedBulletin(stack, id, { title: 'Not any more', caseIds: [caseId] });
  const waiting = await deliveriesOf(stack, id, ([first]) => first?.state === 'queued' && first.letterId !== null);
  created(await bea.post(`/cases/${caseId}/handling`, { tlp: 'RED', reason: 'A raid is planned' }));
  await quiet(null, null);
  await advance(clara, id, '2026-03-15T12:30');
  const cancelled = await deliveryIn(stack, id, 'cancelled');
  expect(cancelled).toMatchObject({ id: waiting[0].id, productState: 'cancelled' });
  expect(mailsTo(PAUL, 'Not any more')).toEqual([]);
  const [event] = await eventsOf(clara, id, 'product.cancelled');
  expect(event.data).toMatchObject({ cases: 1, isClosed: false, stopped: 1, left: 0 });
  const task = await stack.until(() => ownTask(clara, id, 'mend-delivery'));
  expect(task).toMatchObject({ state: 'open', title: expect.stringContaining('Europol') });
  expect((await clara.post(`/deliveries/${cancelled.id}/replays`, { reason: 'Again' })).body).toMatchObject({
    code: 'delivery.not-replayable',
  });
  expect((await paul.get(`/deliveries/${cancelled.id}/file`)).body).toMatchObject({ status: 410, code: 'delivery.withheld' });
});

test('what was given out once is not given out again after a restriction', async () => {
  const id = await aRunningOperation(stack);
  const caseId = created(await bea.post(`/operations/${id}/cases`, aCase({ handling: { shares: ['country-rows', 'lines'] } }))).id;
  await aReleasedBulletin(stack, id, { caseIds: [caseId], channel: 'link' });
  const { id: deliveryId } = await deliveryIn(stack, id, 'accepted');
  expect((await paul.get(`/deliveries/${deliveryId}/file`)).status).toBe(200);
  created(await bea.post(`/cases/${caseId}/handling`, { tlp: 'RED', reason: 'A raid is planned' }));
  expect((await paul.get(`/deliveries/${deliveryId}/file`)).body.code).toBe('delivery.withheld');
  const settled = await stack.until(async () => {
    const delivery = await deliveryIn(stack, id, 'opened');
    return delivery.productState !== 'released' && delivery;
  });
  expect(settled).toMatchObject({ id: deliveryId, productState: 'recalled' }); // it has left, and so is not cancelled
});

test('a mailbox that is refused for good is a task of the coordinators, and once it is mended the product is sent there', async () => {
  const id = await aRunningOperation(stack);
  verdict = 550;
  await aReleasedBulletin(stack, id, { title: 'To a dead mailbox' });
  const failed = await deliveryIn(stack, id, 'failed');
  expect(failed).toMatchObject({ address: PAUL, response: expect.stringContaining('550') });
  const task = await stack.until(() => ownTask(clara, id, 'mend-delivery'));
  expect(task).toMatchObject({ title: `To a dead mailbox (1): Europol ${PAUL}`, instructions: expect.stringContaining('550') });
  expect(await ownTask(clara, id, 'mend-contact')).toBeUndefined();
  expect((await deliveryIn(stack, id, 'failed')).mendedById).toBe(task.taskingId);

  const person = (await ada.get('/people?organisation=europol')).body.items.find(({ subject }: any) => subject === 'paul.partner');
  const paulNow = { name: person.name, roles: person.roles };
  await ada.get(`/people/${person.id}`);
  const moved = await ada.put(`/people/${person.id}`, { ...paulNow, email: 'paul@europol-new.example' });
  expect(moved.status).toBe(200);
  created(await clara.post(`/tasks/${task.id}/answers`, { answer: 'done' }));
  expect(await deliveryIn(stack, id, 'accepted')).toMatchObject({ id: failed.id, address: 'paul@europol-new.example', replays: 1 });
  expect(mailsTo('paul@europol-new.example', 'To a dead mailbox')).toHaveLength(1);
  expect((await ada.put(`/people/${person.id}`, { ...paulNow, email: PAUL })).status).toBe(200);
});

test('an organisation without an address fails at once, instead of being forgotten', async () => {
  const id = await aRunningOperation(stack, { plan: { partners: ['europol', 'unodc'] } });
  await stack.database.pool.query(`update organisation set email = null where code = 'unodc'`);
  await aReleasedBulletin(stack, id, { audience: { list: ['unodc'] } });
  expect(await deliveryIn(stack, id, 'failed')).toMatchObject({
    address: '',
    response: 'The register has no address of this organisation.',
  });
  const task = await stack.until(() => ownTask(clara, id, 'mend-delivery'));
  await stack.database.pool.query(`update organisation set email = 'desk@unodc.example' where code = 'unodc'`);
  created(await clara.post(`/tasks/${task.id}/answers`, { answer: 'done' }));
  expect(await deliveryIn(stack, id, 'accepted')).toMatchObject({ address: 'desk@unodc.example' });
});

test('a letter that was being sent when its worker died goes out again as the same mail; after a restriction it does not, and counts as sent', async () => {
  const id = await aRunningOperation(stack);
  const caseId = created(await bea.post(`/operations/${id}/cases`, aCase({ handling: { shares: ['country-rows', 'lines'] } }))).id;
  for (const [title, isRestricted] of [
    ['Once more', false],
    ['No more', true],
  ] as const) {
    verdict = 451;
    await aReleasedBulletin(stack, id, { title, caseIds: [caseId] });
    const isThere = (delivery: any): boolean =>
      delivery.name === title && delivery.state === 'queued' && delivery.letterId !== null && delivery.attempts > 0;
    const { productId, id: deliveryId, letterId } = (await deliveriesOf(stack, id, (all) => all.some(isThere))).find(isThere);
    await stack.stopWork();
    const { prisma, pool } = stack.database;
    await pool.query('update letter set lease_until = null where id = $1', [letterId]); // however often it was put off
    const claim = { batch: `product/${productId}`, except: [], leaseMs: 1, dueAt: Date.parse('2026-03-15T10:00:00Z'), digestible: [] };
    expect(await claimProductMail(prisma, Date.now(), productId, claim)).toMatchObject({ id: letterId }); // and dies
    if (isRestricted) created(await bea.post(`/cases/${caseId}/handling`, { tlp: 'RED', reason: 'A raid is planned' }));
    verdict = undefined;
    await stack.startWork();
    const settled = await deliveriesOf(stack, id, (all) =>
      all.some(
        (each) =>
          each.id === deliveryId &&
          each.state !== 'sending' &&
          each.state !== 'queued' &&
          (!isRestricted || each.productState === 'recalled'),
      ),
    );
    expect(settled.find((each) => each.id === deliveryId)).toMatchObject({
      state: isRestricted ? 'sent' : 'accepted',
      productState: isRestricted ? 'recalled' : 'released', // nobody knows whether it arrived
    });
    const { rows } = await pool.query('select message_id, state from letter where id = $1', [letterId]);
    expect(rows[0].state).toBe(isRestricted ? 'dropped' : 'sent');
    expect(mailsTo(PAUL, title).map(({ mail }) => mail.messageId)).toEqual(isRestricted ? [] : [rows[0].message_id]);
  }
});

test('coordinators and auditors see to whom everything went, everybody else what went to them', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  const bulletinId = await aReleasedBulletin(stack, id, { audience: { rule: 'participants' } });
  const all = await deliveriesOf(stack, id, (items) => items.length === 2 && items.every(({ state }) => state === 'accepted'));
  expect((await otto.get(`/operations/${id}/deliveries`)).body.items).toHaveLength(2);
  for (const [member, code] of [
    [bea, 'be-customs'],
    [felix, 'fr-customs'],
  ] as const) {
    const { items } = (await member.get(`/operations/${id}/deliveries`)).body;
    expect(items.map(({ recipient }: any) => recipient)).toEqual([code]);
    const others = all.find(({ recipient }) => recipient !== code);
    expect((await member.get(`/products/${others.productId}/deliveries`)).status).toBe(404);
    expect((await member.get(`/products/${items[0].productId}/deliveries`)).body.items).toHaveLength(1);
    expect((await member.get(`/bulletins/${bulletinId}`)).status).toBe(403);
  }
});

test('a mailbox that refuses the publication is a task of the coordinators, and receipts are waited for, also when the operation is complete', async () => {
  const id = await aRunningOperation(stack);
  await aReleasedBulletin(stack, id, { acknowledgeBy: at('2026-05-20T18:00') });
  const delivery = await deliveryIn(stack, id, 'accepted');
  created(await bea.post(`/operations/${id}/cases`, aCase()));
  await advance(clara, id, '2026-04-18T09:00');
  const { id: editionId } = created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));
  await signOff(stack, { operationId: id, editionId });
  verdict = 550;
  await advance(clara, id, '2026-05-04T10:00');
  const standing = async () => (await clara.get(`/operations/${id}`)).body;
  await stack.until(async () => (await standing()).stage === 'completed');
  const task = await stack.until(() => ownTask(clara, id, 'mend-contact'));
  expect(task).toMatchObject({ state: 'open', title: `Europol: ${PAUL}` });
  const receipt = await ownTask(paul, id, 'acknowledge');
  expect((await standing()).waitingFor.map(({ subjectId }: any) => subjectId).toSorted()).toEqual(
    [task.taskingId, receipt.taskingId].toSorted(),
  );
  created(await paul.post(`/deliveries/${delivery.id}/acknowledgements`, { sha256: delivery.sha256 }));
  created(await clara.post(`/tasks/${task.id}/answers`, { answer: 'unable', reason: 'There is no other' }));
  await stack.until(async () => (await standing()).waitingFor.length === 0);
});
