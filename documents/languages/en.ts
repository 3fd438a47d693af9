/** Longer than 250 lines: a language is one file, so that its translator has one thing to hand in. */
import type { Matter } from '../../domain/letter.ts';
import type { Catalogue } from './catalogue.ts';
import { mattersBy } from './edition-matters.ts';
import { namedBy } from './named.ts';
import { counted } from './plural.ts';

const LOCALE = 'en-GB';

const ASKS = {
  'take-part': 'answer to the invitation',
  'nominate-contacts': 'nomination of contacts',
  report: 'report or nil return',
  feedback: 'feedback on a warning',
  enquiry: 'answer to an enquiry',
  'correct-report': 'correction of a report',
  'judge-duplicate': 'judgement on a possible duplicate',
  'confirm-figures': 'confirmation of the figures',
  'follow-up': 'follow-up of the cases',
  consent: 'consent to passing your reports on',
  'confirm-recall': 'confirmation that recalled products are not used any more',
  'mend-contact': 'a contact whose mailbox works',
  'review-necessity': 'review of whether records are still needed',
  'mend-delivery': 'a product that cannot be delivered',
  acknowledge: 'receipt for a product',
};

const SUBJECTS = {
  plan: 'plan',
  amendment: 'amendment of the plan',
  extension: 'extension of the operation',
  edition: 'figures of an edition',
  closing: 'closing of the operation',
  publication: 'publication',
  release: 'release to a partner',
  ratification: 'ratification',
  unlock: 'unlocking of signed figures',
  subscription: 'subscription to summaries',
};

const named = namedBy(ASKS);

const PRODUCTS = { edition: 'edition', summary: 'summary', regional: 'regional summary', newsletter: 'newsletter', alert: 'alert' };

/** What nobody who gets it would know: what to do, and when it is over. */
const MEND =
  'Letters to the organisation or mailbox named below do not arrive; what its mail server said stands below, if it said anything. Please find out whom to write to, and have the register changed: that answers this request.';

const CONSENT =
  'Your organisation has said that some of its reports do not go to the recipient named below without its consent. Give it, with a scope if you like, or refuse it with a reason. Silence is no: without an answer by the deadline the recipient does not get them.';
/** What silence means. */
const NEEDED =
  'Records are kept for as long as they are needed. Without your word by the deadline that yours still are, with the reason, they count as not needed and may be deleted; the agreed figures stay as they are.';
const MEND_DELIVERY =
  'A product of the operation cannot be delivered to the recipient named below; what its server said stands below, if it said anything. Please find out why, and have the register, or the address of its machine, mended. Once you answer that it is done, it is sent again. What may not leave any more is not sent, whatever is answered: write it anew if it is needed.';

function matter({ subject, partner, edition }: Matter): string {
  const granted = subject === 'subscription' ? `summaries for ${partner}` : `release to ${partner}`;
  const said = partner === undefined ? SUBJECTS[subject] : granted;
  return edition === undefined ? said : `${said} (${edition})`;
}

const HELD = {
  none: 'The plan holds nothing back for that: the figures listed below go out with the edition all the same.',
  'hold-figure':
    'As the plan says, the figures listed below, and sums of which they are a part, are held back until the dispute is settled or taken back. The rest of the edition goes out.',
  'hold-edition': 'As the plan says, the edition is held back until the dispute over the figures listed below is settled or taken back.',
};

