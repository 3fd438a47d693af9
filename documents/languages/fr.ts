import type { Catalogue } from './catalogue.ts';

const ASKS = {
  'take-part': 'réponse à l’invitation',
  report: 'signalement de cas ou état néant',
  'confirm-figures': 'confirmation des chiffres',
};

const OUTCOMES = {
  plan: { returned: 'plan renvoyé', rejected: 'plan rejeté' },
  edition: { returned: 'chiffres renvoyés', rejected: 'chiffres rejetés' },
};

export const fr: Catalogue = {
  locale: 'fr-FR',
  colon: '\u00a0: ',
  letters: {
    invitation: {
      subject: ({ operation }) => `${operation}\u00a0: invitation à participer`,
      says: () => [
        'Votre organisation est invitée à participer à l’opération indiquée ci-dessous.',
        'Veuillez accepter ou décliner avant la date limite. Un refus doit être motivé.',
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
        'Les chiffres de l’édition indiquée ci-dessous ont été arrêtés. Veuillez confirmer ceux de votre organisation avant la date limite, ou les contester en indiquant le motif.',
        silence === 'consent'
          ? 'Le plan de l’opération prévoit que le silence vaut accord\u00a0: sans réponse avant la date limite, vos chiffres sont réputés confirmés.'
          : 'Le silence ne vaut pas accord\u00a0: sans réponse avant la date limite, votre organisation est indiquée comme n’ayant pas répondu.',
      ],
    },
    reminder: {
      subject: ({ operation, asks }) => `${operation}\u00a0: rappel, ${ASKS[asks]}`,
      says: ({ asks }) => ['Votre organisation n’a pas encore répondu.', `Objet de la demande\u00a0: ${ASKS[asks]}.`],
    },
    'silence-list': {
      subject: ({ operation, asks, organisations }) => `${operation}\u00a0: ${organisations.length} sans réponse (${ASKS[asks]})`,
      says: ({ asks }) => [
        'Les organisations énumérées ci-dessous n’ont pas encore répondu. Veuillez les relancer.',
        `Objet de la demande\u00a0: ${ASKS[asks]}.`,
      ],
    },
    'decision-request': {
      subject: ({ operation, subject }) => `${operation}\u00a0: votre décision sur ${subject === 'plan' ? 'le plan' : 'les chiffres'}`,
      says: ({ subject }) => [
        subject === 'plan'
          ? 'Un plan de cette opération a été soumis et attend votre décision.'
          : 'Les chiffres d’une édition attendent votre validation.',
        'Vous pouvez approuver, renvoyer ou rejeter. Un renvoi ou un rejet doit être motivé.',
      ],
    },
    returned: {
      subject: ({ operation, subject, outcome }) => `${operation}\u00a0: ${OUTCOMES[subject][outcome]}`,
      says: ({ subject, outcome }) => [`Décision prise\u00a0: ${OUTCOMES[subject][outcome]}. Le motif figure ci-dessous.`],
    },
    'edition-published': {
      subject: ({ operation, edition }) => `${operation}\u00a0: chiffres publiés (${edition})`,
      says: () => [
        'L’édition indiquée ci-dessous a été publiée. Ses chiffres figurent ci-dessous et sont joints en CSV et en JSON.',
        'La publication est accessible à tous, sans identification.',
      ],
    },
  },
  particulars: {
    operation: 'Opération',
    organisation: 'Organisation',
    edition: 'Édition',
    status: 'Statut',
    cutOff: 'Date d’arrêt des données',
    period: 'Période',
    from: 'Du',
    until: 'Au',
    step: 'Étape',
    by: 'Décision de',
    reason: 'Motif',
    deadline: 'Date limite',
    taskId: 'Tâche',
    approvalId: 'Approbation',
    publicationId: 'Publication',
  },
  statuses: { preliminary: 'préliminaire', interim: 'provisoire', final: 'définitif', corrected: 'corrigé' },
  requests: {
    accept: 'Accepter',
    decline: 'Décliner',
    confirm: 'Confirmer',
    dispute: 'Contester',
    report: 'Signaler un cas',
    'nil-return': 'Déposer un état néant',
    approve: 'Approuver',
    return: 'Renvoyer',
    reject: 'Rejeter',
    read: 'Consulter',
    'read-taskings': 'Consulter les demandes',
    'read-plan': 'Consulter le plan',
    'read-editions': 'Consulter les éditions',
    'read-csv': 'Consulter en CSV',
  },
  howTo: 'Par l’interface de programmation de Concert\u00a0:',
  whoAnswers:
    'Seules les personnes inscrites pour l’organisation indiquée ci-dessus peuvent répondre. Cette lettre peut leur être transmise\u00a0: elle contient tout ce dont elles ont besoin.',
  automatic:
    'Cette lettre a été rédigée par Concert. Une réponse par courriel ne vaut pas réponse à la demande\u00a0; veuillez adresser vos questions à la coordination de l’opération.',
  exercise: { mark: 'Exercice', says: 'CECI EST UN EXERCICE. Rien dans cette lettre ne concerne des faits réels.' },
};
