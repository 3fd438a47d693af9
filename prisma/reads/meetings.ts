import type { ToldMeeting } from '../../domain/meeting.ts';
import type { Tx } from '../event.ts';
import type { Mailbox } from './mailboxes.ts';

/** What one address was told last of one meeting, and how it was reached. */
export type Telling = { meeting: string; mailbox: Mailbox; told: ToldMeeting };

/** The latest letter about each meeting to each address that was ever told of it; letters are the only record of who was. */
export async function readTellings(tx: Tx, operationId: string): Promise<Telling[]> {
  const rows = await tx.$queryRaw<(Mailbox & Pick<ToldMeeting, 'kind'> & { content: Omit<ToldMeeting, 'kind'> & { meeting: string } })[]>`
    select distinct on (thread, address)
      organisation_id as "organisationId", person_id as "personId", address, language, kind, content
    from letter
    where operation_id = ${operationId}::uuid and kind in ('meeting-invitation','meeting-changed','meeting-cancelled')
    order by thread, address, id desc`;
  return rows.map(({ kind, content, ...mailbox }) => {
    const { meeting, title, starts, ends, place } = content;
    return { mailbox, meeting, told: { kind, title, starts, ends, place } };
  });
}