const MATTERS = mattersBy({
  disputed: {
    subject: ({ operation, organisation, edition }) => `${operation}: ${organisation} disputes its figures (${edition})`,
    says: ({ rule }) => [
      'The organisation named below says that figures of its own in the edition named below are wrong. Its reason stands below.',
      ...(rule === undefined
        ? [
            'It has not said which ones. Nothing is held back for it, and there is nothing to settle: please ask it. As long as it is asked to confirm, it can answer once more and name them.',
          ]
        : [
            HELD[rule],
            'Please clear it up with the organisation, and then settle the dispute with a reason: the figures stand as they were frozen. Where reports are wrong, the organisation corrects them; that counts in later editions.',
          ]),
    ],
  },
  'dispute-withdrawn': {
    subject: ({ operation, organisation, edition }) => `${operation}: ${organisation} no longer disputes its figures (${edition})`,
    says: () => [
      'The organisation named below has taken back that figures of its own in the edition named below are wrong.',
      'Nothing is held back for it any more, and nothing is left to settle.',
    ],
  },
  'dispute-settled': {
    subject: ({ operation, edition }) => `${operation}: your dispute has been settled (${edition})`,
    says: () => [
      'The coordinators have settled what your organisation disputed in the edition named below. Their reason stands below.',
      'The figures listed below stand as they were frozen, and are held back for it no longer.',
      'If reports of your organisation are wrong, please correct them: corrections count in later editions.',
    ],
  },
  'late-appeal': {
    subject: ({ operation, organisation }) => `${operation}: ${organisation} asks that a late report be taken`,
    says: ({ reference }) => [
      `Report ${reference} of the organisation named below came after the cut-off of the edition named below, and was refused, as the plan says. The organisation asks that it be taken all the same; its reason stands below.`,
      'Please take it, or refuse it with a reason. Once taken it counts in later editions, and the edition named below stays as it is. Until then it counts nowhere.',
    ],
  },
  'late-appeal-decided': {
    subject: ({ operation, outcome, reference }) =>
      `${operation}: late report ${reference} ${outcome === 'granted' ? 'taken' : 'not taken'}`,
    says: ({ outcome, reference }) =>
      outcome === 'granted'
        ? [
            `The coordinators have taken report ${reference} of your organisation, though it came late.`,
            'It counts in later editions, and the edition named below stays as it is. It can be corrected like any other.',
          ]
        : [
            `The coordinators have not taken report ${reference} of your organisation, which came late. Their reason stands below.`,
            'It counts in no edition. If there is something that they did not know, your organisation can appeal once more.',
          ],
  },
  'lists-differ': {
    subject: ({ operation, edition }) => `${operation}: lists of countries differ (${edition})`,
    says: () => [
      'The organisation named below has said which countries it is going to name as those that took part. Its list, or that of somebody else who publishes, differs from the others; where, stands below.',
      'The edition named below is held back until all lists are the same. Please agree on one, and say yours once more if it changes.',
    ],
  },
  'lists-agree': {
    subject: ({ operation, edition }) => `${operation}: lists of countries agree (${edition})`,
    says: () => [
      'The organisation named below has said which countries it is going to name as those that took part. All who publish now name the same.',
      'The edition named below is held back for that no longer, and nothing is left to do.',
    ],
  },
});

