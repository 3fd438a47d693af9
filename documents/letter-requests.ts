import type { LetterContents, LetterKind } from '../domain/letter.ts';
import { ANSWERS, needsReason, type TaskingKind } from '../domain/tasking.ts';

/** What a reader can do about a letter; each language has a name for it. */
export type RequestName =
  | (typeof ANSWERS)[TaskingKind][number]
  | 'report'
  | 'nil-return'
  | 'approve'
  | 'return'
  | 'reject'
  | 'read'
  | 'read-taskings'
  | 'read-plan'
  | 'read-editions'
  | 'read-csv';

export type Request = readonly [name: RequestName, call: string];

/** The calls of the API that answer a letter, written out: whoever the letter is passed on to need not look anything up. */
export function requestsOf<Kind extends LetterKind>(
  { kind, content }: { kind: Kind; content: LetterContents[Kind] },
  operationId: string,
): readonly Request[] {
  return REQUESTS[kind](content, operationId);
}

const REQUESTS: { [Kind in LetterKind]: (content: LetterContents[Kind], operationId: string) => readonly Request[] } = {
  invitation: ({ taskId }) => taskRequests('take-part', taskId),
  'report-request': ({ taskId, period }, operationId) => [...reportRequests(operationId, period), ...taskRequests('report', taskId)],
  'confirm-request': ({ taskId }) => taskRequests('confirm-figures', taskId),
  reminder: ({ taskId, asks }, operationId) => [
    ...(asks === 'report' ? reportRequests(operationId, '...') : []),
    ...taskRequests(asks, taskId),
  ],
  'silence-list': (_content, operationId) => [['read-taskings', `GET /operations/${operationId}/taskings`]],
  'decision-request': ({ approvalId }) => [
    ['approve', `POST /approvals/${approvalId}/decisions ${body({ decision: 'approve' })}`],
    ['return', `POST /approvals/${approvalId}/decisions ${body({ decision: 'return', reason: '...' })}`],
    ['reject', `POST /approvals/${approvalId}/decisions ${body({ decision: 'reject', reason: '...' })}`],
    ['read', `GET /approvals/${approvalId}`],
  ],
  returned: ({ subject }, operationId) =>
    subject === 'plan'
      ? [['read-plan', `GET /operations/${operationId}/plan`]]
      : [['read-editions', `GET /operations/${operationId}/editions`]],
  'edition-published': ({ publicationId }) => [
    ['read', `GET /publications/${publicationId}`],
    ['read-csv', `GET /publications/${publicationId}/figures.csv`],
  ],
};

function taskRequests(asks: TaskingKind, taskId: string): readonly Request[] {
  const answers = ANSWERS[asks].map(
    (answer): Request => [answer, `POST /tasks/${taskId}/answers ${body({ answer, ...(needsReason(answer) ? { reason: '...' } : {}) })}`],
  );
  return [...answers, ['read', `GET /tasks/${taskId}`]];
}

function reportRequests(operationId: string, period: string): readonly Request[] {
  return [
    ['report', `POST /operations/${operationId}/cases`],
    ['nil-return', `POST /operations/${operationId}/nil-returns ${body({ period })}`],
  ];
}

function body(fields: Record<string, string>): string {
  return JSON.stringify(fields);
}
