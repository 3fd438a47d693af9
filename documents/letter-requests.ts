import type { EditionMatter } from '../domain/edition-matter.ts';
import type { Brief, LetterContents, LetterKind, Subject } from '../domain/letter.ts';
import type { Moment } from '../domain/moment.ts';
import { ruleOf, SPOKEN_ANSWERS, type SpokenAnswer, type TaskingKind } from '../domain/tasking.ts';

/** What a reader can do about a letter; each language has a name for it. */
export type RequestName =
  | SpokenAnswer
  | 'report'
  | 'nil-return'
  | 'approve'
  | 'return'
  | 'reject'
  | 'grant'
  | 'refuse-time'
  | 'ask-time'
  | 'settle'
  | 'take-late'
  | 'refuse-late'
  | 'name-countries'
  | 'close'
  | 'launch'
  | 'read'
  | 'read-inbox'
  | 'read-calendar'
  | 'read-operation'
  | 'read-participations'
  | 'read-taskings'
  | 'read-plan'
  | 'read-edition'
  | 'read-editions'
  | 'read-lists'
  | 'read-recalls'
  | 'read-csv'
  | 'fetch'
  | 'acknowledge'
  | 'read-products';

export type Request = readonly [name: RequestName, call: string];

/** The calls of the API that answer a letter, written out: whoever the letter is passed on to need not look anything up. */
export function requestsOf<Kind extends LetterKind>(
  { kind, content }: { kind: Kind; content: LetterContents[Kind] },
  operationId: string,
): readonly Request[] {
  return REQUESTS[kind](content, operationId);
}

const REQUESTS: { [Kind in LetterKind]: (content: LetterContents[Kind], operationId: string) => readonly Request[] } = {
  invitation: (content) => taskRequests('take-part', content),
  'report-request': (content, operationId) => [...reportRequests(operationId, content.period), ...taskRequests('report', content)],
  'confirm-request': (content) => [...taskRequests('confirm-figures', content), ...editionRequests(content.editionId)],
  reminder: (content, operationId) => [
    ...(content.asks === 'report' ? reportRequests(operationId, content.period ?? '...') : []),
    ...taskRequests(content.asks, content),
  ],
  'silence-list': (_content, operationId) => [['read-taskings', `GET /operations/${operationId}/taskings`]],
  'decision-request': decisionRequests,
  returned: ({ subject }, operationId) => returnedRequests(subject, operationId),
  approved: ({ subject }, operationId) => [
    ...(subject === 'plan' ? [['launch', `POST /operations/${operationId}/launches`] as const] : []),
    ...readOperation({}, operationId),
  ],
  'edition-published': ({ publicationId }) => [
    ['read', `GET /publications/${publicationId}`],
    ['read-csv', `GET /publications/${publicationId}/figures.csv`],
  ],
  'product-sent': productRequests,
  'product-link': productRequests,
  'task-request': (content) => taskRequests(content.asks, content),
  'recall-notice': (content, operationId) => [
    ...taskRequests('confirm-recall', content),
    ['read-recalls', `GET /operations/${operationId}/recalls`],
  ],
  'task-withdrawn': () => [INBOX],
  'deadline-moved': ({ taskId }) => [['read', `GET /tasks/${taskId}`]],
  'handed-over': () => [INBOX],
  'extension-asked': ({ requestId }) => [
    ['grant', `POST /extension-requests/${requestId}/decisions ${body({ outcome: 'granted' })}`],
    ['refuse-time', `POST /extension-requests/${requestId}/decisions ${body({ outcome: 'refused', reason: '...' })}`],
  ],
  'extension-decided': ({ taskId }) => [['read', `GET /tasks/${taskId}`]],
  'decision-reminder': decisionRequests,
  'decision-overdue': (content, operationId) =>
    (content.standsFor === undefined ? [] : decisions(content)).concat(matterRequests(content, operationId)),
  'contact-changed': (_content, operationId) => [participations(operationId)],
  'case-recounted': ({ caseId }) => [['read', `GET /cases/${caseId}`]],
  'case-linked': ({ duplicateId }) => [['read', `GET /duplicates/${duplicateId}`]],
  'participation-withdrawn': (_content, operationId) => [participations(operationId)],
  'operation-suspended': readOperation,
  'operation-resumed': readOperation,
  'operation-cancelled': readOperation,
  'operation-closed': readOperation,
  'meeting-invitation': readCalendar,
  'meeting-changed': readCalendar,
  'meeting-cancelled': readCalendar,
  'closing-refused': (_content, operationId) => [
    ...readOperation({}, operationId),
    ['close', `POST /operations/${operationId}/closings ${body({ override: { reason: '...' } })}`],
  ],
  'edition-matter': editionMatterRequests,
};

type ProductRequest = { deliveryId: string; sha256: string; deadline?: Moment };

