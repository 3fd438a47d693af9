import { composeLetter, type ComposedLetter, type WrittenLetter } from '../documents/letter.ts';
import type { MatterKind, MatterOf } from '../domain/edition-matter.ts';
import type { Language } from '../domain/language.ts';
import type { Letter, LetterContents, LetterKind } from '../domain/letter.ts';
import type { Moment } from '../domain/moment.ts';

export const OPERATION_ID = '018f0000-0000-7000-8000-00000000000a';
export const TASK_ID = '018f0000-0000-7000-8000-00000000000b';
export const WRITTEN = new Date('2021-04-01T12:00:00Z');

export const brussels: Moment = { wall: '2021-04-30T00:00', zone: 'Europe/Brussels', at: '2021-04-29T22:00:00.000Z' };
const tokyo: Moment = { wall: '2021-09-30T18:30', zone: 'Asia/Tokyo', at: '2021-09-30T09:30:00.000Z' };

const MEETING = {
  operation: 'Tulip',
  meeting: 'kick-off',
  title: 'Kick-off of the experts',
  starts: brussels,
  ends: { wall: '2021-04-30T02:00', zone: 'Europe/Brussels', at: '2021-04-30T00:00:00.000Z' },
  place: 'Room 7, Brussels',
};

const PRODUCT: LetterContents['product-link'] = {
  operation: 'Tulip',
  organisation: 'Europol',
  title: 'What was found in the post',
  productKind: 'newsletter',
  number: 3,
  handling: 'TLP:AMBER H1 (ask before it is used in court)',
  cutOffAt: brussels.at,
  deliveryId: TASK_ID,
  occasion: '1',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  file: {
    name: 'newsletter-3.pdf',
    type: 'application/pdf',
    size: 1200,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  },
  deadline: brussels,
};

const ABOUT_EDITION = { operation: 'Tulip', organisation: 'Belgium Customs', edition: 'interim' };
const MEDICINES = { name: 'medicines', unit: 'C62' };

/** All that an edition can wait for. */
export const MATTERS: { [Kind in MatterKind]: MatterOf<Kind> } = {
  disputed: {
    ...ABOUT_EDITION,
    ...{ matter: 'disputed', figures: [MEDICINES], rule: 'hold-figure', reason: 'Three are thirty.', editionId: TASK_ID, disputeId: 'd-1' },
  },
  'dispute-withdrawn': { ...ABOUT_EDITION, matter: 'dispute-withdrawn', editionId: TASK_ID },
  'dispute-settled': { ...ABOUT_EDITION, matter: 'dispute-settled', figures: [MEDICINES], reason: 'Counted again.', editionId: TASK_ID },
  'late-appeal': { ...ABOUT_EDITION, matter: 'late-appeal', reference: 'BE-7', reason: 'A strike of the post.', appealId: 'a-1' },
  'late-appeal-decided': {
    ...ABOUT_EDITION,
    ...{ matter: 'late-appeal-decided', outcome: 'refused', reference: 'BE-7', reason: 'There was no strike.', appealId: 'a-1' },
  },
  'lists-differ': {
    ...ABOUT_EDITION,
    ...{ matter: 'lists-differ', differences: [{ country: 'CH', namedBy: ['europol'], missingFrom: ['wco'] }], editionId: TASK_ID },
  },
  'lists-agree': { ...ABOUT_EDITION, matter: 'lists-agree', editionId: TASK_ID },
};

