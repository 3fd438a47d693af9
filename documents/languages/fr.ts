/** Longer than 250 lines: a language is one file, so that its translator has one thing to hand in. */
import type { Catalogue } from './catalogue.ts';
import { mattersBy } from './edition-matters.ts';
import { decidedBy, matterBy } from './matter.ts';
import { namedBy } from './named.ts';
import { counted } from './plural.ts';

const LOCALE = 'fr-FR';

const ASKS = {
  'take-part': 'réponse à l’invitation',
  'nominate-contacts': 'désignation de points de contact',
  report: 'signalement de cas ou état néant',
  feedback: 'retour sur une alerte',
  enquiry: 'réponse à une demande de renseignements',
  'correct-report': 'correction d’un signalement',
  'judge-duplicate': 'avis sur un doublon possible',
  'confirm-figures': 'confirmation des chiffres',
  'follow-up': 'suites données aux cas',
  consent: 'accord à la transmission de vos signalements',
  'confirm-recall': 'confirmation que les produits rappelés ne sont plus utilisés',
  'mend-contact': 'une adresse de contact qui fonctionne',
  'review-necessity': 'examen de la nécessité de conserver les données',
  'mend-delivery': 'un produit qui ne peut être remis',
  acknowledge: 'accusé de réception d’un produit',
};

/** With the article, without it, and how participles agree with it. */
const SUBJECTS = {
  plan: ['le plan', 'plan', ''],
  amendment: ['la modification du plan', 'modification du plan', 'e'],
  extension: ['la prolongation de l’opération', 'prolongation de l’opération', 'e'],
  edition: ['les chiffres d’une édition', 'chiffres d’une édition', 's'],
  closing: ['la clôture de l’opération', 'clôture de l’opération', 'e'],
  publication: ['la publication', 'publication', 'e'],
  release: ['la transmission à un partenaire', 'transmission à un partenaire', 'e'],
  ratification: ['la ratification', 'ratification', 'e'],
  unlock: ['le déverrouillage de chiffres signés', 'déverrouillage de chiffres signés', ''],
  subscription: ["l'abonnement à des synthèses", 'abonnement à des synthèses', ''],
} as const;

/** What silence means. */
const NEEDED =
  'Les données sont conservées aussi longtemps qu’elles sont nécessaires. Si vous n’indiquez pas avant la date limite, avec le motif, que les vôtres le sont encore, elles sont tenues pour non nécessaires et peuvent être supprimées\u00a0; les chiffres arrêtés restent inchangés.';

const matter = matterBy(SUBJECTS);

const OUTCOMES = { approved: 'approuvé', returned: 'renvoyé', rejected: 'rejeté' };

const decided = decidedBy(SUBJECTS, OUTCOMES, 'délai de décision expiré');
const named = namedBy(ASKS);

const PRODUCTS = { edition: 'édition', summary: 'synthèse', regional: 'synthèse régionale', newsletter: 'bulletin', alert: 'alerte' };

/** What nobody who gets it would know: what to do, and when it is over. */
const MEND =
  'Les lettres destinées à l’organisation ou à l’adresse indiquée ci-dessous n’arrivent pas\u00a0; la réponse de son serveur de messagerie figure ci-dessous, s’il en a donné une. Veuillez trouver à qui écrire et faire corriger le registre\u00a0: cela vaut réponse.';

const CONSENT =
  'Votre organisation a indiqué que certains de ses signalements ne sont pas transmis sans son accord au destinataire indiqué ci-dessous. Vous pouvez donner cet accord, au besoin en le limitant, ou le refuser avec un motif. Le silence vaut refus\u00a0: sans réponse avant la date limite, le destinataire ne les reçoit pas.';
const MEND_DELIVERY =
  'Un produit de l’opération ne peut être remis au destinataire indiqué ci-dessous\u00a0; la réponse de son serveur, s’il y en a une, figure ci-dessous. Veuillez en chercher la cause et faire corriger le registre, ou l’adresse de son système. Dès que vous répondez que c’est fait, le produit est envoyé de nouveau. Ce qui ne peut plus être diffusé ne l’est pas, quelle que soit la réponse\u00a0: rédigez-le de nouveau s’il est nécessaire.';

const HELD = {
  none: 'Le plan ne suspend rien dans ce cas\u00a0: les chiffres énumérés ci-dessous paraissent malgré tout avec l’édition.',
  'hold-figure':
    'Comme le prévoit le plan, la publication des chiffres énumérés ci-dessous et des sommes dont ils font partie est suspendue jusqu’à ce que la contestation soit réglée ou retirée. Le reste de l’édition paraît.',
  'hold-edition':
    'Comme le prévoit le plan, la publication de l’édition est suspendue jusqu’à ce que la contestation des chiffres énumérés ci-dessous soit réglée ou retirée.',
};