export const en: Catalogue = {
  locale: LOCALE,
  direction: 'ltr',
  colon: ': ',
  letters: {
    invitation: {
      subject: ({ operation }) => `${operation}: invitation to take part`,
      says: () => [
        'Your organisation is invited to take part in the operation named below.',
        'Please accept or decline by the deadline. Declining needs a reason. Without an answer by then, your organisation is shown as silent.',
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
        'The figures of the edition named below have been frozen. Please confirm those of your organisation, which stand below, by the deadline, or dispute them with a reason.',
        silence === 'consent'
          ? 'The plan of the operation says that silence is consent: without an answer by the deadline, your figures count as confirmed.'
          : 'Silence is not consent: without an answer by the deadline, your organisation is shown as silent.',
      ],
    },
    reminder: {
      subject: ({ operation, ...asked }) => `${operation}: reminder, ${named(asked)}`,
      says: ({ asks }) => [
        'Your organisation has not answered yet. Please do so by the deadline below, or at once if it has passed; who needs more time can ask for it before.',
        `What is asked for: ${ASKS[asks]}.`,
        ...(asks === 'mend-contact' ? [MEND] : []),
        ...(asks === 'consent' ? [CONSENT] : []),
        ...(asks === 'review-necessity' ? [NEEDED] : []),
        ...(asks === 'mend-delivery' ? [MEND_DELIVERY] : []),
      ],
    },
    'silence-list': {
      subject: ({ operation, organisations, ...asked }) =>
        `${operation}: ${counted(LOCALE, organisations.length, { one: '# not answered', other: '# not answered' })}, ${named(asked)}`,
      says: ({ asks }) => [
        'The organisations listed below have not answered yet. Please follow them up.',
        `What is asked for: ${ASKS[asks]}.`,
      ],
    },
    'decision-request': {
      subject: ({ operation, ...about }) => `${operation}: your decision on the ${matter(about)}`,
      says: ({ silence, changes, ...about }) => [
        `This waits for your decision: ${matter(about)}.`,
        ...(changes === undefined
          ? []
          : [
              `It was returned before and has been submitted again. ${counted(LOCALE, changes, { one: '# field differs', other: '# fields differ' })} from what was returned.`,
            ]),
        'Approve, return or reject. Returning and rejecting need a reason.',
        ...(silence === 'consent'
          ? ['This is a silence procedure: whoever has not decided by the deadline below counts as agreeing.']
          : []),
        ...(silence === 'lapse' ? ['Without the decisions that it needs by the deadline below, it lapses.'] : []),
      ],
    },
    returned: {
      subject: ({ operation, outcome, ...about }) => `${operation}: ${matter(about)} ${outcome}`,
      says: ({ outcome, ...about }) => [
        `Outcome: ${matter(about)} ${outcome}.`,
        outcome === 'lapsed' ? 'The deadline below passed without the decisions that it needed.' : 'The reason stands below.',
      ],
    },
    approved: {
      subject: ({ operation, ...about }) => `${operation}: ${matter(about)} approved`,
      says: (about) => [`Outcome: ${matter(about)} approved.`, ...(about.subject === 'plan' ? ['The operation can be launched now.'] : [])],
    },
    'edition-published': {
      subject: ({ operation, edition }) => `${operation}: figures published (${edition})`,
      says: () => [
        'The edition named below has been published. Its figures stand below and are attached as CSV and as JSON.',
        'Anybody can read the publication, without signing in.',
      ],
    },
    'product-sent': {
      subject: ({ operation, productKind, number, title }) => `${operation}: ${PRODUCTS[productKind]} ${number}, ${title}`,
      says: ({ deadline }) => [
        'What is named below is attached, as it was made for your organisation. It may be used only as its handling, named below, allows.',
        ...(deadline
          ? ['Please acknowledge it by the deadline below, by its hash. That is how we know that it arrived as it was sent.']
          : []),
      ],
    },
    'product-link': {
      subject: ({ operation, productKind, number, title }) => `${operation}: ${PRODUCTS[productKind]} ${number}, ${title}`,
      says: ({ deadline }) => [
        'What is named below has been made for your organisation. It is not attached: fetch it by the address below, signed in. It may be used only as its handling, named below, allows.',
        ...(deadline
          ? ['Please acknowledge it by the deadline below, by its hash. That is how we know that it arrived as it was sent.']
          : []),
      ],
    },
    'task-request': {
      subject: ({ operation, title }) => `${operation}: ${title}`,
      says: ({ asks }) => [
        'Your organisation is asked for what is named below. Please answer by the deadline, or ask for more time before it.',
        `What is asked for: ${ASKS[asks]}.`,
        ...(asks === 'mend-contact' ? [MEND] : []),
        ...(asks === 'consent' ? [CONSENT] : []),
        ...(asks === 'review-necessity' ? [NEEDED] : []),
        ...(asks === 'mend-delivery' ? [MEND_DELIVERY] : []),
      ],
    },
    'task-withdrawn': {
      subject: ({ operation, ...asked }) => `${operation}: no longer needed, ${named(asked)}`,
      says: (asked) => [`This was withdrawn: ${named(asked)}. Your organisation need not answer any more.`],
    },
    'deadline-moved': {
      subject: ({ operation, ...asked }) => `${operation}: new deadline, ${named(asked)}`,
      says: (asked) => [`The deadline of this was moved: ${named(asked)}. The new one stands below.`],
    },
    'handed-over': {
      subject: ({ operation, tasks }) =>
        `${operation}: ${counted(LOCALE, tasks.length, { one: '# open task was', other: '# open tasks were' })} handed over to you`,
      says: () => ['From now on you hold the open tasks of your organisation that are listed below, each with its deadline.'],
    },
    'extension-asked': {
      subject: ({ operation, organisation }) => `${operation}: ${organisation} asks for more time`,
      says: (asked) => [
        `The organisation named below asks for more time. What it was asked for: ${named(asked)}.`,
        'The deadline that it asks for and its reason stand below. Please grant or refuse it; until you do, its present deadline holds.',
      ],
    },
    'extension-decided': {
      subject: ({ operation, outcome, ...asked }) => `${operation}: more time ${outcome}, ${named(asked)}`,
      says: ({ outcome, ...asked }) => [
        `What your organisation was asked for: ${named(asked)}.`,
        outcome === 'granted'
          ? 'Your organisation was given more time. The new deadline stands below.'
          : 'Your organisation was not given more time. The deadline stands below, as it was.',
      ],
    },
    'decision-reminder': {
      subject: ({ operation, ...about }) => `${operation}: reminder, your decision on the ${matter(about)}`,
      says: ({ silence, ...about }) => [
        `This still waits for your decision: ${matter(about)}.`,
        'Approve, return or reject. Returning and rejecting need a reason.',
        silence === 'consent'
          ? 'This is a silence procedure: whoever has not decided by the deadline below counts as agreeing.'
          : 'Without the decisions that it needs by the deadline below, it lapses.',
      ],
    },
    'decision-overdue': {
      subject: ({ operation, ...about }) => `${operation}: not decided yet, ${matter(about)}`,
      says: ({ standsFor, ...about }) => [
        `This is not decided yet: ${matter(about)}.`,
        standsFor === undefined
          ? 'Those listed below can still decide. Please follow them up.'
          : 'Those listed below can still decide. Please decide for the person for whom you stand in.',
      ],
    },
    'contact-changed': {
      subject: ({ operation, organisation }) => `${operation}: change of contact, ${organisation}`,
      says: ({ rank, after }) => [
        rank === 'deputy'
          ? `From the moment below on, the organisation named below has ${after === null ? 'one deputy less' : 'one more deputy'} in the role named below. Who holds the role has not changed.`
          : after === null
            ? 'From the moment below on, the organisation named below has nobody in the role named below any more.'
            : 'From the moment below on, the organisation named below has a new contact in the role named below.',
      ],
    },
    'case-recounted': {
      subject: ({ operation, reference, isCounted }) =>
        isCounted ? `${operation}: case ${reference} counts again` : `${operation}: case ${reference} no longer counts`,
      says: ({ reference, isCounted }) => [
        isCounted
          ? `The coordinators have put case ${reference}, which your organisation reported, back into the figures. Their reason stands below.`
          : `The coordinators have taken case ${reference}, which your organisation reported, out of the figures. Their reason stands below. The report stays as you wrote it.`,
      ],
    },
    'case-linked': {
      subject: ({ operation, reference, isLinked }) =>
        !isLinked ? `${operation}: case ${reference} counts apart again` : `${operation}: case ${reference} is one seizure with another`,
      says: ({ reference, isLinked, isPrimary }) => [
        isPrimary
          ? `Case ${reference}, which your organisation reported, and a report of the organisation named below are one seizure. Yours counts for both.`
          : isLinked
            ? `Case ${reference}, which your organisation reported, and a report of the organisation named below are one seizure. It counts once, by the other report.`
            : `Case ${reference}, which your organisation reported, and a report of the organisation named below are two seizures after all. Both count.`,
        ...(isLinked ? ['Both organisations are credited. Whoever sees it otherwise can tell the coordinators.'] : []),
      ],
    },
    'participation-withdrawn': {
      subject: ({ operation, organisation }) => `${operation}: ${organisation} no longer takes part`,
      says: () => ['The organisation named below has withdrawn from the operation. Its reason stands below.'],
    },
    'operation-suspended': {
      subject: ({ operation }) => `${operation}: suspended`,
      says: ({ isUnratified }) => [
        ...(isUnratified
          ? [
              'Its plan came into force by the fast track and was not ratified. For this case the plan says that the operation stands still until its coordinators have decided.',
            ]
          : []),
        'The operation is suspended. No deadline passes until it is resumed; what has been asked for can be answered all the same.',
        'When it is resumed, everything that lies ahead, meetings too, moves by as many days. You will be told.',
      ],
    },
    'operation-resumed': {
      subject: ({ operation }) => `${operation}: resumed`,
      says: ({ days }) => [
        'The operation is resumed.',
        `Open deadlines were moved by ${counted(LOCALE, Number(days), { one: '# day', other: '# days' })}.`,
      ],
    },
    'operation-cancelled': {
      subject: ({ operation }) => `${operation}: cancelled`,
      says: () => ['The operation is cancelled. Nothing that it asked for needs an answer any more.'],
    },
    'operation-closed': {
      subject: ({ operation }) => `${operation}: closed`,
      says: () => ['The operation is closed. It may still ask, some months from now, what became of its cases.'],
    },
    'meeting-invitation': {
      subject: ({ operation, title }) => `${operation}: meeting, ${title}`,
      says: () => [
        'You are expected at the meeting named below. The attached file puts it into your calendar.',
        'No answer is needed. If nobody of your organisation can come, please tell the coordinator of the operation. Should the meeting change, you will be told.',
      ],
    },
    'meeting-changed': {
      subject: ({ operation, title }) => `${operation}: meeting changed, ${title}`,
      says: () => [
        'The meeting named below has been changed. What stands below holds from now on; the attached file changes your calendar.',
      ],
    },
    'meeting-cancelled': {
      subject: ({ operation, title }) => `${operation}: meeting cancelled, ${title}`,
      says: () => ['The meeting named below will not take place. The attached file takes it out of your calendar.'],
    },
    'closing-refused': {
      subject: ({ operation }) => `${operation}: closing not in effect`,
      says: () => [
        'The closing of the operation was approved, but what is listed below has been left open since it was asked for. Nobody has agreed to that, so the operation goes on.',
        'Settle it, or close the operation again and say why it may stay open.',
      ],
    },
    'recall-notice': {
      subject: ({ operation, products }) =>
        `${operation}: recall of ${counted(LOCALE, products.length, { one: '# product', other: '# products' })}`,
      says: () => [
        'The products listed below, which your organisation has received, are recalled: they carry reports that it may not have any more.',
        'Please delete them and every copy, use them no more, and tell whomever you passed them on to. What comes next takes their place.',
        'Please confirm that by the deadline below, or say why it cannot be done.',
      ],
    },
    'edition-matter': MATTERS,
  },
  named,
  recalled: ({ made, sha256, cases }) => `${made}, ${counted(LOCALE, cases, { one: '# report', other: '# reports' })}, SHA-256 ${sha256}`,
  listed: ({ namedBy, missingFrom }) => `named by ${namedBy.join(', ')}, and not by ${missingFrom.join(', ')}`,
  digest: {
    subject: ({ operation, letters }) => `${operation}: ${counted(LOCALE, letters, { one: '# letter', other: '# letters' })}`,
    says: ({ letters }) => `This mail holds ${counted(LOCALE, letters, { one: '# letter', other: '# letters' })} to you:`,
    part: ({ number, of }) => `Letter ${number} of ${of}`,
  },
  particulars: {
    operation: 'Operation',
    organisation: 'Organisation',
    recipient: 'Recipient',
    partner: 'Partner',
    title: 'Title',
    instructions: 'Instructions',
    edition: 'Edition',
    submittedBy: 'Submitted by',
    purpose: 'What for',
    legalBasis: 'Legal basis',
    urgency: 'Why it is urgent',
    standsFor: 'You stand in for',
    status: 'Status',
    cutOff: 'Cut-off',
    cutOffAt: 'As known on',
    handling: 'Handling',
    period: 'Period',
    from: 'From',
    until: 'Until',
    starts: 'Begins',
    ends: 'Ends',
    place: 'Place',
    step: 'Step',
    role: 'Role',
    before: 'Formerly',
    after: 'Then',
    by: 'Decided by',
    reason: 'Reason',
    deadline: 'Deadline',
    taskId: 'Task',
    requestId: 'Request',
    approvalId: 'Approval',
    publicationId: 'Publication',
    deliveryId: 'Delivery',
    sha256: 'SHA-256 of the file',
  },
  products: PRODUCTS,
  statuses: { preliminary: 'preliminary', interim: 'interim', final: 'final', corrected: 'corrected' },
  roles: {
    'national-contact-point': 'national contact point',
    'ocu-officer': 'officer of a coordination unit',
    reporter: 'reporter of cases',
    approver: 'approver',
  },
  openEnds: {
    tasks: 'Open tasks',
    participants: 'Administrations without an answer or a report',
    requests: 'Undecided requests for more time',
    reviews: 'Unsettled warnings about reports',
    disputes: 'Disputed figures',
    editions: 'Unpublished editions',
  },
  requests: {
    accept: 'Accept',
    decline: 'Decline',
    confirm: 'Confirm',
    dispute: 'Dispute',
    done: 'Done',
    unable: 'Cannot be done',
    nominated: 'Contacts nominated',
    needed: 'Still needed',
    'not-needed': 'Not needed any more',
    report: 'Report a case',
    'nil-return': 'File a nil return',
    approve: 'Approve',
    return: 'Return',
    reject: 'Reject',
    grant: 'Grant more time',
    'refuse-time': 'Refuse more time',
    give: 'Give consent',
    refuse: 'Refuse consent',
    'ask-time': 'Ask for more time',
    settle: 'Settle the dispute',
    'take-late': 'Take the report',
    'refuse-late': 'Refuse the report',
    'name-countries': 'Say which countries you name',
    close: 'Close all the same',
    launch: 'Launch the operation',
    read: 'Read',
    'read-inbox': 'Read your open tasks',
    'read-calendar': 'Read the calendar of the operation',
    'read-operation': 'Read the operation',
    'read-participations': 'Read who takes part',
    'read-taskings': 'Read the taskings',
    'read-plan': 'Read the plan',
    'read-edition': 'Read the edition',
    'read-editions': 'Read the editions',
    'read-lists': 'Compare the lists of countries',
    'read-recalls': 'Read what was recalled',
    'read-csv': 'Read as CSV',
    fetch: 'Fetch the file',
    acknowledge: 'Acknowledge',
    'read-products': 'Read what was sent to you',
  },
  howTo: 'Through the programming interface of Concert:',
  whoAnswers:
    'Only people who are registered for the organisation named above can answer. This letter may be passed on to them: all that they need is in it.',
  automatic:
    'Concert wrote this letter. A reply by mail does not count as an answer; please put questions to the coordinator of the operation.',
  exercise: { mark: 'Exercise', says: 'THIS IS AN EXERCISE. Nothing in this letter is about real events.' },
  sheet: {
    cases: 'Cases',
    help: 'Help',
    columns: {
      reference: ['Reference', 'Your own reference of the case. Rows with the same reference are one case.'],
      externalSystem: ['National system', 'The system that keeps the record of the case, where there is one.'],
      externalId: ['Id in the national system', 'The name of the case in that system.'],
      summary: ['Summary', 'What happened, in a few sentences. Name no person.'],
      handlingCode: [
        'Handling code',
        'How the report may be used. Choose from the list. Left empty, what holds for all of your reports holds.',
      ],
      tlp: ['TLP label', 'Who may know of it. Choose from the list. Left empty, what holds for all of your reports holds.'],
      permission: ['Permission', 'In words, what a code from H1 on allows. Name no person.'],
      nationalReference: ['National reference', 'The number of the case in your national files.'],
      seizure: ['Seizure', 'Number of the seizure within the case: 1, 2, 3. Left empty, it is 1.'],
      date: ['Date', 'Day of the seizure: year-month-day, such as 2026-04-25.'],
      time: ['Time', 'Local time of the seizure, such as 14:30. Left empty, noon is taken.'],
      offset: [
        'UTC offset',
        'Of the local time, such as +02:00, or a zone such as Europe/Brussels. Left empty, the zone of your organisation in the register is taken.',
      ],
      zone: ['Time zone', 'Name of the zone of the place, such as Europe/Brussels.'],
      place: ['Place', 'Where the goods were seized.'],
      placeType: ['Type of place', 'What kind of place that is. Choose from the list.'],
      latitude: ['Latitude', 'In degrees, such as 50.85; south is negative.'],
      longitude: ['Longitude', 'In degrees, such as 4.35; west is negative.'],
      accuracy: ['Accuracy in metres', 'How far from there it may have been.'],
      direction: ['Direction', 'Which way the goods went. Choose from the list.'],
      transport: ['Transport', 'Mode of transport. Choose from the list.'],
      means: ['Means', 'What kind of traffic it was, where that is known. Choose from the list.'],
      departure: ['Departure', 'Country from which the goods came. Choose from the list.'],
      transit: ['Transit', 'Countries on the way, with a semicolon between them: NL; BE.'],
      destination: ['Destination', 'Country to which the goods went. Choose from the list.'],
      origin: ['Origin', 'Country in which the goods were made. Choose from the list.'],
      detection: ['Detection', 'What led to the goods. Choose from the list.'],
      riskIndicator: ['Risk indicator', 'The indicator of the operation by which they were found. Choose from the list.'],
      warning: ['Warning message', 'The warning message that led to the seizure.'],
      concealment: ['Concealment', 'How the goods were hidden.'],
      courier: ['Courier company', 'The express courier that carried the goods. A company, never a person.'],
      isAeo: ['Authorised economic operator', 'Whether that company is one: yes or no.'],
      online: ['Online', 'Whether the goods were offered or ordered online: yes or no.'],
      persons: ['Persons', 'How many persons. Only a number: name nobody.'],
      groups: ['Groups', 'How many groups or companies. Only a number.'],
      outcomes: ['Outcome', 'What became of it, with a semicolon between several: arrest; destruction.'],
      numbers: ['Numbers', 'With a semicolon between several. Only your administration sees them.'],
      heading: ['Goods', 'What was seized, one kind in each row. The goods that the operation looks for stand first in the list.'],
      quantity: ['Quantity', 'A plain number without separators between thousands, such as 1200.5.'],
      unit: ['Unit', 'In what the quantity is counted or measured. Choose from the list.'],
      weighed: ['Weighed', 'Whether the quantity was weighed or counted, and not estimated: yes or no.'],
      hs: ['HS code', 'Four or six digits of the Harmonized System.'],
      description: ['Description', 'What the goods are, in a few words.'],
      species: ['Species', 'Scientific name.'],
      cites: ['CITES appendix', 'Choose from the list.'],
      status: ['Status', 'What is wrong with the goods. Choose from the list.'],
      value: ['Value', 'A plain number, for all goods of this row.'],
      currency: ['Currency', 'Of the value. Choose from the list.'],
      basis: ['Basis of the value', 'What kind of value it is. Choose from the list.'],
      rateDate: ['Date of the rate', 'Where the value was converted from another currency.'],
      including: ['Including', 'A part of the quantity that is known in another unit. It is shown, and never added.'],
      includingUnit: ['Unit of that part', 'Choose from the list.'],
      includingDescription: ['Which part', 'What that part is, in a few words.'],
      problems: ['To be mended', 'What was wrong when this row was sent. It is not read: leave it, or delete it.'],
    },
    wrong: { title: 'Not in this column', says: 'This column does not take such a value. Its help says what it takes.' },
    guide: ({ operation, zone }) => [
      [operation, 'Template for reporting cases'],
      [
        'Rows',
        'One row for each kind of goods. Rows with the same reference are one case, and those of them with the same seizure number one seizure.',
      ],
      [
        'What is the same',
        'What is said of a case or a seizure can stand in all its rows or in one of them. Two rows that contradict each other are refused.',
      ],
      [
        'Local time',
        zone === null
          ? 'Your organisation has no zone in the register: write the UTC offset in every row.'
          : `Without a UTC offset, times are read in the zone of your organisation: ${zone}.`,
      ],
      [
        'Sending',
        'Send the workbook as it is, or as CSV. You are shown what it would change before anything is taken; rows that are refused come back in a workbook to be mended.',
      ],
      ['Sending again', 'The same again changes nothing. A case that has changed becomes a new version of it.'],
      ['Persons', 'Name nobody who is suspected of something, in any column.'],
    ],
    terms: { directions: { import: 'Import', export: 'Export', transit: 'Transit', internal: 'Inside the country' } },
  },
};
