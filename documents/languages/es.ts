/** Longer than 250 lines: a language is one file, so that its translator has one thing to hand in. */
import type { Matter } from '../../domain/letter.ts';
import type { Catalogue } from './catalogue.ts';
import { namedBy } from './named.ts';
import { counted } from './plural.ts';

const LOCALE = 'es-ES';

const ASKS = {
  'take-part': 'respuesta a la invitación',
  'nominate-contacts': 'designación de puntos de contacto',
  report: 'comunicación de casos o declaración sin novedad',
  feedback: 'valoración de un aviso',
  enquiry: 'respuesta a una consulta',
  'correct-report': 'corrección de una comunicación',
  'judge-duplicate': 'dictamen sobre un posible duplicado',
  'confirm-figures': 'confirmación de las cifras',
  'follow-up': 'seguimiento de los casos',
  'mend-contact': 'una dirección de contacto que funcione',
};

/** With the article, without it, and how participles agree with it. */
const SUBJECTS = {
  plan: ['el plan', 'plan', 'o'],
  amendment: ['la modificación del plan', 'modificación del plan', 'a'],
  extension: ['la prórroga de la operación', 'prórroga de la operación', 'a'],
  edition: ['las cifras de una edición', 'cifras de una edición', 'as'],
  closing: ['el cierre de la operación', 'cierre de la operación', 'o'],
  publication: ['la publicación', 'publicación', 'a'],
  release: ['la transmisión a un socio', 'transmisión a un socio', 'a'],
  ratification: ['la ratificación', 'ratificación', 'a'],
} as const;

/** Names of partners stand in brackets: nobody knows here which article or preposition they take. */
function matter({ subject, partner, edition }: Matter, form: 'named' | 'bare'): string {
  const [named, bare] = SUBJECTS[subject];
  const said = form === 'named' ? named : bare;
  const about = [partner, edition].filter((name) => name !== undefined);
  return about.length === 0 ? said : `${said} (${about.join(', ')})`;
}

const OUTCOMES = { approved: 'aprobad', returned: 'devuelt', rejected: 'rechazad' };

function decided(about: Matter, outcome: keyof typeof OUTCOMES | 'lapsed'): string {
  const name = matter(about, 'bare');
  const [, , ending] = SUBJECTS[about.subject];
  if (outcome === 'lapsed') return `${name}, plazo de decisión vencido`;
  return `${name} ${OUTCOMES[outcome]}${ending}`;
}

const named = namedBy(ASKS);

/** What nobody who gets it would know: what to do, and when it is over. */
const MEND =
  'Las cartas a la organización o a la dirección indicada más abajo no llegan; lo que dijo su servidor de correo figura más abajo, si dijo algo. Le rogamos que averigüe a quién escribir y haga corregir el registro: con ello queda respondida esta solicitud.';

