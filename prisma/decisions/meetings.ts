import { v7 } from 'uuid';
import { MEETING_LETTERS, meetingsToTell, newsOf, noticeAt, type MeetingLetter, type ToldMeeting } from '../../domain/meeting.ts';
import { instantOf } from '../../domain/moment.ts';
import type { Meeting, Plan } from '../../domain/plan.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Prisma } from '../generated/client.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { coordinatorMailboxes, participantMailboxes, regionalMailboxes, type Mailbox } from '../reads/mailboxes.ts';
import { readTellings } from '../reads/meetings.ts';
import { queueLetters } from './letter-queue.ts';

/**
 * The meetings that hold: those of the plan in force, none once the operation is cancelled. `sequence` grows with every version of them, and
 * is that of the operation's calendar; `reason` is why they are not what they were.
 */
export type Meetings = { meetings: readonly Meeting[]; sequence: number; reason: string | null };

type News = { kind: MeetingLetter; key: string; mailbox: Mailbox; told: ToldMeeting | null; meeting: Meeting | null };

const EVENTS = {
  'meeting-invitation': 'meeting.announced',
  'meeting-changed': 'meeting.changed',
  'meeting-cancelled': 'meeting.cancelled',
} as const;

/** Records that the moment has come to tell of a meeting. Whom `tellMeetings` tells does not hang on it; what the operation waits for does. */
export async function markTold(tx: Tx, { id: operationId, at }: OperationNow, key: string): Promise<void> {
  await tx.meetingNotice.createMany({ data: { operationId, key, toldAt: new Date(at) }, skipDuplicates: true });
}

/** Meetings that a plan puts off beyond their notice have that moment ahead of them again. */
export async function forgetTold(tx: Tx, { id: operationId, at }: OperationNow, { meetings = [] }: Plan): Promise<void> {
  const ahead = meetings.filter((meeting) => instantOf(noticeAt(meeting)) > at).map(({ key }) => key);
  await tx.meetingNotice.deleteMany({ where: { operationId, key: { in: ahead } } });
}

/**
 * Brings everybody who takes part, their regional offices and the coordinators up to date: a letter to each address about each meeting of
 * which it does not know what holds. Letters are the record of who was told what, so that whoever calls it again tells nobody twice, and
 * whoever comes later is told by the next call. What does not hold any more is called off with whoever was told of it.
 */
export async function tellMeetings(tx: Tx, operation: OperationNow, { meetings, sequence, reason }: Meetings): Promise<void> {
  const news = await gather(tx, operation, meetings);
  if (news.length === 0) return;
  await queueLetters(
    tx,
    news.map(({ kind, key, mailbox, told, meeting }) => ({
      ...mailbox,
      operation,
      batch: `operation/${operation.id}`,
      kind,
      occasion: `${key}/${sequence}`,
      thread: `meeting/${operation.id}/${key}`,
      content: { operation: operation.title, meeting: key, ...said(meeting, told), ...since(kind, told, meeting, reason), sequence },
    })),
  );
  for (const kind of MEETING_LETTERS) {
    const keys = news.filter((one) => one.kind === kind).map(({ key }) => key);
    for (const key of new Set(keys))
      await appendEvent(tx, {
        type: EVENTS[kind],
        at: new Date(operation.at),
        operationId: operation.id,
        data: { key, letters: keys.filter((other) => other === key).length },
      });
  }
  await tx.outbox.create({ data: { workflowId: `letters/operation/${operation.id}/meetings-${v7()}`, signal: 'deliver' } });
}

async function gather(tx: Tx, operation: OperationNow, meetings: readonly Meeting[]): Promise<News[]> {
  const tellings = await readTellings(tx, operation.id);
  if (tellings.length === 0 && meetingsToTell({ meetings }, operation.at).length === 0) return [];
  const known = new Map(tellings.map((telling) => [`${telling.meeting} ${telling.mailbox.address}`, telling.told]));
  const everybody = meetings.length === 0 ? [] : await readEverybody(tx, operation);
  const held = meetings.flatMap((meeting) =>
    everybody.map((mailbox) => ({ key: meeting.key, mailbox, meeting, told: known.get(`${meeting.key} ${mailbox.address}`) ?? null })),
  );
  const gone = tellings.filter(({ meeting: key }) => !meetings.some((meeting) => meeting.key === key));
  return [...held, ...gone.map(({ meeting: key, mailbox, told }) => ({ key, mailbox, told, meeting: null }))].flatMap((one) => {
    const kind = newsOf(one.told, one.meeting, operation.at);
    return kind === null ? [] : [{ ...one, kind }];
  });
}

/** Each address once, also of somebody who coordinates and takes part. */
async function readEverybody(tx: Tx, operation: OperationNow): Promise<Mailbox[]> {
  const mailboxes = [
    ...(await participantMailboxes(tx, operation, ['accepted'])),
    ...(await regionalMailboxes(tx, operation)),
    ...(await coordinatorMailboxes(tx, operation)),
  ];
  return mailboxes.filter(({ address }, i) => mailboxes.findIndex((other) => other.address === address) === i);
}

/** What holds, or where nothing does any more, what held. */
function said(meeting: Meeting | null, told: ToldMeeting | null): Prisma.InputJsonObject {
  if (meeting) {
    const { title, startsAt, endsAt, place } = meeting;
    return { title, starts: { ...startsAt }, ends: { ...endsAt }, place };
  }
  if (!told) throw new Error('A meeting is called off only with whoever was told of it.');
  const { title, starts, ends, place } = told;
  return { title, starts: { ...starts }, ends: { ...ends }, place };
}

function since(kind: MeetingLetter, told: ToldMeeting | null, meeting: Meeting | null, reason: string | null): Prisma.InputJsonObject {
  if (kind === 'meeting-invitation') return {};
  if (kind === 'meeting-cancelled') return { reason };
  return { reason, before: told && told.starts.at !== meeting?.startsAt.at ? { ...told.starts } : null };
}
