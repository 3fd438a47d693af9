import type { Answer, Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { created, ownTask } from './operations.ts';
import type { Stack } from './stack.ts';

/** A newcomer to the register, with an address unless it says otherwise. */
export async function aPerson(stack: Stack, subject: string, organisation: string, more: object = {}): Promise<Caller> {
  const { ada } = castOf(() => stack);
  created(await ada.post('/people', { subject, name: subject, organisation, email: `${subject}@${organisation}.example`, ...more }));
  return stack.as(subject);
}

/** The same person, acting for this organisation of their unit. */
export function actingFor(caller: Caller, code: string): Caller {
  return {
    get: (path, headers) => caller.get(path, { 'Acting-For': code, ...headers }),
    post: (path, body, headers) => caller.post(path, body, { 'Acting-For': code, ...headers }),
    put: (path, body, headers) => caller.put(path, body, { 'Acting-For': code, ...headers }),
  };
}

/** Answers the caller's own task of this kind. */
export async function answer(member: Caller, operationId: string, kind: string, given: object): Promise<Answer> {
  return member.post(`/tasks/${(await ownTask(member, operationId, kind)).id}/answers`, given);
}

/** Where everybody stands, as far as the reader is told. */
export async function standings(reader: Caller, operationId: string): Promise<Record<string, string>> {
  const { items } = (await reader.get(`/operations/${operationId}/participations`)).body;
  return Object.fromEntries(items.map(({ organisation, standing }: any) => [organisation, standing]));
}

export async function eventsOf(reader: Caller, operationId: string, type: string): Promise<any[]> {
  return (await reader.get(`/operations/${operationId}/events?limit=200`)).body.items.filter((event: any) => event.type === type);
}