const MATTERS = mattersBy({
  disputed: {
    subject: ({ operation, organisation, edition }) => `${operation}\u00a0: ${organisation} conteste ses chiffres (${edition})`,
    says: ({ rule }) => [
      'L’organisation indiquée ci-dessous déclare inexacts des chiffres qui la concernent dans l’édition indiquée ci-dessous. Son motif figure ci-dessous.',
      ...(rule === undefined
        ? [
            'Elle n’a pas précisé lesquels. Rien n’est suspendu de ce fait et il n’y a rien à régler\u00a0: veuillez le lui demander. Tant que sa confirmation est demandée, elle peut répondre de nouveau et les désigner.',
          ]
        : [
            HELD[rule],
            'Veuillez éclaircir la question avec l’organisation, puis régler la contestation en indiquant le motif\u00a0: les chiffres restent tels qu’ils ont été arrêtés. Si des signalements sont inexacts, l’organisation les corrige\u00a0; cela compte dans les éditions suivantes.',
          ]),
    ],
  },
  'dispute-withdrawn': {
    subject: ({ operation, organisation, edition }) => `${operation}\u00a0: ${organisation} ne conteste plus ses chiffres (${edition})`,
    says: () => [
      'L’organisation indiquée ci-dessous a retiré sa contestation de chiffres qui la concernent dans l’édition indiquée ci-dessous.',
      'Plus rien n’est suspendu de ce fait et il ne reste rien à régler.',
    ],
  },
  'dispute-settled': {
    subject: ({ operation, edition }) => `${operation}\u00a0: votre contestation est réglée (${edition})`,
    says: () => [
      'Les coordinateurs ont réglé la contestation de votre organisation sur l’édition indiquée ci-dessous. Leur motif figure ci-dessous.',
      'Les chiffres énumérés ci-dessous restent tels qu’ils ont été arrêtés et ne sont plus suspendus de ce fait.',
      'Si des signalements de votre organisation sont inexacts, veuillez les corriger\u00a0: les corrections comptent dans les éditions suivantes.',
    ],
  },
  'late-appeal': {
    subject: ({ operation, organisation }) => `${operation}\u00a0: ${organisation} demande d’accepter un signalement tardif`,
    says: ({ reference }) => [
      `Le signalement ${reference} de l’organisation indiquée ci-dessous est arrivé après la date d’arrêt des données de l’édition indiquée ci-dessous et a été refusé, comme le prévoit le plan. L’organisation demande qu’il soit accepté malgré tout\u00a0; son motif figure ci-dessous.`,
      'Veuillez l’accepter, ou le refuser en indiquant le motif. Une fois accepté, il compte dans les éditions suivantes, et l’édition indiquée ci-dessous reste telle quelle. D’ici là, il ne compte nulle part.',
    ],
  },
  'late-appeal-decided': {
    subject: ({ operation, outcome, reference }) =>
      `${operation}\u00a0: signalement tardif ${reference} ${outcome === 'granted' ? 'accepté' : 'refusé'}`,
    says: ({ outcome, reference }) =>
      outcome === 'granted'
        ? [
            `Les coordinateurs ont accepté le signalement ${reference} de votre organisation, bien qu’il soit tardif.`,
            'Il compte dans les éditions suivantes, et l’édition indiquée ci-dessous reste telle quelle. Il peut être corrigé comme tout autre.',
          ]
        : [
            `Les coordinateurs ont refusé le signalement ${reference} de votre organisation, arrivé tard. Leur motif figure ci-dessous.`,
            'Il ne compte dans aucune édition. S’il y a un élément qu’ils ignoraient, votre organisation peut présenter une nouvelle demande.',
          ],
  },
  'lists-differ': {
    subject: ({ operation, edition }) => `${operation}\u00a0: listes de pays divergentes (${edition})`,
    says: () => [
      'L’organisation indiquée ci-dessous a indiqué les pays qu’elle citera comme participants. Sa liste, ou celle d’une autre organisation qui publie, diffère des autres\u00a0; les écarts figurent ci-dessous.',
      'La publication de l’édition indiquée ci-dessous est suspendue jusqu’à ce que toutes les listes soient identiques. Veuillez convenir d’une liste et transmettre de nouveau la vôtre si elle change.',
    ],
  },
  'lists-agree': {
    subject: ({ operation, edition }) => `${operation}\u00a0: listes de pays concordantes (${edition})`,
    says: () => [
      'L’organisation indiquée ci-dessous a indiqué les pays qu’elle citera comme participants. Toutes les organisations qui publient citent désormais les mêmes.',
      'L’édition indiquée ci-dessous n’est plus suspendue de ce fait et il ne reste rien à faire.',
    ],
  },
});

