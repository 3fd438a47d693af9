import { setTimeout as sleep } from 'node:timers/promises';
import type { ParsedMail } from 'mailparser';
import { openClient, type Client } from './client.ts';
import { pick, randomOf, type Random } from './random.ts';
import { openArrivals, type Arrival } from './receivers/arrival.ts';
import { openHook } from './receivers/hook.ts';
import { openMailbox } from './receivers/mailbox.ts';
import { makeTrouble } from './trouble.ts';
import { COORDINATOR, holdAt, MEMBERS, runOperation } from './running-operation.ts';
import { startFallibleStack } from './stack.ts';
import { partnerOf, registerPartners, subscribe, type Order } from './subscribers.ts';
import { endsBetween } from './windows.ts';

export type SummariesDrill = { subscriptions: number; days: number; minutes: number; seed: string };

const BEGINS = '2026-03-01T00:00:00.000Z';
const DAY_MS = 86_400_000;

/** What is missing, came twice or was not asked for is not less bad for being explained: all of it is told. */
export type Counted = { expected: number; arrived: number; again: number; missing: string[]; surplus: string[]; twice: string[] };

/**
 * Partners with standing orders in twelve zones, over days in which clocks change both ways, while parts are killed at random. What counts is
 * what arrived at the receiving side: each window of each order once.
 */
export async function playSummaries(
  { subscriptions, days, minutes, seed }: SummariesDrill,
  tell: (line: string) => void,
): Promise<Counted> {
  const random = randomOf(seed);
  const arrivals = openArrivals();
  const mailbox = await openMailbox((mail) => takeMail(mail, arrivals.take));
  const hook = await openHook(({ id, body }) => arrivals.take(arrivalOf(id, body)));
  const stack = await startFallibleStack({ SMTP_URL: mailbox.url, CONCERT_WEBHOOK_ALLOW: '127.0.0.0/8' });
  try {
    const client = await openClient(stack.url);
    await registerPartners(client);
    const operation = await launch(client, days);
    await registerHooks(client, hook);
    const orders = await subscribe(client, operation, subscriptions);
    tell(`${orders.length} subscriptions agreed on; ${days} days in about ${minutes} minutes`);

    const ends = new Date(Date.parse(BEGINS) + days * DAY_MS).toISOString();
    const rate = Math.round((days * 24 * 60) / minutes);
    const clock = { rate, holdAt: { wall: ends.slice(0, 19), zone: 'UTC' } };
    await client.put(COORDINATOR, `${operation}/clock`, clock, '*');
    const trouble = makeTrouble({ stack, mailbox, hook, random }, tell);
    await reportUntil(client, operation, ends, random);
    await trouble.end();
    tell(
      `killed: ${Object.entries(trouble.kills)
        .map(([part, times]) => `${part} ${times}`)
        .join(', ')}`,
    );

    const fetched = new Set<string>();
    const due = orders.flatMap((order) => expectedOf(order, ends));
    await untilQuiet(
      async () => {
        await pull(client, orders, fetched, arrivals.take);
        return arrivals.first.length;
      },
      due.length,
      tell,
    );
    return { ...compare(due, arrivals.first), again: arrivals.again };
  } finally {
    await stack.stop();
    await Promise.all([mailbox.kill(), hook.kill()]);
  }
}

/** A mail carries its summary as a file. */
function takeMail(mail: ParsedMail, take: (arrival: Arrival) => void): void {
  for (const { content, contentType, filename } of mail.attachments) {
    if (contentType === 'application/json' || filename?.endsWith('.json')) take(arrivalOf(mail.messageId ?? '', content.toString('utf8')));
  }
}

type Summary = { id: string; name: string; window: { until: string } | null };

function arrivalOf(id: string, text: string): Arrival {
  const said = JSON.parse(text) as { content?: Summary; data?: { content?: Summary } } & Partial<Summary>;
  const { name, window } = said.data?.content ?? said.content ?? (said as Summary);
  return { id, subscription: name, until: window?.until ?? '' };
}

function expectedOf({ name, zone, cadence, agreedAt }: Order, ends: string): string[] {
  return endsBetween(cadence, zone, agreedAt, ends).map((end) => `${name} ${end}`);
}

function compare(due: readonly string[], arrived: readonly Arrival[]): Omit<Counted, 'again'> {
  const names = arrived.map(({ subscription, until: end }) => `${subscription} ${end}`);
  const [wanted, got] = [new Set(due), new Set(names)];
  return {
    expected: due.length,
    arrived: names.length,
    missing: due.filter((each) => !got.has(each)),
    surplus: [...got].filter((each) => !wanted.has(each)),
    twice: names.filter((each, i) => names.indexOf(each) < i),
  };
}