function productRequests({ deliveryId, sha256 }: ProductRequest): readonly Request[] {
  return [
    ['fetch', `GET /deliveries/${deliveryId}/file`],
    ['acknowledge', `POST /deliveries/${deliveryId}/acknowledgements ${body({ sha256 })}`],
  ];
}

const INBOX: Request = ['read-inbox', 'GET /tasks?mine=true'];

type Decidable = Brief & { approvalId: string };

function decisionRequests(content: Decidable, operationId: string): readonly Request[] {
  return [...decisions(content), ...matterRequests(content, operationId)];
}

/** Where to read the approval, and what it decides on. */
function matterRequests({ approvalId, planVersion, editionId }: Decidable, operationId: string): readonly Request[] {
  return [
    ['read', `GET /approvals/${approvalId}`],
    ...(planVersion === undefined ? [] : [['read-plan', `GET /operations/${operationId}/plan-versions/${planVersion}`] as const]),
    ...editionRequests(editionId),
  ];
}

function decisions({ approvalId }: { approvalId: string }): Request[] {
  return [
    ['approve', `POST /approvals/${approvalId}/decisions ${body({ decision: 'approve' })}`],
    ['return', `POST /approvals/${approvalId}/decisions ${body({ decision: 'return', reason: '...' })}`],
    ['reject', `POST /approvals/${approvalId}/decisions ${body({ decision: 'reject', reason: '...' })}`],
  ];
}

function returnedRequests(subject: Subject, operationId: string): readonly Request[] {
  if (subject === 'plan' || subject === 'amendment' || subject === 'extension')
    return [['read-plan', `GET /operations/${operationId}/plan`]];
  if (subject === 'edition' || subject === 'publication') return [['read-editions', `GET /operations/${operationId}/editions`]];
  return readOperation({}, operationId);
}

/** Shows whoever reported its own part of the figures too. */
function editionRequests(editionId: string | undefined): readonly Request[] {
  return editionId === undefined ? [] : [['read-edition', `GET /editions/${editionId}`]];
}

function editionMatterRequests(about: EditionMatter): readonly Request[] {
  if ('appealId' in about) return appealRequests(about);
  const { editionId } = about;
  if (about.matter === 'lists-differ')
    return [
      ['name-countries', `POST /editions/${editionId}/country-lists`],
      ['read-lists', `GET /editions/${editionId}/reconciliation`],
    ];
  const isOpen = about.matter === 'disputed' && about.disputeId !== undefined;
  return [
    ...(isOpen ? [['settle', `POST /disputes/${about.disputeId}/settlements ${body({ reason: '...' })}`] as const] : []),
    ...editionRequests(editionId),
  ];
}

function appealRequests({ matter, appealId }: { matter: EditionMatter['matter']; appealId: string }): readonly Request[] {
  const decide = `POST /late-appeals/${appealId}/decisions`;
  const decisions: Request[] = [
    ['take-late', `${decide} ${body({ outcome: 'granted' })}`],
    ['refuse-late', `${decide} ${body({ outcome: 'refused', reason: '...' })}`],
  ];
  return [...(matter === 'late-appeal' ? decisions : []), ['read', `GET /late-appeals/${appealId}`]];
}

function readOperation(_content: object, operationId: string): readonly Request[] {
  return [['read-operation', `GET /operations/${operationId}`]];
}

function readCalendar(_content: object, operationId: string): readonly Request[] {
  return [['read-calendar', `GET /operations/${operationId}/calendar.ics`]];
}

function participations(operationId: string): Request {
  return ['read-participations', `GET /operations/${operationId}/participations`];
}

/** More time is shown as until the deadline that holds: whoever asks for it writes another in its place. */
function taskRequests(asks: TaskingKind, { taskId, deadline: { wall, zone } }: { taskId: string; deadline: Moment }): readonly Request[] {
  if (asks === 'acknowledge') return [['read-products', 'GET /organisations/me/products']]; // which names the delivery that is to be acknowledged
  const { answers } = ruleOf(asks);
  const calls = SPOKEN_ANSWERS.filter((answer) => answers[answer]).map((answer): Request => {
    const needs = answers[answer];
    const besides = needs === 'with-reason' ? { reason: '...' } : needs === 'with-details' ? { details: '...' } : {};
    return [answer, `POST /tasks/${taskId}/answers ${body({ answer, ...besides })}`];
  });
  const moreTime = `POST /tasks/${taskId}/extension-requests ${body({ until: { wall, zone }, reason: '...' })}`;
  return [...calls, ['ask-time', moreTime], ['read', `GET /tasks/${taskId}`]];
}

function reportRequests(operationId: string, period: string): readonly Request[] {
  return [
    ['report', `POST /operations/${operationId}/cases`],
    ['nil-return', `POST /operations/${operationId}/nil-returns ${body({ period })}`],
  ];
}

function body(fields: object): string {
  return JSON.stringify(fields);
}