export const es: Catalogue = {
  locale: LOCALE,
  direction: 'ltr',
  colon: ': ',
  letters: {
    invitation: {
      subject: ({ operation }) => `${operation}: invitación a participar`,
      says: () => [
        'Su organización está invitada a participar en la operación indicada más abajo.',
        'Le rogamos que acepte o decline antes de la fecha límite. Para declinar hay que indicar el motivo. Sin respuesta hasta entonces, su organización figurará como sin respuesta.',
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
        'Las cifras de la edición indicada más abajo han quedado cerradas. Le rogamos que confirme las de su organización, que figuran más abajo, antes de la fecha límite, o que las impugne indicando el motivo.',
        silence === 'consent'
          ? 'El plan de la operación establece que el silencio equivale al consentimiento: sin respuesta antes de la fecha límite, sus cifras se considerarán confirmadas.'
          : 'El silencio no equivale al consentimiento: sin respuesta antes de la fecha límite, su organización figurará como sin respuesta.',
      ],
    },
    reminder: {
      subject: ({ operation, ...asked }) => `${operation}: recordatorio, ${named(asked)}`,
      says: ({ asks }) => [
        'Su organización aún no ha respondido. Le rogamos que lo haga antes de la fecha límite indicada más abajo, o cuanto antes si ya ha pasado; antes de ella se puede pedir más tiempo.',
        `Lo que se solicita: ${ASKS[asks]}.`,
        ...(asks === 'mend-contact' ? [MEND] : []),
      ],
    },
    'silence-list': {
      subject: ({ operation, organisations, ...asked }) =>
        `${operation}: ${counted(LOCALE, organisations.length, { other: '# sin respuesta' })}, ${named(asked)}`,
      says: ({ asks }) => [
        'Las organizaciones enumeradas más abajo aún no han respondido. Le rogamos que haga el seguimiento.',
        `Lo que se solicita: ${ASKS[asks]}.`,
      ],
    },
    'decision-request': {
      subject: ({ operation, ...about }) => `${operation}: su decisión sobre ${matter(about, 'named')}`,
      says: ({ silence, changes, ...about }) => [
        `Se espera su decisión: ${matter(about, 'bare')}.`,
        ...(changes === undefined
          ? []
          : [
              `Es una nueva presentación tras una devolución. Respecto de la anterior, ${counted(LOCALE, changes, { one: 'difiere # campo', other: 'difieren # campos' })}.`,
            ]),
        'Puede aprobar, devolver o rechazar. Para devolver o rechazar hay que indicar el motivo.',
        ...(silence === 'consent'
          ? [
              'Es un procedimiento de silencio: de quien no haya decidido antes de la fecha límite indicada más abajo se entenderá que está de acuerdo.',
            ]
          : []),
        ...(silence === 'lapse' ? ['Sin las decisiones necesarias antes de la fecha límite indicada más abajo, la solicitud caduca.'] : []),
      ],
    },
    returned: {
      subject: ({ operation, outcome, ...about }) => `${operation}: ${decided(about, outcome)}`,
      says: ({ outcome, ...about }) => [
        `Resultado: ${decided(about, outcome)}.`,
        outcome === 'lapsed' ? 'El plazo indicado más abajo venció sin las decisiones necesarias.' : 'El motivo figura más abajo.',
      ],
    },
    approved: {
      subject: ({ operation, ...about }) => `${operation}: ${decided(about, 'approved')}`,
      says: (about) => [
        `Resultado: ${decided(about, 'approved')}.`,
        ...(about.subject === 'plan' ? ['La operación ya puede iniciarse.'] : []),
      ],
    },
    'edition-published': {
      subject: ({ operation, edition }) => `${operation}: cifras publicadas (${edition})`,
      says: () => [
        'La edición indicada más abajo ha sido publicada. Sus cifras figuran más abajo y se adjuntan en CSV y en JSON.',
        'Cualquiera puede consultar la publicación, sin identificarse.',
      ],
    },
    'task-request': {
      subject: ({ operation, title }) => `${operation}: ${title}`,
      says: ({ asks }) => [
        'Se solicita a su organización lo indicado más abajo. Le rogamos que responda antes de la fecha límite, o que antes de ella pida más tiempo.',
        `Lo que se solicita: ${ASKS[asks]}.`,
        ...(asks === 'mend-contact' ? [MEND] : []),
      ],
    },
    'task-withdrawn': {
      subject: ({ operation, ...asked }) => `${operation}: solicitud retirada, ${named(asked)}`,
      says: (asked) => [`Esta solicitud ha sido retirada: ${named(asked)}. Su organización ya no tiene que responder.`],
    },
    'deadline-moved': {
      subject: ({ operation, ...asked }) => `${operation}: nueva fecha límite, ${named(asked)}`,
      says: (asked) => [`La fecha límite de esta solicitud ha cambiado: ${named(asked)}. La nueva figura más abajo.`],
    },
    'handed-over': {
      subject: ({ operation, tasks }) =>
        `${operation}: ${counted(LOCALE, tasks.length, { one: '# tarea pendiente pasa a usted', other: '# tareas pendientes pasan a usted' })}`,
      says: () => [
        'Desde ahora usted es responsable de las tareas pendientes de su organización enumeradas más abajo, cada una con su fecha límite.',
      ],
    },
    'extension-asked': {
      subject: ({ operation, organisation }) => `${operation}: ${organisation} pide más tiempo`,
      says: (asked) => [
        `La organización indicada más abajo pide más tiempo. Lo que se le solicitó: ${named(asked)}.`,
        'La fecha límite que pide y su motivo figuran más abajo. Le rogamos que lo conceda o lo deniegue; hasta entonces vale la fecha límite actual.',
      ],
    },
    'extension-decided': {
      subject: ({ operation, outcome, ...asked }) =>
        `${operation}: más tiempo ${outcome === 'granted' ? 'concedido' : 'denegado'}, ${named(asked)}`,
      says: ({ outcome, ...asked }) => [
        `Lo que se solicitó a su organización: ${named(asked)}.`,
        outcome === 'granted'
          ? 'Se ha concedido más tiempo a su organización. La nueva fecha límite figura más abajo.'
          : 'No se ha concedido más tiempo a su organización. La fecha límite, sin cambios, figura más abajo.',
      ],
    },
    'decision-reminder': {
      subject: ({ operation, ...about }) => `${operation}: recordatorio, su decisión sobre ${matter(about, 'named')}`,
      says: ({ silence, ...about }) => [
        `Aún se espera su decisión: ${matter(about, 'bare')}.`,
        'Puede aprobar, devolver o rechazar. Para devolver o rechazar hay que indicar el motivo.',
        silence === 'consent'
          ? 'Es un procedimiento de silencio: de quien no haya decidido antes de la fecha límite indicada más abajo se entenderá que está de acuerdo.'
          : 'Sin las decisiones necesarias antes de la fecha límite indicada más abajo, la solicitud caduca.',
      ],
    },
    'decision-overdue': {
      subject: ({ operation, ...about }) => `${operation}: decisión aún pendiente, ${matter(about, 'bare')}`,
      says: ({ standsFor, ...about }) => [
        `Esta decisión aún está pendiente: ${matter(about, 'bare')}.`,
        standsFor === undefined
          ? 'Los puestos enumerados más abajo aún pueden decidir. Le rogamos que haga el seguimiento.'
          : 'Los puestos enumerados más abajo aún pueden decidir. Le rogamos que decida por la persona a la que suple.',
      ],
    },
    'contact-changed': {
      subject: ({ operation, organisation }) => `${operation}: cambio de contacto, ${organisation}`,
      says: ({ rank, after }) => [
        rank === 'deputy'
          ? `A partir de la fecha indicada más abajo, la organización indicada tiene un suplente ${after === null ? 'menos' : 'más'} en la función indicada. El titular no cambia.`
          : after === null
            ? 'A partir de la fecha indicada más abajo, la organización indicada ya no tiene a nadie en la función indicada.'
            : 'A partir de la fecha indicada más abajo, la organización indicada tiene un nuevo contacto en la función indicada.',
      ],
    },
    'case-recounted': {
      subject: ({ operation, reference, isCounted }) =>
        isCounted ? `${operation}: el caso ${reference} vuelve a contar` : `${operation}: el caso ${reference} ya no cuenta`,
      says: ({ reference, isCounted }) => [
        isCounted
          ? `Los coordinadores han vuelto a incluir en las cifras el caso ${reference}, comunicado por su organización. Su motivo figura más abajo.`
          : `Los coordinadores han retirado de las cifras el caso ${reference}, comunicado por su organización. Su motivo figura más abajo. La comunicación queda tal como usted la escribió.`,
      ],
    },
    'case-linked': {
      subject: ({ operation, reference, counts }) =>
        counts === 'apart'
          ? `${operation}: el caso ${reference} vuelve a contar por separado`
          : `${operation}: el caso ${reference} y otro son una sola incautación`,
      says: ({ reference, counts }) => [
        {
          'for-both': `El caso ${reference}, comunicado por su organización, y un caso de la organización indicada más abajo son una sola incautación. El suyo cuenta por los dos.`,
          'with-other': `El caso ${reference}, comunicado por su organización, y un caso de la organización indicada más abajo son una sola incautación. Cuenta una vez, por el otro caso.`,
          apart: `El caso ${reference}, comunicado por su organización, y un caso de la organización indicada más abajo son al final dos incautaciones. Los dos cuentan.`,
        }[counts],
        ...(counts === 'apart'
          ? []
          : ['Se acredita a las dos organizaciones. Quien no esté de acuerdo puede decirlo a los coordinadores.']),
      ],
    },
    'participation-withdrawn': {
      subject: ({ operation, organisation }) => `${operation}: ${organisation} ya no participa`,
      says: () => ['La organización indicada más abajo se ha retirado de la operación. Su motivo figura más abajo.'],
    },
    'operation-suspended': {
      subject: ({ operation }) => `${operation}: suspendida`,
      says: ({ isUnratified }) => [
        ...(isUnratified
          ? [
              'Su plan entró en vigor por el procedimiento abreviado y no fue ratificado. Para este caso, el plan dispone que la operación se detenga hasta que decidan sus coordinadores.',
            ]
          : []),
        'La operación está suspendida. Ninguna fecha límite vence hasta su reanudación; se puede responder igualmente a lo solicitado.',
        'Cuando se reanude, todo lo que está por venir, también las reuniones, se aplazará otros tantos días. Se le comunicará.',
      ],
    },
    'operation-resumed': {
      subject: ({ operation }) => `${operation}: reanudada`,
      says: ({ days }) => [
        'La operación se reanuda.',
        `Las fechas límite pendientes se han aplazado ${counted(LOCALE, Number(days), { one: '# día', other: '# días' })}.`,
      ],
    },
    'operation-cancelled': {
      subject: ({ operation }) => `${operation}: cancelada`,
      says: () => ['La operación ha sido cancelada. Nada de lo que solicitaba requiere ya respuesta.'],
    },
    'operation-closed': {
      subject: ({ operation }) => `${operation}: cerrada`,
      says: () => ['La operación está cerrada. Dentro de unos meses aún podrá preguntar qué ha sido de sus casos.'],
    },
    'meeting-invitation': {
      subject: ({ operation, title }) => `${operation}: reunión, ${title}`,
      says: () => [
        'Se cuenta con su presencia en la reunión indicada más abajo. El archivo adjunto la anota en su calendario.',
        'No hace falta responder. Si nadie de su organización puede asistir, le rogamos que avise a la coordinación de la operación. Si la reunión cambia, se le comunicará.',
      ],
    },
    'meeting-changed': {
      subject: ({ operation, title }) => `${operation}: cambio de la reunión, ${title}`,
      says: () => [
        'La reunión indicada más abajo ha cambiado. Desde ahora vale lo que figura más abajo; el archivo adjunto actualiza su calendario.',
      ],
    },
    'meeting-cancelled': {
      subject: ({ operation, title }) => `${operation}: reunión cancelada, ${title}`,
      says: () => ['La reunión indicada más abajo no se celebrará. El archivo adjunto la quita de su calendario.'],
    },
    'closing-refused': {
      subject: ({ operation }) => `${operation}: cierre sin efecto`,
      says: () => [
        'El cierre de la operación fue aprobado, pero lo enumerado más abajo ha quedado pendiente desde que se solicitó. Nadie lo ha consentido, por lo que la operación continúa.',
        'Le rogamos que lo resuelva, o que cierre de nuevo la operación indicando por qué puede quedar pendiente.',
      ],
    },
  },
  named,
  digest: {
    subject: ({ operation, letters }) => `${operation}: ${counted(LOCALE, letters, { one: '# carta', other: '# cartas' })}`,
    says: ({ letters }) => `Este correo contiene ${counted(LOCALE, letters, { one: '# carta', other: '# cartas' })} para usted:`,
    part: ({ number, of }) => `Carta ${number} de ${of}`,
  },
  particulars: {
    operation: 'Operación',
    organisation: 'Organización',
    partner: 'Socio',
    title: 'Título',
    instructions: 'Instrucciones',
    edition: 'Edición',
    submittedBy: 'Presentado por',
    purpose: 'Objeto',
    legalBasis: 'Base jurídica',
    urgency: 'Motivo de la urgencia',
    standsFor: 'Usted suple a',
    status: 'Estado',
    cutOff: 'Cierre de datos',
    period: 'Período',
    from: 'Desde',
    until: 'Hasta',
    starts: 'Comienza',
    ends: 'Termina',
    place: 'Lugar',
    step: 'Etapa',
    role: 'Función',
    before: 'Anteriormente',
    after: 'Después',
    by: 'Decisión de',
    reason: 'Motivo',
    deadline: 'Fecha límite',
    taskId: 'Tarea',
    requestId: 'Petición',
    approvalId: 'Aprobación',
    publicationId: 'Publicación',
  },
  statuses: { preliminary: 'preliminar', interim: 'provisional', final: 'definitivo', corrected: 'corregido' },
  roles: {
    'national-contact-point': 'punto de contacto nacional',
    'ocu-officer': 'agente de una unidad de coordinación',
    reporter: 'responsable de comunicar los casos',
    approver: 'aprobador',
  },
  openEnds: {
    tasks: 'Tareas pendientes',
    participants: 'Administraciones sin respuesta o sin comunicación',
    requests: 'Solicitudes de más tiempo sin decidir',
    reviews: 'Advertencias sin resolver sobre comunicaciones',
    disputes: 'Cifras impugnadas',
    editions: 'Ediciones sin publicar',
  },
  requests: {
    accept: 'Aceptar',
    decline: 'Declinar',
    confirm: 'Confirmar',
    dispute: 'Impugnar',
    done: 'Hecho',
    unable: 'No es posible',
    nominated: 'Contactos designados',
    report: 'Comunicar un caso',
    'nil-return': 'Presentar una declaración sin novedad',
    approve: 'Aprobar',
    return: 'Devolver',
    reject: 'Rechazar',
    grant: 'Conceder más tiempo',
    refuse: 'Denegar más tiempo',
    'ask-time': 'Pedir más tiempo',
    close: 'Cerrar de todos modos',
    launch: 'Iniciar la operación',
    read: 'Consultar',
    'read-inbox': 'Consultar sus tareas pendientes',
    'read-calendar': 'Consultar el calendario de la operación',
    'read-operation': 'Consultar la operación',
    'read-participations': 'Consultar quién participa',
    'read-taskings': 'Consultar las solicitudes',
    'read-plan': 'Consultar el plan',
    'read-edition': 'Consultar la edición',
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