export const fr: Catalogue = {
  locale: LOCALE,
  direction: 'ltr',
  colon: '\u00a0: ',
  letters: {
    invitation: {
      subject: ({ operation }) => `${operation}\u00a0: invitation à participer`,
      says: () => [
        'Votre organisation est invitée à participer à l’opération indiquée ci-dessous.',
        'Veuillez accepter ou décliner avant la date limite. Un refus doit être motivé. Sans réponse d’ici là, votre organisation est indiquée comme n’ayant pas répondu.',
      ],
    },
    'report-request': {
      subject: ({ operation, period }) => `${operation}\u00a0: signalement de cas ou état néant pour ${period}`,
      says: () => [
        'Veuillez signaler avant la date limite vos cas de la période indiquée ci-dessous, ou déposer un état néant s’il n’y a rien à signaler.',
        'Le silence ne vaut pas état néant.',
      ],
    },
    'confirm-request': {
      subject: ({ operation, edition }) => `${operation}\u00a0: veuillez confirmer vos chiffres (${edition})`,
      says: ({ silence }) => [
        'Les chiffres de l’édition indiquée ci-dessous ont été arrêtés. Veuillez confirmer ceux de votre organisation, qui figurent ci-dessous, avant la date limite, ou les contester en indiquant le motif.',
        silence === 'consent'
          ? 'Le plan de l’opération prévoit que le silence vaut accord\u00a0: sans réponse avant la date limite, vos chiffres sont réputés confirmés.'
          : 'Le silence ne vaut pas accord\u00a0: sans réponse avant la date limite, votre organisation est indiquée comme n’ayant pas répondu.',
      ],
    },
    reminder: {
      subject: ({ operation, ...asked }) => `${operation}\u00a0: rappel, ${named(asked)}`,
      says: ({ asks }) => [
        'Votre organisation n’a pas encore répondu. Veuillez le faire avant la date limite ci-dessous, ou sans attendre si elle est passée\u00a0; un délai supplémentaire peut être demandé avant cette date.',
        `Objet de la demande\u00a0: ${ASKS[asks]}.`,
        ...(asks === 'mend-contact' ? [MEND] : []),
        ...(asks === 'consent' ? [CONSENT] : []),
        ...(asks === 'review-necessity' ? [NEEDED] : []),
        ...(asks === 'mend-delivery' ? [MEND_DELIVERY] : []),
      ],
    },
    'silence-list': {
      subject: ({ operation, organisations, ...asked }) =>
        `${operation}\u00a0: ${counted(LOCALE, organisations.length, { other: '# sans réponse' })}, ${named(asked)}`,
      says: ({ asks }) => [
        'Les organisations énumérées ci-dessous n’ont pas encore répondu. Veuillez les relancer.',
        `Objet de la demande\u00a0: ${ASKS[asks]}.`,
      ],
    },
    'decision-request': {
      subject: ({ operation, ...about }) => `${operation}\u00a0: votre décision sur ${matter(about, 'named')}`,
      says: ({ silence, changes, ...about }) => [
        `Votre décision est attendue\u00a0: ${matter(about, 'bare')}.`,
        ...(changes === undefined
          ? []
          : [
              `Il s’agit d’une nouvelle soumission après un renvoi. Par rapport à la précédente, ${counted(LOCALE, changes, { one: '# champ diffère', other: '# champs diffèrent' })}.`,
            ]),
        'Vous pouvez approuver, renvoyer ou rejeter. Un renvoi ou un rejet doit être motivé.',
        ...(silence === 'consent'
          ? [
              'Il s’agit d’une procédure de silence\u00a0: quiconque n’a pas décidé avant la date limite ci-dessous est réputé avoir donné son accord.',
            ]
          : []),
        ...(silence === 'lapse' ? ['Sans les décisions requises avant la date limite ci-dessous, la demande est caduque.'] : []),
      ],
    },
    returned: {
      subject: ({ operation, outcome, ...about }) => `${operation}\u00a0: ${decided(about, outcome)}`,
      says: ({ outcome, ...about }) => [
        `Issue\u00a0: ${decided(about, outcome)}.`,
        outcome === 'lapsed' ? 'Le délai indiqué ci-dessous est passé sans les décisions nécessaires.' : 'Le motif figure ci-dessous.',
      ],
    },
    approved: {
      subject: ({ operation, ...about }) => `${operation}\u00a0: ${decided(about, 'approved')}`,
      says: (about) => [
        `Issue\u00a0: ${decided(about, 'approved')}.`,
        ...(about.subject === 'plan' ? ['L’opération peut maintenant être lancée.'] : []),
      ],
    },
    'edition-published': {
      subject: ({ operation, edition }) => `${operation}\u00a0: chiffres publiés (${edition})`,
      says: () => [
        'L’édition indiquée ci-dessous a été publiée. Ses chiffres figurent ci-dessous et sont joints en CSV et en JSON.',
        'La publication est accessible à tous, sans identification.',
      ],
    },
    'product-sent': {
      subject: ({ operation, productKind, number, title }) => `${operation}\u00a0: ${PRODUCTS[productKind]} ${number}, ${title}`,
      says: ({ deadline }) => [
        'Le document indiqué ci-dessous est joint, tel qu’il a été établi pour votre organisation. Il ne peut être utilisé que dans les limites indiquées ci-dessous.',
        ...(deadline
          ? [
              'Veuillez en accuser réception avant la date limite ci-dessous, par son empreinte. C’est ainsi que nous savons qu’il est arrivé tel qu’il a été envoyé.',
            ]
          : []),
      ],
    },
    'product-link': {
      subject: ({ operation, productKind, number, title }) => `${operation}\u00a0: ${PRODUCTS[productKind]} ${number}, ${title}`,
      says: ({ deadline }) => [
        'Le document indiqué ci-dessous a été établi pour votre organisation. Il n’est pas joint\u00a0: récupérez-le à l’adresse ci-dessous, après identification. Il ne peut être utilisé que dans les limites indiquées ci-dessous.',
        ...(deadline
          ? [
              'Veuillez en accuser réception avant la date limite ci-dessous, par son empreinte. C’est ainsi que nous savons qu’il est arrivé tel qu’il a été envoyé.',
            ]
          : []),
      ],
    },
    'task-request': {
      subject: ({ operation, title }) => `${operation}\u00a0: ${title}`,
      says: ({ asks }) => [
        'Votre organisation est sollicitée pour ce qui est indiqué ci-dessous. Veuillez répondre avant la date limite, ou demander avant celle-ci un délai supplémentaire.',
        `Objet de la demande\u00a0: ${ASKS[asks]}.`,
        ...(asks === 'mend-contact' ? [MEND] : []),
        ...(asks === 'consent' ? [CONSENT] : []),
        ...(asks === 'review-necessity' ? [NEEDED] : []),
        ...(asks === 'mend-delivery' ? [MEND_DELIVERY] : []),
      ],
    },
    'task-withdrawn': {
      subject: ({ operation, ...asked }) => `${operation}\u00a0: demande retirée, ${named(asked)}`,
      says: (asked) => [`Cette demande a été retirée\u00a0: ${named(asked)}. Votre organisation n’a plus à y répondre.`],
    },
    'deadline-moved': {
      subject: ({ operation, ...asked }) => `${operation}\u00a0: nouvelle date limite, ${named(asked)}`,
      says: (asked) => [`La date limite de cette demande a été déplacée\u00a0: ${named(asked)}. La nouvelle figure ci-dessous.`],
    },
    'handed-over': {
      subject: ({ operation, tasks }) =>
        `${operation}\u00a0: ${counted(LOCALE, tasks.length, { one: '# demande en cours vous est transmise', other: '# demandes en cours vous sont transmises' })}`,
      says: () => [
        'Vous êtes désormais responsable des demandes en cours de votre organisation énumérées ci-dessous, chacune avec sa date limite.',
      ],
    },
    'extension-asked': {
      subject: ({ operation, organisation }) => `${operation}\u00a0: ${organisation} demande un délai supplémentaire`,
      says: (asked) => [
        `L’organisation indiquée ci-dessous demande un délai supplémentaire. Ce qui lui était demandé\u00a0: ${named(asked)}.`,
        'La date limite souhaitée et le motif figurent ci-dessous. Veuillez accorder ou refuser ce délai\u00a0; d’ici là, la date limite actuelle reste valable.',
      ],
    },
    'extension-decided': {
      subject: ({ operation, outcome, ...asked }) =>
        `${operation}\u00a0: délai supplémentaire ${outcome === 'granted' ? 'accordé' : 'refusé'}, ${named(asked)}`,
      says: ({ outcome, ...asked }) => [
        `Ce qui était demandé à votre organisation\u00a0: ${named(asked)}.`,
        outcome === 'granted'
          ? 'Un délai supplémentaire a été accordé à votre organisation. La nouvelle date limite figure ci-dessous.'
          : 'Le délai supplémentaire n’a pas été accordé à votre organisation. La date limite inchangée figure ci-dessous.',
      ],
    },
    'decision-reminder': {
      subject: ({ operation, ...about }) => `${operation}\u00a0: rappel, votre décision sur ${matter(about, 'named')}`,
      says: ({ silence, ...about }) => [
        `Votre décision est toujours attendue\u00a0: ${matter(about, 'bare')}.`,
        'Vous pouvez approuver, renvoyer ou rejeter. Un renvoi ou un rejet doit être motivé.',
        silence === 'consent'
          ? 'Il s’agit d’une procédure de silence\u00a0: quiconque n’a pas décidé avant la date limite ci-dessous est réputé avoir donné son accord.'
          : 'Sans les décisions requises avant la date limite ci-dessous, la demande est caduque.',
      ],
    },
    'decision-overdue': {
      subject: ({ operation, ...about }) => `${operation}\u00a0: décision non encore prise, ${matter(about, 'bare')}`,
      says: ({ standsFor, ...about }) => [
        `Cette décision n’est pas encore prise\u00a0: ${matter(about, 'bare')}.`,
        standsFor === undefined
          ? 'Les postes énumérés ci-dessous peuvent encore décider. Veuillez les relancer.'
          : 'Les postes énumérés ci-dessous peuvent encore décider. Veuillez décider pour la personne que vous suppléez.',
      ],
    },
    'contact-changed': {
      subject: ({ operation, organisation }) => `${operation}\u00a0: changement de contact, ${organisation}`,
      says: ({ rank, after }) => [
        rank === 'deputy'
          ? `À compter de la date ci-dessous, l’organisation indiquée a un suppléant de ${after === null ? 'moins' : 'plus'} dans la fonction indiquée. Le titulaire ne change pas.`
          : after === null
            ? 'À compter de la date ci-dessous, l’organisation indiquée n’a plus personne dans la fonction indiquée.'
            : 'À compter de la date ci-dessous, l’organisation indiquée a un nouveau contact dans la fonction indiquée.',
      ],
    },
    'case-recounted': {
      subject: ({ operation, reference, isCounted }) =>
        isCounted ? `${operation}\u00a0: le cas ${reference} compte de nouveau` : `${operation}\u00a0: le cas ${reference} ne compte plus`,
      says: ({ reference, isCounted }) => [
        isCounted
          ? `Les coordinateurs ont remis dans les chiffres le cas ${reference}, signalé par votre organisation. Leur motif figure ci-dessous.`
          : `Les coordinateurs ont retiré des chiffres le cas ${reference}, signalé par votre organisation. Leur motif figure ci-dessous. Le signalement reste tel que vous l’avez rédigé.`,
      ],
    },
    'case-linked': {
      subject: ({ operation, reference, isLinked }) =>
        !isLinked
          ? `${operation}\u00a0: le cas ${reference} compte de nouveau à part`
          : `${operation}\u00a0: le cas ${reference} et un autre sont une seule saisie`,
      says: ({ reference, isLinked, isPrimary }) => [
        isPrimary
          ? `Le cas ${reference}, signalé par votre organisation, et un cas de l’organisation indiquée ci-dessous sont une seule saisie. Le vôtre compte pour les deux.`
          : isLinked
            ? `Le cas ${reference}, signalé par votre organisation, et un cas de l’organisation indiquée ci-dessous sont une seule saisie. Elle compte une fois, par l’autre cas.`
            : `Le cas ${reference}, signalé par votre organisation, et un cas de l’organisation indiquée ci-dessous sont finalement deux saisies. Les deux comptent.`,
        ...(isLinked ? ['Les deux organisations sont créditées. Qui n’est pas de cet avis peut le dire aux coordinateurs.'] : []),
      ],
    },
    'participation-withdrawn': {
      subject: ({ operation, organisation }) => `${operation}\u00a0: ${organisation} ne participe plus`,
      says: () => ['L’organisation indiquée ci-dessous s’est retirée de l’opération. Son motif figure ci-dessous.'],
    },
    'operation-suspended': {
      subject: ({ operation }) => `${operation}\u00a0: suspendue`,
      says: ({ isUnratified }) => [
        ...(isUnratified
          ? [
              'Son plan est entré en vigueur par la procédure accélérée et n’a pas été ratifié. Le plan prévoit alors que l’opération s’arrête jusqu’à la décision de ses coordinateurs.',
            ]
          : []),
        'L’opération est suspendue. Aucune date limite n’échoit avant sa reprise\u00a0; il reste possible de répondre aux demandes.',
        'À la reprise, tout ce qui est à venir, réunions comprises, est reporté d’autant de jours. Vous en serez informé.',
      ],
    },
    'operation-resumed': {
      subject: ({ operation }) => `${operation}\u00a0: reprise`,
      says: ({ days }) => [
        'L’opération reprend.',
        `Les dates limites en cours sont reportées de ${counted(LOCALE, Number(days), { one: '# jour', other: '# jours' })}.`,
      ],
    },
    'operation-cancelled': {
      subject: ({ operation }) => `${operation}\u00a0: annulée`,
      says: () => ['L’opération est annulée. Aucune de ses demandes n’appelle plus de réponse.'],
    },
    'operation-closed': {
      subject: ({ operation }) => `${operation}\u00a0: close`,
      says: () => ['L’opération est close. Elle pourra encore demander, dans quelques mois, les suites données à ses cas.'],
    },
    'meeting-invitation': {
      subject: ({ operation, title }) => `${operation}\u00a0: réunion, ${title}`,
      says: () => [
        'Votre présence est attendue à la réunion indiquée ci-dessous. Le fichier joint l’inscrit dans votre agenda.',
        'Aucune réponse n’est nécessaire. Si personne de votre organisation ne peut y assister, veuillez prévenir la coordination de l’opération. Tout changement vous sera communiqué.',
      ],
    },
    'meeting-changed': {
      subject: ({ operation, title }) => `${operation}\u00a0: réunion modifiée, ${title}`,
      says: () => [
        'La réunion indiquée ci-dessous a été modifiée. Les indications ci-dessous remplacent les précédentes\u00a0; le fichier joint met votre agenda à jour.',
      ],
    },
    'meeting-cancelled': {
      subject: ({ operation, title }) => `${operation}\u00a0: réunion annulée, ${title}`,
      says: () => ['La réunion indiquée ci-dessous n’aura pas lieu. Le fichier joint la retire de votre agenda.'],
    },
    'closing-refused': {
      subject: ({ operation }) => `${operation}\u00a0: clôture sans effet`,
      says: () => [
        'La clôture de l’opération a été approuvée, mais ce qui est énuméré ci-dessous est resté ouvert depuis la demande. Personne n’y a consenti\u00a0: l’opération se poursuit.',
        'Veuillez le régler, ou clore de nouveau l’opération en indiquant pourquoi cela peut rester ouvert.',
      ],
    },
    'recall-notice': {
      subject: ({ operation, products }) =>
        `${operation}\u00a0: rappel de ${counted(LOCALE, products.length, { one: '# produit', other: '# produits' })}`,
      says: () => [
        'Les produits énumérés ci-dessous, que votre organisation a reçus, sont rappelés\u00a0: ils contiennent des signalements dont elle ne peut plus disposer.',
        'Veuillez les supprimer avec toutes leurs copies, ne plus les utiliser et prévenir quiconque les a reçus de votre part. Les suivants les remplacent.',
        'Veuillez le confirmer avant la date limite ci-dessous, ou indiquer pourquoi ce n’est pas possible.',
      ],
    },
    'edition-matter': MATTERS,
  },
  named,
  recalled: ({ made, sha256, cases }) =>
    `${made}, ${counted(LOCALE, cases, { one: '# signalement', other: '# signalements' })}, SHA-256 ${sha256}`,
  listed: ({ namedBy, missingFrom }) => `cité par ${namedBy.join(', ')}, et non par ${missingFrom.join(', ')}`,
  digest: {
    subject: ({ operation, letters }) => `${operation}\u00a0: ${counted(LOCALE, letters, { one: '# lettre', other: '# lettres' })}`,
    says: ({ letters }) =>
      `Ce courriel contient ${counted(LOCALE, letters, { one: '# lettre', other: '# lettres' })} à votre attention\u00a0:`,
    part: ({ number, of }) => `Lettre ${number} sur ${of}`,
  },
  particulars: {
    operation: 'Opération',
    organisation: 'Organisation',
    recipient: 'Destinataire',
    partner: 'Partenaire',
    title: 'Intitulé',
    instructions: 'Consignes',
    edition: 'Édition',
    submittedBy: 'Soumis par',
    purpose: 'Objet',
    legalBasis: 'Base juridique',
    urgency: 'Motif de l’urgence',
    standsFor: 'Vous suppléez',
    status: 'Statut',
    cutOff: 'Date d’arrêt des données',
    cutOffAt: 'État au',
    handling: 'Conditions d’utilisation',
    period: 'Période',
    from: 'Du',
    until: 'Au',
    starts: 'Début',
    ends: 'Fin',
    place: 'Lieu',
    step: 'Étape',
    role: 'Fonction',
    before: 'Auparavant',
    after: 'Ensuite',
    by: 'Décision de',
    reason: 'Motif',
    deadline: 'Date limite',
    taskId: 'Tâche',
    requestId: 'Demande',
    approvalId: 'Approbation',
    publicationId: 'Publication',
    deliveryId: 'Envoi',
    sha256: 'SHA-256 du fichier',
  },
  products: PRODUCTS,
  statuses: { preliminary: 'préliminaire', interim: 'provisoire', final: 'définitif', corrected: 'corrigé' },
  roles: {
    'national-contact-point': 'point de contact national',
    'ocu-officer': 'agent d’une unité de coordination',
    reporter: 'responsable des signalements',
    approver: 'approbateur',
  },
  openEnds: {
    tasks: 'Demandes en cours',
    participants: 'Administrations sans réponse ou sans signalement',
    requests: 'Demandes de délai sans décision',
    reviews: 'Avertissements non réglés sur des signalements',
    disputes: 'Chiffres contestés',
    editions: 'Éditions non publiées',
  },
  requests: {
    accept: 'Accepter',
    decline: 'Décliner',
    confirm: 'Confirmer',
    dispute: 'Contester',
    done: 'Fait',
    unable: 'Impossible',
    nominated: 'Contacts désignés',
    needed: 'Encore nécessaires',
    'not-needed': 'Plus nécessaires',
    report: 'Signaler un cas',
    'nil-return': 'Déposer un état néant',
    approve: 'Approuver',
    return: 'Renvoyer',
    reject: 'Rejeter',
    grant: 'Accorder le délai',
    'refuse-time': 'Refuser le délai',
    give: 'Donner son accord',
    refuse: 'Refuser son accord',
    'ask-time': 'Demander un délai supplémentaire',
    settle: 'Régler la contestation',
    'take-late': 'Accepter le signalement',
    'refuse-late': 'Refuser le signalement',
    'name-countries': 'Indiquer les pays que vous citez',
    close: 'Clore malgré tout',
    launch: 'Lancer l’opération',
    read: 'Consulter',
    'read-inbox': 'Consulter vos demandes en cours',
    'read-calendar': 'Consulter le calendrier de l’opération',
    'read-operation': 'Consulter l’opération',
    'read-participations': 'Consulter les participants',
    'read-taskings': 'Consulter les demandes',
    'read-plan': 'Consulter le plan',
    'read-edition': 'Consulter l’édition',
    'read-editions': 'Consulter les éditions',
    'read-lists': 'Comparer les listes de pays',
    'read-recalls': 'Consulter les rappels',
    'read-csv': 'Consulter en CSV',
    fetch: 'Récupérer le fichier',
    acknowledge: 'Accuser réception',
    'read-products': 'Consulter ce qui vous a été envoyé',
  },
  howTo: 'Par l’interface de programmation de Concert\u00a0:',
  whoAnswers:
    'Seules les personnes inscrites pour l’organisation indiquée ci-dessus peuvent répondre. Cette lettre peut leur être transmise\u00a0: elle contient tout ce dont elles ont besoin.',
  automatic:
    'Cette lettre a été rédigée par Concert. Une réponse par courriel ne vaut pas réponse à la demande\u00a0; veuillez adresser vos questions à la coordination de l’opération.',
  exercise: { mark: 'Exercice', says: 'CECI EST UN EXERCICE. Rien dans cette lettre ne concerne des faits réels.' },
  sheet: {
    cases: 'Cas',
    help: 'Aide',
    columns: {
      reference: ['Référence', 'Votre propre référence du cas. Les lignes de même référence forment un seul cas.'],
      externalSystem: ['Système national', 'Le système qui tient le dossier du cas, s’il y en a un.'],
      externalId: ['Identifiant dans le système national', 'Le nom du cas dans ce système.'],
      summary: ['Résumé', 'Ce qui s’est passé, en quelques phrases. Ne nommez personne.'],
      handlingCode: [
        'Code de traitement',
        'Comment le signalement peut être utilisé. Choisissez dans la liste. Vide, c’est ce qui vaut pour tous vos signalements.',
      ],
      tlp: ['Marque TLP', 'Qui peut en avoir connaissance. Choisissez dans la liste. Vide, c’est ce qui vaut pour tous vos signalements.'],
      permission: ['Autorisation', 'En toutes lettres, ce que permet un code à partir de H1. Ne nommez personne.'],
      nationalReference: ['Référence nationale', 'Le numéro du cas dans vos dossiers nationaux.'],
      seizure: ['Saisie', 'Numéro de la saisie dans le cas\u00a0: 1, 2, 3. Vide, c’est 1.'],
      date: ['Date', 'Jour de la saisie\u00a0: année-mois-jour, par exemple 2026-04-25.'],
      time: ['Heure', 'Heure locale de la saisie, par exemple 14:30. Vide, c’est midi.'],
      offset: [
        'Décalage UTC',
        'De l’heure locale, par exemple +02:00, ou un fuseau tel que Europe/Brussels. Vide, c’est le fuseau de votre organisation au registre.',
      ],
      zone: ['Fuseau horaire', 'Nom du fuseau du lieu, par exemple Europe/Brussels.'],
      place: ['Lieu', 'Où les marchandises ont été saisies.'],
      placeType: ['Type de lieu', 'De quelle sorte de lieu il s’agit. Choisissez dans la liste.'],
      latitude: ['Latitude', 'En degrés, par exemple 50,85\u00a0; négative au sud.'],
      longitude: ['Longitude', 'En degrés, par exemple 4,35\u00a0; négative à l’ouest.'],
      accuracy: ['Précision en mètres', 'À quelle distance de là cela peut avoir été.'],
      direction: ['Sens', 'Sens de circulation des marchandises. Choisissez dans la liste.'],
      transport: ['Transport', 'Mode de transport. Choisissez dans la liste.'],
      means: ['Moyen', 'De quel trafic il s’agit, si on le sait. Choisissez dans la liste.'],
      departure: ['Départ', 'Pays d’où venaient les marchandises. Choisissez dans la liste.'],
      transit: ['Transit', 'Pays traversés, séparés par un point-virgule\u00a0: NL; BE.'],
      destination: ['Destination', 'Pays où allaient les marchandises. Choisissez dans la liste.'],
      origin: ['Origine', 'Pays où les marchandises ont été produites. Choisissez dans la liste.'],
      detection: ['Détection', 'Ce qui a conduit aux marchandises. Choisissez dans la liste.'],
      riskIndicator: ['Indicateur de risque', 'L’indicateur de l’opération qui les a fait trouver. Choisissez dans la liste.'],
      warning: ['Message d’alerte', 'Le message d’alerte qui a conduit à la saisie.'],
      concealment: ['Dissimulation', 'Comment les marchandises étaient cachées.'],
      courier: ['Société de courrier', 'La société de courrier express qui les transportait. Une société, jamais une personne.'],
      isAeo: ['Opérateur économique agréé', 'Si cette société l’est\u00a0: oui ou non.'],
      online: ['En ligne', 'Si les marchandises ont été offertes ou commandées en ligne\u00a0: oui ou non.'],
      persons: ['Personnes', 'Combien de personnes. Seulement un nombre\u00a0: ne nommez personne.'],
      groups: ['Groupes', 'Combien de groupes ou de sociétés. Seulement un nombre.'],
      outcomes: ['Suites', 'Ce qui en est advenu, avec un point-virgule entre plusieurs\u00a0: arrest; destruction.'],
      numbers: ['Numéros', 'Avec un point-virgule entre plusieurs. Seule votre administration les voit.'],
      heading: ['Marchandises', 'Ce qui a été saisi, une sorte par ligne. Celles que l’opération recherche sont en tête de la liste.'],
      quantity: ['Quantité', 'Un nombre sans séparateur de milliers, par exemple 1200,5.'],
      unit: ['Unité', 'En quoi la quantité est comptée ou mesurée. Choisissez dans la liste.'],
      weighed: ['Pesé', 'Si la quantité a été pesée ou comptée, et non estimée\u00a0: oui ou non.'],
      hs: ['Code SH', 'Quatre ou six chiffres du Système harmonisé.'],
      description: ['Désignation', 'Ce que sont les marchandises, en quelques mots.'],
      species: ['Espèce', 'Nom scientifique.'],
      cites: ['Annexe CITES', 'Choisissez dans la liste.'],
      status: ['Statut', 'Ce qui est irrégulier dans les marchandises. Choisissez dans la liste.'],
      value: ['Valeur', 'Un nombre, pour toutes les marchandises de la ligne.'],
      currency: ['Monnaie', 'De la valeur. Choisissez dans la liste.'],
      basis: ['Nature de la valeur', 'De quelle valeur il s’agit. Choisissez dans la liste.'],
      rateDate: ['Date du taux', 'Si la valeur a été convertie d’une autre monnaie.'],
      including: ['Dont', 'Une part de la quantité connue dans une autre unité. Elle est montrée, et jamais additionnée.'],
      includingUnit: ['Unité de cette part', 'Choisissez dans la liste.'],
      includingDescription: ['Quelle part', 'Ce qu’est cette part, en quelques mots.'],
      problems: ['À corriger', 'Ce qui n’allait pas dans cette ligne à l’envoi. Ce n’est pas lu\u00a0: laissez-le, ou effacez-le.'],
    },
    wrong: { title: 'Valeur refusée', says: 'Cette colonne ne prend pas une telle valeur. Son aide dit ce qu’elle prend.' },
    guide: ({ operation, zone }) => [
      [operation, 'Modèle pour signaler des cas'],
      [
        'Lignes',
        'Une ligne par sorte de marchandises. Les lignes de même référence forment un cas\u00a0; celles qui ont aussi le même numéro de saisie, une saisie.',
      ],
      [
        'Ce qui est commun',
        'Ce qui est dit d’un cas ou d’une saisie peut figurer dans toutes ses lignes ou dans une seule. Deux lignes qui se contredisent sont refusées.',
      ],
      [
        'Heure locale',
        zone === null
          ? 'Votre organisation n’a pas de fuseau au registre\u00a0: indiquez le décalage UTC à chaque ligne.'
          : `Sans décalage UTC, les heures sont lues dans le fuseau de votre organisation\u00a0: ${zone}.`,
      ],
      [
        'Envoi',
        'Envoyez le classeur tel quel, ou en CSV. Vous voyez ce qu’il changerait avant que rien ne soit pris\u00a0; les lignes refusées reviennent dans un classeur à corriger.',
      ],
      ['Nouvel envoi', 'Le même envoi ne change rien. Un cas qui a changé devient une nouvelle version.'],
      ['Personnes', 'Ne nommez, dans aucune colonne, une personne soupçonnée.'],
    ],
    terms: {
      handlingCodes: {
        H0: 'H0\u00a0: uniquement pour prévenir et combattre la criminalité',
        H1: 'H1\u00a0: pas devant un tribunal sans autorisation',
        H2: 'H2\u00a0: pas de transmission sans autorisation',
        H3: 'H3\u00a0: autre restriction, selon l’autorisation',
      },
      yesNo: { yes: 'oui', no: 'non' },
      directions: { import: 'Importation', export: 'Exportation', transit: 'Transit', internal: 'À l’intérieur du pays' },
      persons: {
        checked: 'contrôlées',
        suspected: 'soupçonnées',
        identified: 'identifiées',
        detained: 'retenues',
        arrested: 'arrêtées',
        reported: 'déférées à la justice',
        apprehended: 'appréhendées',
      },
      groups: {
        identified: 'identifiés',
        investigated: 'sous enquête',
        disrupted: 'entravés',
        dismantled: 'démantelés',
        'companies-suspected': 'sociétés soupçonnées',
      },
      keys: {
        container: 'conteneur',
        flight: 'vol',
        parcel: 'colis',
        'lab-exhibit': 'échantillon de laboratoire',
        'national-reference': 'référence nationale',
      },
      placeTypes: {
        'land-border': 'Frontière terrestre',
        'sea-port': 'Port maritime',
        airport: 'Aéroport',
        'dry-port': 'Port sec',
        'customs-warehouse': 'Entrepôt douanier',
        'free-zone': 'Zone franche',
        'postal-centre': 'Centre postal ou express',
        'rail-terminal': 'Gare ferroviaire',
        'inland-waterway': 'Port fluvial ou voie navigable',
        'at-sea': 'En mer',
        'road-inland': 'Route à l’intérieur du pays',
        market: 'Marché, magasin ou foire',
        premises: 'Locaux privés ou professionnels',
        inland: 'Ailleurs à l’intérieur du pays',
        online: 'En ligne',
        other: 'Autre lieu',
      },
      transport: {
        0: 'Mode non précisé',
        1: 'Maritime',
        2: 'Ferroviaire',
        3: 'Routier',
        4: 'Aérien',
        5: 'Envoi postal',
        6: 'Multimodal',
        7: 'Installation fixe',
        8: 'Navigation intérieure',
        9: 'Sans objet',
      },
      means: {
        sea: 'Mer',
        rail: 'Rail',
        road: 'Route',
        air: 'Air',
        mail: 'Poste',
        express: 'Courrier express',
        multimodal: 'Plusieurs moyens sous un contrat',
        'fixed-installation': 'Conduite ou autre installation fixe',
        'inland-water': 'Eaux intérieures',
        passenger: 'Voyageur',
        unknown: 'Inconnu',
      },
      detection: {
        'risk-profile': 'Profil de risque',
        intelligence: 'Renseignement',
        'warning-message': 'Message d’alerte',
        informant: 'Informateur',
        documents: 'Documents',
        dog: 'Chien détecteur',
        scanner: 'Rayons X ou scanner',
        detector: 'Autre appareil',
        'physical-check': 'Contrôle physique',
        'online-monitoring': 'Veille en ligne',
        investigation: 'Enquête',
        random: 'Sélection aléatoire',
        other: 'Autre',
      },
      outcomes: {
        arrest: 'Arrestation',
        'investigation-opened': 'Enquête ouverte',
        'administrative-case': 'Procédure administrative',
        'forensic-result': 'Résultat de laboratoire',
        destruction: 'Destruction',
        return: 'Restitution',
        release: 'Mainlevée',
        prosecution: 'Poursuites',
        conviction: 'Condamnation',
      },
      statuses: {
        counterfeit: 'Contrefait',
        falsified: 'Falsifié',
        substandard: 'De qualité inférieure',
        unlicensed: 'Non autorisé',
        diverted: 'Détourné',
        stolen: 'Volé',
        looted: 'Pillé ou issu de fouilles illicites',
        smuggled: 'Introduit en contrebande',
        undeclared: 'Non déclaré',
        misdeclared: 'Mal déclaré',
        prohibited: 'Prohibé',
        other: 'Autre',
      },
      cites: { I: 'Annexe I', II: 'Annexe II', III: 'Annexe III', none: 'Non inscrite' },
      valueBases: {
        face: 'Valeur faciale',
        customs: 'Valeur en douane',
        wholesale: 'Prix de gros',
        retail: 'Prix de détail',
        street: 'Prix de rue',
        'evaded-duty': 'Droits éludés',
        'mis-invoiced': 'Écart de facturation',
        'loss-prevented': 'Perte évitée',
        unstated: 'Non précisée',
      },
      units: {
        C62: 'unité',
        H87: 'pièce',
        NAR: 'article',
        PR: 'paire',
        STC: 'cigarette',
        U2: 'comprimé',
        'X-specimen': 'spécimen',
        'X-egg': 'œuf',
        'X-carcass': 'carcasse',
        E27: 'dose',
        XPK: 'paquet',
        XCY: 'bouteille de gaz',
        'X-truckload': 'camion',
        MGM: 'milligramme',
        GRM: 'gramme',
        KGM: 'kilogramme',
        TNE: 'tonne',
        MLT: 'millilitre',
        LTR: 'litre',
        CMQ: 'centimètre cube',
        MTQ: 'mètre cube',
        'X-tonne-co2e': 'tonne d’équivalent CO2',
        MTR: 'mètre',
        MTK: 'mètre carré',
      },
      headings: {
        alcohol: 'Boissons alcooliques',
        tobacco: 'Tabac',
        cigarettes: 'Cigarettes',
        'loose-tobacco': 'Tabac brut, haché et à narguilé',
        'tax-evasion': 'Autre fraude fiscale et douanière',
        vehicles: 'Véhicules',
        wildlife: 'Espèces CITES et environnement',
        'live-animals': 'Animaux vivants, non classés ailleurs',
        'big-cats': 'Grands félins et leurs parties',
        bears: 'Ours et leurs parties',
        primates: 'Primates',
        birds: 'Oiseaux',
        'turtles-tortoises': 'Tortues',
        reptiles: 'Autres reptiles',
        arthropods: 'Insectes, araignées et autres arthropodes',
        'marine-life': 'Espèces marines et leurs produits',
        ivory: 'Ivoire',
        'rhino-horn': 'Corne de rhinocéros',
        'pangolin-scales': 'Écailles de pangolin',
        'wild-meat': 'Viande de brousse',
        'wildlife-parts': 'Autres parties et produits d’animaux',
        plants: 'Plantes et produits végétaux',
        timber: 'Bois',
        counterfeits: 'Propriété intellectuelle et contrefaçons',
        food: 'Aliments contrefaits ou non conformes',
        drink: 'Boissons contrefaites ou non conformes',
        currency: 'Devises et blanchiment',
        cash: 'Espèces',
        'bearer-instruments': 'Instruments négociables au porteur',
        'counterfeit-currency': 'Fausse monnaie',
        gold: 'Or',
        'precious-metals': 'Autres métaux précieux',
        drugs: 'Stupéfiants',
        cannabis: 'Cannabis',
        cocaine: 'Cocaïne',
        heroin: 'Héroïne et autres opiacés',
        'synthetic-drugs': 'Drogues de synthèse, non classées ailleurs',
        amphetamine: 'Amphétamine',
        methamphetamine: 'Méthamphétamine',
        ecstasy: 'Ecstasy',
        lsd: 'LSD',
        ketamine: 'Kétamine',
        'new-psychoactive-substances': 'Nouvelles substances psychoactives',
        precursors: 'Précurseurs',
        'hazardous-goods': 'Matières dangereuses et déchets',
        waste: 'Déchets, non classés ailleurs',
        'metal-waste': 'Déchets métalliques',
        'plastic-waste': 'Déchets plastiques',
        'ozone-depleting-substances': 'Substances appauvrissant l’ozone',
        hydrofluorocarbons: 'Hydrofluorocarbures',
        'refrigerant-equipment': 'Appareils contenant des gaz réglementés',
        'medical-products': 'Médicaments et produits médicaux',
        medicines: 'Médicaments',
        'medical-devices': 'Dispositifs médicaux',
        vaccines: 'Vaccins',
        'sanitiser-gel': 'Gel désinfectant',
        masks: 'Masques de protection, comptés à part',
        'doping-substances': 'Substances dopantes',
        'active-ingredients': 'Principes actifs et matières premières',
        weapons: 'Armes et explosifs',
        firearms: 'Armes à feu et leurs parties',
        ammunition: 'Munitions',
        explosives: 'Explosifs',
        detonators: 'Détonateurs',
        nuclear: 'Matières nucléaires et radioactives',
        'cultural-goods': 'Patrimoine culturel',
        'cultural-objects': 'Objets culturels',
        coins: 'Monnaies anciennes',
        'metal-detectors': 'Détecteurs de métaux',
        'excavation-tools': 'Autres outils de fouille',
      },
    },
  },
};
