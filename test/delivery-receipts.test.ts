import { simpleParser, type ParsedMail } from 'mailparser';
import { aReleasedBulletin, deliveryIn } from './bulletins.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { eventsOf } from './members.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { at } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, bea, paul } = castOf(() => stack);

const PAUL = 'paul.partner@europol.example';

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

async function mailsTo(address: string, subject: string): Promise<ParsedMail[]> {
  const mails = await Promise.all((await stack.mail.caught()).map((raw) => simpleParser(raw)));
  return mails.filter((mail) => JSON.stringify(mail.to).includes(address) && mail.subject?.includes(subject));
}
const acknowledge = (caller: typeof paul, id: string, sha256: string) => caller.post(`/deliveries/${id}/acknowledgements`, { sha256 });

test('a receipt names what was received; one that names anything else is refused and stands in the ledger', async () => {
  const id = await aRunningOperation(stack);
  await aReleasedBulletin(stack, id, { acknowledgeBy: at('2026-03-20T18:00') });
  const delivery = await deliveryIn(stack, id, 'accepted');
  expect((await mailsTo(PAUL, '')).at(-1)?.text).toContain('Please acknowledge it by the deadline below');
  const tampered = await acknowledge(
    paul,
    delivery.id,
    delivery.sha256.replace(/^./, (digit: string) => (digit === '0' ? '1' : '0')),
  );
  expect(tampered.body).toMatchObject({ status: 422, code: 'delivery.receipt-unfit' });
  expect(await eventsOf(clara, id, 'delivery.receipt-refused')).toHaveLength(1);
  for (const stranger of [clara, bea]) expect((await acknowledge(stranger, delivery.id, delivery.sha256)).status).toBe(404);
  await deliveryIn(stack, id, 'accepted');
  expect((await ownTask(paul, id, 'acknowledge')).state).toBe('open');

  created(await acknowledge(paul, delivery.id, delivery.sha256));
  expect((await acknowledge(paul, delivery.id, delivery.sha256)).body).toMatchObject({ status: 409, code: 'delivery.acknowledged-before' });
  expect(await deliveryIn(stack, id, 'acknowledged')).toMatchObject({ acknowledgedAt: expect.any(String) });
  expect(await ownTask(paul, id, 'acknowledge')).toMatchObject({ state: 'answered', answer: 'done', late: false });
  await stack.until(
    async () => (await clara.get(`/operations/${id}/taskings`)).body.items.find(({ kind }: any) => kind === 'acknowledge').endedAt !== null,
  );
});

test('whoever does not acknowledge is reminded, and then the coordinators are told', async () => {
  const id = await aRunningOperation(stack);
  await aReleasedBulletin(stack, id, { title: 'To be acknowledged', acknowledgeBy: at('2026-03-20T18:00') });
  await deliveryIn(stack, id, 'accepted');
  await advance(clara, id, '2026-03-22T09:00');
  await stack.until(async () => (await mailsTo(PAUL, 'reminder, To be acknowledged')).length > 0);
  await stack.until(async () => (await mailsTo('clara.coordinator@wco.example', '1 not answered, To be acknowledged')).length > 0);
});
