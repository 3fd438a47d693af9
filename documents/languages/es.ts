import type { Catalogue } from './catalogue.ts';

const ASKS = {
  'take-part': 'respuesta a la invitación',
  report: 'comunicación de casos o declaración sin novedad',
  'confirm-figures': 'confirmación de las cifras',
};

const OUTCOMES = {
  plan: { returned: 'plan devuelto', rejected: 'plan rechazado' },
  edition: { returned: 'cifras devueltas', rejected: 'cifras rechazadas' },
};

export const es: Catalogue = {
  locale: 'es-ES',
  colon: ': ',
  letters: {
    invitation: {
      subject: ({ operation }) => `${operation}: invitación a participar`,
      says: () => [
        'Su organización está invitada a participar en la operación indicada más abajo.',
        'Le rogamos que acepte o decline antes de la fecha límite. Para declinar hay que indicar el motivo.',
      ],
    },
    'report-request': {
      subject: ({ operation, period }) => `${operation}: comunicación de casos o declaración sin novedad, ${period}`,
      says: () => [
        'Le rogamos que comunique antes de la fecha límite sus casos del período indicado más abajo, o que presente una declaración sin novedad si no hay nada que comunicar.',
        'El silencio no equivale a una declaración sin novedad.',
      ],
    },
    'confirm-request': {
      subject: ({ operation, edition }) => `${operation}: confirme sus cifras (${edition})`,
      says: ({ silence }) => [
        'Las cifras de la edición indicada más abajo han quedado cerradas. Le rogamos que confirme las de su organización antes de la fecha límite, o que las impugne indicando el motivo.',
        silence === 'consent'
          ? 'El plan de la operación establece que el silencio equivale al consentimiento: sin respuesta antes de la fecha límite, sus cifras se considerarán confirmadas.'
          : 'El silencio no equivale al consentimiento: sin respuesta antes de la fecha límite, su organización figurará como sin respuesta.',
      ],
    },
    reminder: {
      subject: ({ operation, asks }) => `${operation}: recordatorio, ${ASKS[asks]}`,
      says: ({ asks }) => ['Su organización aún no ha respondido.', `Lo que se solicita: ${ASKS[asks]}.`],
    },
    'silence-list': {
      subject: ({ operation, asks, organisations }) => `${operation}: ${organisations.length} sin respuesta (${ASKS[asks]})`,
      says: ({ asks }) => [
        'Las organizaciones enumeradas más abajo aún no han respondido. Le rogamos que haga el seguimiento.',
        `Lo que se solicita: ${ASKS[asks]}.`,
      ],
    },
    'decision-request': {
      subject: ({ operation, subject }) => `${operation}: su decisión sobre ${subject === 'plan' ? 'el plan' : 'las cifras'}`,
      says: ({ subject }) => [
        subject === 'plan'
          ? 'Se ha presentado un plan de esta operación, que espera su decisión.'
          : 'Las cifras de una edición esperan su validación.',
        'Puede aprobar, devolver o rechazar. Para devolver o rechazar hay que indicar el motivo.',
      ],
    },
    returned: {
      subject: ({ operation, subject, outcome }) => `${operation}: ${OUTCOMES[subject][outcome]}`,
      says: ({ subject, outcome }) => [`Decisión adoptada: ${OUTCOMES[subject][outcome]}. El motivo figura más abajo.`],
    },
    'edition-published': {
      subject: ({ operation, edition }) => `${operation}: cifras publicadas (${edition})`,
      says: () => [
        'La edición indicada más abajo ha sido publicada. Sus cifras figuran más abajo y se adjuntan en CSV y en JSON.',
        'Cualquiera puede consultar la publicación, sin identificarse.',
      ],
    },
  },
  particulars: {
    operation: 'Operación',
    organisation: 'Organización',
    edition: 'Edición',
    status: 'Estado',
    cutOff: 'Cierre de datos',
    period: 'Período',
    from: 'Desde',
    until: 'Hasta',
    step: 'Etapa',
    by: 'Decisión de',
    reason: 'Motivo',
    deadline: 'Fecha límite',
    taskId: 'Tarea',
    approvalId: 'Aprobación',
    publicationId: 'Publicación',
  },
  statuses: { preliminary: 'preliminar', interim: 'provisional', final: 'definitivo', corrected: 'corregido' },
  requests: {
    accept: 'Aceptar',
    decline: 'Declinar',
    confirm: 'Confirmar',
    dispute: 'Impugnar',
    report: 'Comunicar un caso',
    'nil-return': 'Presentar una declaración sin novedad',
    approve: 'Aprobar',
    return: 'Devolver',
    reject: 'Rechazar',
    read: 'Consultar',
    'read-taskings': 'Consultar las solicitudes',
    'read-plan': 'Consultar el plan',
    'read-editions': 'Consultar las ediciones',
    'read-csv': 'Consultar en CSV',
  },
  howTo: 'Por la interfaz de programación de Concert:',
  whoAnswers:
    'Solo pueden responder las personas registradas para la organización indicada más arriba. Esta carta puede transmitírseles: contiene todo lo que necesitan.',
  automatic:
    'Esta carta ha sido redactada por Concert. Una respuesta por correo no cuenta como respuesta; dirija sus preguntas a la coordinación de la operación.',
  exercise: { mark: 'Ejercicio', says: 'ESTO ES UN EJERCICIO. Nada de lo que dice esta carta se refiere a hechos reales.' },
};