async function launch(client: Client, days: number): Promise<string> {
  const at = (ms: number) => ({ wall: new Date(ms).toISOString().slice(0, 16), zone: 'UTC' });
  const begins = Date.parse(BEGINS);
  const ends = begins + (days + 10) * DAY_MS;
  const { body: template } = await client.get<{ plan: object }>(COORDINATOR, '/plans/blank');
  const plan = {
    ...template.plan,
    title: 'Operation Metronome',
    objectives: ['Tell partners regularly'],
    leads: ['wco'],
    partners: Array.from({ length: 10 }, (_, i) => partnerOf(i)),
    phases: [{ key: 'phase-1', name: 'Phase 1', kind: 'operational', opensAt: at(begins), closesAt: at(ends) }],
    targets: [
      { heading: 'medicines', units: ['C62'] },
      { heading: 'vaccines', units: ['E27'] },
    ],
    invitees: ['be-customs', 'fr-customs'].map((organisation) => ({ organisation, rilo: 'rilo-we', joins: 'phase-1' })),
    invitation: { answerBy: at(begins - DAY_MS), ladder: [] },
    reporting: {
      periods: [{ key: 'phase-1', phase: 'phase-1', from: at(begins), until: at(ends), dueBy: at(ends + 7 * DAY_MS) }],
      nilReturns: true,
      ladder: [],
    },
    approval: [{ name: 'direction', posts: ['wco-director-compliance'], quorum: { count: 1 } }],
    publication: {
      silence: 'consent',
      ladder: [],
      signOff: [{ name: 'leads', posts: ['wco-director-compliance'], quorum: { count: 1 } }],
      recipients: [],
    },
  };
  const operation = await runOperation(client, { plan, startsAt: at(begins - 5 * DAY_MS), approvers: ['dirk.director'] });
  await holdAt(client, operation, { moment: { wall: BEGINS.slice(0, 19), zone: 'UTC' }, at: begins });
  return operation;
}

async function timeIn(client: Client, operation: string): Promise<string> {
  return (await client.get<{ time: string }>(COORDINATOR, operation)).body.time;
}

/** Each partner says where its machine is, and learns the secret by which it knows Concert. */
async function registerHooks(client: Client, hook: Awaited<ReturnType<typeof openHook>>): Promise<void> {
  for (let i = 0; i < 10; i += 1) {
    const code = partnerOf(i);
    const url = `${hook.url}/${code}`;
    const { body } = await client.get<{ items: { id: string }[] }>(COORDINATOR, `/organisations?code=${code}`);
    const registered = await client.post<{ secret: string }>(code, `/organisations/${body.items[0]?.id}/webhooks`, { url });
    hook.secrets.set(`/${code}`, registered.body.secret);
  }
}

/** Members go on reporting while parts die; the client sends again what nobody answered. */
async function reportUntil(client: Client, operation: string, ends: string, random: Random): Promise<void> {
  for (let n = 1; ; n += 1) {
    const time = await timeIn(client, operation).catch(() => null);
    if (time !== null && Date.parse(time) >= Date.parse(ends)) return;
    if (time !== null) {
      const goods = [{ heading: 'medicines', quantity: String(1 + Math.floor(random() * 1000)), unit: 'C62' }];
      const seizures = [{ number: 1, seizedAt: time, goods }];
      const member = pick(random, MEMBERS);
      await client.post(member, `${operation}/cases`, { reference: `M-${n}`, seizures }).catch(() => null);
    }
    await sleep(500);
  }
}

/** What it has fetched before, a partner does not fetch again. */
async function pull(client: Client, orders: readonly Order[], fetched: Set<string>, take: (arrival: Arrival) => void): Promise<void> {
  for (const subject of new Set(orders.filter(({ channel }) => channel === 'pull').map((order) => order.subject))) {
    const products = await client.list<{ deliveryId: string; channel: string }>(subject, '/organisations/me/products');
    for (const product of products.filter(({ channel, deliveryId }) => channel === 'pull' && !fetched.has(deliveryId))) {
      const file = await client.get<Summary>(subject, `/deliveries/${product.deliveryId}/file`);
      fetched.add(product.deliveryId);
      take({ id: `pull/${product.deliveryId}`, subscription: file.body.name, until: file.body.window?.until ?? '' });
    }
  }
}

/** Until all have come, or nothing has for a while. */
async function untilQuiet(count: () => Promise<number>, expected: number, tell: (line: string) => void): Promise<void> {
  let [seen, since] = [0, Date.now()];
  for (;;) {
    const now = await count();
    if (now >= expected) return;
    if (now > seen) [seen, since] = [now, Date.now()];
    if (Date.now() - since > 120_000) return;
    tell(`  ${now} of ${expected} have arrived`);
    await sleep(5_000);
  }
}
