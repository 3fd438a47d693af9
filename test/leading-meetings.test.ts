import ICAL from 'ical.js';
import type { Written } from '../domain/moment.ts';
import type { Meeting, Plan } from '../domain/plan.ts';
import { takeTurn } from '../prisma/decisions/turns.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, approve, created, ownTask } from './operations.ts';
import { at } from './plans.ts';
import { postOf, recipients, type Delivered } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, dirk, bea, felix } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const review: Written<Meeting> = {
  ...{ key: 'review', title: 'Mid-term review', place: 'Brussels, room 7' },
  ...{ startsAt: at('2026-03-25T10:00'), endsAt: at('2026-03-25T12:00'), noticeDays: 7 },
};
/** Belgium's contact, the mailbox of its regional office, and the coordinator of the lead. */
const EVERYBODY = ['bea.belgium', 'clara.coordinator', 'operations'];

async function amend(id: string, reason: string, changes: Partial<Written<Plan>>): Promise<void> {
  const { plan } = (await clara.get(`/operations/${id}/plan`)).body;
  const { number } = created(await clara.post(`/operations/${id}/amendments`, { reason, plan: { ...plan, ...changes } }));
  await approve(stack, dirk, created(await clara.post(`/operations/${id}/submissions`)).approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.planVersion === number);
}

/** What the file about the meeting in a mail says, as a mail program reads it; a digest carries other files too. */
function entryIn({ mail }: Delivered) {
  const file = mail.attachments.find(({ filename }) => filename?.endsWith('meeting.ics'));
  const calendar = new ICAL.Component(ICAL.parse(file?.content.toString() ?? ''));
  const { uid, summary, location, sequence, startDate } = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
  const method = calendar.getFirstPropertyValue('method');
  return {
    file: file?.filename,
    type: file?.headers.get('content-type'),
    method,
    uid,
    summary,
    location,
    sequence,
    starts: startDate.toString(),
  };
}

const ofKind = (post: readonly Delivered[], kind: string): Delivered[] => post.filter((letter) => letter.kind === kind);

/** What a reader of the operation's calendar has of the meeting. */
async function entryInCalendar(id: string): Promise<unknown> {
  const calendar = new ICAL.Component(ICAL.parse((await bea.get(`/operations/${id}/calendar.ics`)).body));
  const entries = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  const [entry] = entries.filter(({ uid }) => uid.startsWith('meeting-'));
  return entry && { uid: entry.uid, location: entry.location, sequence: entry.sequence, starts: entry.startDate.toString() };
}

/** A meeting that everybody was told of a week before it, and the first letters about it. */
async function aToldMeeting(): Promise<string> {
  const id = await aRunningOperation(stack, { plan: { meetings: [review] } });
  await advance(clara, id, '2026-03-18T12:00');
  expect(recipients(await postOf(stack, id), 'meeting-invitation')).toEqual(EVERYBODY);
  return id;
}

test('everybody who takes part, their regional office and the coordinators are invited once it is time, with the entry of the calendar', async () => {
  const id = await aRunningOperation(stack, { plan: { meetings: [review] } });
  const { items, nextTimer } = (await clara.get(`/operations/${id}/waiting`)).body;
  const letters = { kind: 'timetable', what: 'the letters about the meeting review', until: '2026-03-18T09:00:00.000Z' };
  expect(items).toContainEqual(expect.objectContaining(letters));
  expect(nextTimer).toEqual({ at: letters.until, what: letters.what });
  expect(recipients(await postOf(stack, id), 'meeting-invitation')).toEqual([]);

  await advance(clara, id, '2026-03-18T12:00');
  const post = await postOf(stack, id);
  expect(recipients(post, 'meeting-invitation')).toEqual(EVERYBODY);
  const [entry, ...others] = ofKind(post, 'meeting-invitation').map(entryIn);
  expect(others).toEqual([entry, entry]);
  expect(entry).toMatchObject({
    ...{ file: 'meeting.ics', method: 'PUBLISH', uid: `meeting-review-${id}@concert`, sequence: 1 },
    ...{ summary: 'Operation Tulip: Mid-term review', location: 'Brussels, room 7', starts: '2026-03-25T10:00:00' },
  });
  expect(entry).toMatchObject((await entryInCalendar(id)) as object);
  const [belgian] = ofKind(post, 'meeting-invitation').filter(({ address }) => address.startsWith('bea'));
  expect(belgian?.mail.subject).toBe('[Exercice] Operation Tulip\u00a0: réunion, Mid-term review');
  expect(belgian?.mail.text).toContain('Début\u00a0: mercredi 25 mars 2026 à 10:00 (Europe/Brussels) = 2026-03-25 09:00 UTC');
  expect(belgian?.mail.text).toContain('Lieu\u00a0: Brussels, room 7');
});

test('whoever accepts later is invited too, and nobody is twice: neither then, nor when a turn is taken again after a crash', async () => {
  const id = await aToldMeeting();
  created(await felix.post(`/tasks/${(await ownTask(felix, id, 'take-part')).id}/answers`, { answer: 'accept' }));
  await stack.until(async () => ofKind(await postOf(stack, id), 'meeting-invitation').length > EVERYBODY.length);

  const fresh = { operationId: id, reached: [], editions: [], pending: null }; // a worker that died after the commit knows of nothing
  await takeTurn(stack.database.prisma, Date.now(), fresh);
  await takeTurn(stack.database.prisma, Date.now(), fresh);
  expect(recipients(await postOf(stack, id), 'meeting-invitation')).toEqual([...EVERYBODY, 'felix.france'].toSorted());
});

