import type { Client } from './client.ts';
import { inParallel } from './parallel.ts';
import { keepKnown } from './register.ts';
import { COORDINATOR } from './running-operation.ts';
import { until } from './until.ts';
import type { Cadence } from './windows.ts';

/** A partner's standing order, as it was agreed on: from when on, and what it is known by. */
export type Order = {
  name: string;
  subject: string;
  channel: 'letter' | 'webhook' | 'pull';
  zone: string;
  cadence: Cadence;
  agreedAt: string;
};

const APPROVER = 'dirk.director';
const ADMINISTRATOR = 'ada.admin';
const PARTNERS = 10;
const KINDS = ['international-organisation', 'treaty-secretariat', 'fiu', 'observer'] as const;

/** Twelve zones whose clocks go forward (America, Europe), back (Oceania, Chile) or stay within the drill; by half an hour, and with odd offsets too. */
const ZONES = [
  'America/New_York',
  'Europe/Brussels',
  'Europe/London',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'America/Santiago',
  'Asia/Jerusalem',
  'Asia/Kolkata',
  'Asia/Seoul',
  'Africa/Nairobi',
] as const;

/** Also at hours that clocks skip and repeat. */
const TIMES = ['02:30', '07:00', '01:30', '23:59'] as const;

export const partnerOf = (i: number): string => `drill-partner-${(i % PARTNERS) + 1}`;

/** Puts the partners into the register, each with somebody who gets its letters. */
export async function registerPartners(client: Client): Promise<void> {
  const codes = Array.from({ length: PARTNERS }, (_, i) => partnerOf(i));
  await inParallel(codes, async (code, i) => {
    const kind = KINDS[i % KINDS.length];
    const organisation = { code, name: `Partner ${i + 1}`, kind, service: 'other', email: `${code}@partners.example` };
    await keepKnown(client.post(ADMINISTRATOR, '/organisations', organisation));
    const person = { subject: code, name: code, email: `${code}@partners.example`, organisation: code, roles: ['partner'] };
    await keepKnown(client.post(ADMINISTRATOR, '/people', person));
  });
}

/** Proposes, submits and approves so many subscriptions, each in a zone, at an hour and by a way of its own. */
export async function subscribe(client: Client, operation: string, count: number): Promise<Order[]> {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return inParallel(numbers, async (i) => {
    const subject = partnerOf(i);
    const zone = ZONES[i % ZONES.length] ?? 'UTC';
    const at = TIMES[Math.floor(i / ZONES.length) % TIMES.length] ?? '07:00';
    const cadence: Cadence =
      i % 8 < 5
        ? { every: 'day', at }
        : i % 8 < 7
          ? { every: 'week', on: i % 2 === 0 ? 'monday' : 'friday', at }
          : { every: 'month', on: 15, at };
    const channel = i % 10 < 5 ? 'letter' : i % 10 < 8 ? 'webhook' : 'pull';
    const name = `order-${i + 1}`;
    const terms = {
      name,
      scope: { detail: 'totals', purpose: 'statistics' },
      cadence,
      zone,
      format: 'json',
      channel,
      language: 'en',
    };
    const { body } = await client.post<{ id: string }>(subject, `${operation}/subscriptions`, terms);
    const submitted = await client.post<{ approvalId: string }>(COORDINATOR, `/subscriptions/${body.id}/submissions`, { version: 1 });
    await client.post(APPROVER, `/approvals/${submitted.body.approvalId}/decisions`, { decision: 'approve' });
    return { name, subject, channel, zone, cadence, agreedAt: await agreedAt(client, body.id) };
  });
}

async function agreedAt(client: Client, id: string): Promise<string> {
  return until('the terms are agreed on', async () => {
    const { body } = await client.get<{ state: string; versions: { settledAt: string | null }[] }>(COORDINATOR, `/subscriptions/${id}`);
    return body.state === 'active' ? (body.versions[0]?.settledAt ?? null) : null;
  });
}
