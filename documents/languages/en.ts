import type { Catalogue } from './catalogue.ts';

const ASKS = { 'take-part': 'answer to the invitation', report: 'report or nil return', 'confirm-figures': 'confirmation of the figures' };

export const en: Catalogue = {
  locale: 'en-GB',
  colon: ': ',
  letters: {
    invitation: {
      subject: ({ operation }) => `${operation}: invitation to take part`,
      says: () => [
        'Your organisation is invited to take part in the operation named below.',
        'Please accept or decline by the deadline. Declining needs a reason.',
      ],
    },
    'report-request': {
      subject: ({ operation, period }) => `${operation}: report or nil return for ${period}`,
      says: () => [
        'Please report your cases of the period named below by the deadline, or file a nil return to say that there is nothing to report.',
        'Silence does not count as a nil return.',
      ],
    },
    'confirm-request': {
      subject: ({ operation, edition }) => `${operation}: please confirm your figures (${edition})`,
      says: ({ silence }) => [
        'The figures of the edition named below have been frozen. Please confirm those of your organisation by the deadline, or dispute them with a reason.',
        silence === 'consent'
          ? 'The plan of the operation says that silence is consent: without an answer by the deadline, your figures count as confirmed.'
          : 'Silence is not consent: without an answer by the deadline, your organisation is shown as silent.',
      ],
    },
    reminder: {
      subject: ({ operation, asks }) => `${operation}: reminder, ${ASKS[asks]}`,
      says: ({ asks }) => ['Your organisation has not answered yet.', `What is asked for: ${ASKS[asks]}.`],
    },
    'silence-list': {
      subject: ({ operation, asks, organisations }) => `${operation}: ${organisations.length} not answered (${ASKS[asks]})`,
      says: ({ asks }) => [
        'The organisations listed below have not answered yet. Please follow them up.',
        `What is asked for: ${ASKS[asks]}.`,
      ],
    },
    'decision-request': {
      subject: ({ operation, subject }) => `${operation}: your decision on ${subject === 'plan' ? 'the plan' : 'the figures'}`,
      says: ({ subject }) => [
        subject === 'plan'
          ? 'A plan of this operation was submitted and waits for your decision.'
          : 'The figures of an edition wait for your sign-off.',
        'Approve, return or reject. Returning and rejecting need a reason.',
      ],
    },
    returned: {
      subject: ({ operation, subject, outcome }) => `${operation}: ${subject === 'plan' ? 'plan' : 'figures'} ${outcome}`,
      says: ({ subject, outcome }) => [`${subject === 'plan' ? 'The plan was' : 'The figures were'} ${outcome}. The reason stands below.`],
    },
    'edition-published': {
      subject: ({ operation, edition }) => `${operation}: figures published (${edition})`,
      says: () => [
        'The edition named below has been published. Its figures stand below and are attached as CSV and as JSON.',
        'Anybody can read the publication, without signing in.',
      ],
    },
  },
  particulars: {
    operation: 'Operation',
    organisation: 'Organisation',
    edition: 'Edition',
    status: 'Status',
    cutOff: 'Cut-off',
    period: 'Period',
    from: 'From',
    until: 'Until',
    step: 'Step',
    by: 'Decided by',
    reason: 'Reason',
    deadline: 'Deadline',
    taskId: 'Task',
    approvalId: 'Approval',
    publicationId: 'Publication',
  },
  statuses: { preliminary: 'preliminary', interim: 'interim', final: 'final', corrected: 'corrected' },
  requests: {
    accept: 'Accept',
    decline: 'Decline',
    confirm: 'Confirm',
    dispute: 'Dispute',
    report: 'Report a case',
    'nil-return': 'File a nil return',
    approve: 'Approve',
    return: 'Return',
    reject: 'Reject',
    read: 'Read',
    'read-taskings': 'Read the taskings',
    'read-plan': 'Read the plan',
    'read-editions': 'Read the editions',
    'read-csv': 'Read as CSV',
  },
  howTo: 'Through the programming interface of Concert:',
  whoAnswers:
    'Only people who are registered for the organisation named above can answer. This letter may be passed on to them: all that they need is in it.',
  automatic:
    'Concert wrote this letter. A reply by mail does not count as an answer; please put questions to the coordinator of the operation.',
  exercise: { mark: 'Exercise', says: 'THIS IS AN EXERCISE. Nothing in this letter is about real events.' },
};