test('a meeting that an amendment moves is told with the same entry and a higher sequence; one that stays is not told again', async () => {
  const id = await aToldMeeting();
  await amend(id, 'The room is taken', { meetings: [{ ...review, startsAt: at('2026-03-26T14:00'), endsAt: at('2026-03-26T16:00') }] });
  await amend(id, 'Another objective', { objectives: ['Compare notes'] });
  await advance(clara, id, '2026-03-20T12:00');
  const post = await postOf(stack, id);
  expect([recipients(post, 'meeting-invitation'), recipients(post, 'meeting-changed')]).toEqual([EVERYBODY, EVERYBODY]);
  const [changed] = ofKind(post, 'meeting-changed').filter(({ address }) => address.startsWith('clara'));
  const entry = { uid: `meeting-review-${id}@concert`, method: 'PUBLISH', sequence: 2, starts: '2026-03-26T14:00:00' };
  expect(changed && entryIn(changed)).toMatchObject(entry);
  expect(changed?.mail.text).toContain('Formerly: Wednesday, 25 March 2026 at 10:00 (Europe/Brussels)');
  expect(changed?.mail.text).toContain('Reason: The room is taken');
  const toBea = (kind: string) => ofKind(post, kind).find(({ address }) => address.startsWith('bea'))?.mail;
  // Of Bea: what Clara gets may go as one mail with the letters about the amendments, and a digest answers no letter.
  expect(toBea('meeting-changed')?.inReplyTo).toBe(toBea('meeting-invitation')?.messageId);
});

test('one that is taken out of the plan is called off with everybody who was told of it, and may be put in again', async () => {
  const id = await aToldMeeting();
  await amend(id, 'Nothing to review', { meetings: [] });
  const cancelled = ofKind(await postOf(stack, id), 'meeting-cancelled');
  expect(recipients(cancelled, 'meeting-cancelled')).toEqual(EVERYBODY);
  expect(entryIn(cancelled[0]!)).toMatchObject({ uid: `meeting-review-${id}@concert`, method: 'CANCEL', sequence: 2 });
  expect(await entryInCalendar(id)).toBeUndefined();
  await amend(id, 'There is, after all', { meetings: [review] });
  await advance(clara, id, '2026-03-19T12:00');
  expect(recipients(await postOf(stack, id), 'meeting-invitation')).toEqual([...EVERYBODY, ...EVERYBODY].toSorted());
});

test('a meeting that is put off by months is told of at once, and again to whoever has come when it is near', async () => {
  const id = await aToldMeeting();
  const later = { ...review, startsAt: at('2026-04-25T10:00'), endsAt: at('2026-04-25T12:00') };
  await amend(id, 'The experts are away', { meetings: [later] });
  expect(recipients(await postOf(stack, id), 'meeting-changed')).toEqual(EVERYBODY);
  created(await felix.post(`/tasks/${(await ownTask(felix, id, 'take-part')).id}/answers`, { answer: 'accept' }));
  await advance(clara, id, '2026-04-18T09:00');
  expect(recipients(await postOf(stack, id), 'meeting-invitation')).toEqual(EVERYBODY);
  await advance(clara, id, '2026-04-18T12:00');
  expect(recipients(await postOf(stack, id), 'meeting-invitation')).toEqual([...EVERYBODY, 'felix.france'].toSorted());
});

test('a resumption moves it like everything else, and the cancellation of the operation calls it off', async () => {
  const id = await aToldMeeting();
  created(await clara.post(`/operations/${id}/suspensions`, { reason: 'A port is closed' }));
  await advance(clara, id, '2026-03-21T08:00');
  expect(created(await clara.post(`/operations/${id}/resumptions`)).days).toBe(3);
  const changed = ofKind(await postOf(stack, id), 'meeting-changed');
  expect(recipients(changed, 'meeting-changed')).toEqual(EVERYBODY);
  expect(entryIn(changed[0]!)).toMatchObject({ sequence: 2, starts: '2026-03-28T10:00:00' });

  created(await clara.post(`/operations/${id}/cancellations`, { reason: 'The leads have fallen out' }));
  const post = await postOf(stack, id);
  expect(recipients(post, 'meeting-cancelled')).toEqual(EVERYBODY);
  const entry = entryIn(ofKind(post, 'meeting-cancelled')[0]!);
  expect(entry).toMatchObject({ uid: `meeting-review-${id}@concert`, method: 'CANCEL', sequence: 3 });
  expect(await entryInCalendar(id)).toBeUndefined();
  const told = (await clara.get(`/operations/${id}/events?limit=200`)).body.items.filter(({ type }: any) => type.startsWith('meeting.'));
  expect(told.map(({ type, data }: any) => [type, data])).toEqual([
    ['meeting.announced', { key: 'review', letters: 3 }],
    ['meeting.changed', { key: 'review', letters: 3 }],
    ['meeting.cancelled', { key: 'review', letters: 3 }],
  ]);
});