/** A letter of each kind. */
export const CONTENTS: LetterContents = {
  invitation: { operation: 'Tulip', organisation: 'Belgium Customs', deadline: brussels, taskId: TASK_ID },
  'report-request': {
    operation: 'Tulip',
    organisation: 'Belgium Customs',
    period: 'week-1',
    from: brussels,
    until: tokyo,
    deadline: tokyo,
    taskId: TASK_ID,
  },
  'confirm-request': {
    operation: 'Tulip',
    organisation: 'Belgium Customs',
    edition: 'interim',
    deadline: brussels,
    silence: 'consent',
    taskId: TASK_ID,
    editionId: TASK_ID,
    figures: [{ name: 'medicines', unit: 'C62', value: '1200' }],
  },
  reminder: { operation: 'Tulip', organisation: 'Belgium Customs', asks: 'report', period: 'week-1', deadline: brussels, taskId: TASK_ID },
  'silence-list': { operation: 'Tulip', asks: 'take-part', deadline: brussels, organisations: ['Kenya Customs', 'Brazil Customs'] },
  'decision-request': {
    operation: 'Tulip',
    subject: 'amendment',
    submittedBy: 'Clara Coordinator',
    purpose: 'The summer begins earlier.',
    legalBasis: 'Article 7 of the agreement',
    urgency: 'Ships arrive tomorrow.',
    planVersion: '4',
    step: 'leads',
    deadline: brussels.at,
    silence: 'consent',
    changes: 3,
    approvalId: TASK_ID,
  },
  returned: { operation: 'Tulip', subject: 'plan', outcome: 'returned', reason: 'Phase two is too short.', by: 'wco-director-compliance' },
  approved: { operation: 'Tulip', subject: 'plan' },
  'edition-published': {
    operation: 'Tulip',
    edition: 'interim',
    status: 'interim',
    cutOff: brussels,
    publicationId: TASK_ID,
    figures: [{ name: 'medicines', unit: 'C62', value: '195500000.5' }],
  },
  'task-request': {
    operation: 'Tulip',
    organisation: 'Belgium Customs',
    asks: 'enquiry',
    title: 'Parcels from one sender',
    instructions: 'Please look for parcels of this sender since May.',
    deadline: tokyo,
    taskId: TASK_ID,
  },
  'task-withdrawn': {
    operation: 'Tulip',
    organisation: 'Belgium Customs',
    asks: 'enquiry',
    title: 'Parcels from one sender',
    reason: 'The sender was found.',
    deadline: tokyo,
    taskId: TASK_ID,
  },
  'deadline-moved': { operation: 'Tulip', organisation: 'Belgium Customs', asks: 'take-part', deadline: tokyo, taskId: TASK_ID },
  'handed-over': {
    operation: 'Tulip',
    organisation: 'Belgium Customs',
    tasks: [
      { asks: 'take-part', deadline: brussels },
      { asks: 'enquiry', title: 'Parcels from one sender', instructions: null, deadline: tokyo },
    ],
  },
  'extension-asked': {
    operation: 'Tulip',
    organisation: 'Belgium Customs',
    asks: 'confirm-figures',
    edition: 'interim',
    deadline: tokyo,
    reason: 'Our laboratory is closed.',
    requestId: TASK_ID,
  },
  'extension-decided': {
    operation: 'Tulip',
    organisation: 'Belgium Customs',
    asks: 'take-part',
    outcome: 'granted',
    deadline: tokyo,
    reason: 'Laboratories need time.',
    taskId: TASK_ID,
  },
  'decision-reminder': {
    operation: 'Tulip',
    subject: 'extension',
    step: 'leads',
    deadline: brussels.at,
    silence: 'consent',
    approvalId: TASK_ID,
  },
  'decision-overdue': {
    operation: 'Tulip',
    subject: 'edition',
    edition: 'interim',
    editionId: TASK_ID,
    standsFor: 'Dirk Director',
    step: 'leads',
    deadline: brussels.at,
    organisations: ['WCO', 'INTERPOL'],
    approvalId: TASK_ID,
  },
  'contact-changed': {
    operation: 'Tulip',
    organisation: 'Belgium Customs',
    role: 'national-contact-point',
    before: 'Emma Peeters',
    after: 'Noor Maes',
    from: tokyo,
  },
  'case-recounted': { operation: 'Tulip', reference: 'BE-1', caseId: 'c-1', reason: 'It lies outside the operation.', isCounted: false },
  'case-linked': {
    ...{ operation: 'Tulip', organisation: 'Belgian Police', reference: 'BE-1', isLinked: true, isPrimary: false },
    ...{ reason: 'One container.', duplicateId: 'd-1' },
  },
  'participation-withdrawn': { operation: 'Tulip', organisation: 'Belgium Customs', reason: 'No staff is left for it.' },
  'operation-suspended': { operation: 'Tulip', reason: 'A strike at the ports.' },
  'operation-resumed': { operation: 'Tulip', days: '14' },
  'operation-cancelled': { operation: 'Tulip', reason: 'The partner withdrew.' },
  'operation-closed': { operation: 'Tulip' },
  'meeting-invitation': { ...MEETING, sequence: 1 },
  'meeting-changed': { ...MEETING, before: tokyo, reason: 'The room is taken.', sequence: 2 },
  'meeting-cancelled': { ...MEETING, reason: 'Nobody can come.', sequence: 3 },
  'closing-refused': { operation: 'Tulip', openEnds: [{ end: 'tasks', count: 7, names: ['first', 'second'] }] },
  'recall-notice': {
    operation: 'Tulip',
    organisation: 'Belgium Customs',
    products: [{ name: 'Weekly summary', number: 3, madeAt: brussels.at, sha256: 'ab'.repeat(32), cases: 12 }],
    deadline: brussels,
    taskId: TASK_ID,
  },
  'product-sent': { ...PRODUCT, text: [{ heading: 'Air mail: toys', paragraphs: ['Found: medicines in toys.'] }] },
  'product-link': PRODUCT,
  'edition-matter': MATTERS.disputed,
};

export const KINDS = Object.keys(CONTENTS) as LetterKind[];

export function aLetter<Kind extends LetterKind>(kind: Kind, content: Partial<LetterContents[Kind]> = {}, isDrill = false): WrittenLetter {
  const letter = { kind, content: { ...CONTENTS[kind], ...content } } as unknown as Letter;
  return { ...letter, operationId: OPERATION_ID, isDrill, writtenAt: WRITTEN };
}

export function compose<Kind extends LetterKind>(
  kind: Kind,
  content: Partial<LetterContents[Kind]> = {},
  language: Language = 'en',
  isDrill = false,
): ComposedLetter {
  return composeLetter({ ...aLetter(kind, content, isDrill), language });
}
