import { randomUUID } from 'node:crypto';
import { inParallel } from './rounds.ts';
import { ADMINISTRATOR, CONNECTIONS, type Stack } from './stack.ts';

/** An administration that is invited, and the person who answers and reports for it. */
export type Member = { organisation: string; subject: string };

export const LEAD = 'bench-lead';
export const COORDINATOR = 'bench.coordinator';
export const DIRECTOR = 'bench.director';
export const DIRECTOR_POST = 'bench-director';

/** A token of this person that nobody has shown to the API before. */
export async function mintToken({ issuer }: Pick<Stack, 'issuer'>, subject: string): Promise<string> {
  const form = new URLSearchParams({ grant_type: 'urn:concert:grant:person', client_id: 'concert-cli', person: subject });
  const response = await fetch(`${issuer}/token`, { method: 'POST', body: form });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}

/** The headers of a request: a token, and for whatever is written a key that was not used before. */
export function headersOf(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}`, 'Idempotency-Key': randomUUID() };
}

/** Whatever requests can be sent through. */
export type Sender = Pick<Stack, 'http'>;

/** Sends a request as somebody; throws unless it is answered with 2xx. Answers the body. */
export async function ask<Body>({ http }: Sender, token: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Body> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const answer = await http.send(method, path, headersOf(token), text);
  if (answer.status >= 300) throw new Error(`${method} ${path} was answered with ${answer.status}: ${answer.body.slice(0, 500)}`);
  return JSON.parse(answer.body) as Body;
}

/** Registers a lead with a coordinator and a director, and this many members with one person each, who has an address. */
export async function registerMembers(stack: Stack, count: number): Promise<Member[]> {
  const administrator = await mintToken(stack, ADMINISTRATOR);
  const members = Array.from({ length: count }, (_, i) => memberOf(i));
  const organisations = [
    { code: LEAD, name: 'Bench lead', kind: 'international-organisation', service: 'other' },
    ...members.map(({ organisation }) => ({ code: organisation, name: `Customs of ${organisation}`, kind: 'customs', service: 'customs' })),
  ];
  const people = [
    { subject: COORDINATOR, name: 'Coordinator', organisation: LEAD, roles: ['coordinator'] },
    { subject: DIRECTOR, name: 'Director', organisation: LEAD, posts: [DIRECTOR_POST] },
    ...members.map(({ organisation, subject }) => ({
      subject,
      name: subject,
      organisation,
      roles: ['contact', 'reporter'],
      email: `${subject}@${organisation}.example`,
    })),
  ];
  await inParallel(organisations, CONNECTIONS, (each) => ask(stack, administrator, 'POST', '/organisations', each));
  await inParallel(people, CONNECTIONS, (each) => ask(stack, administrator, 'POST', '/people', each));
  return members;
}

function memberOf(i: number): Member {
  const number = String(i + 1).padStart(3, '0');
  return { organisation: `bench-${number}`, subject: `member.${number}` };
}
