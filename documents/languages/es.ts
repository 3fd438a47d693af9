/** Longer than 250 lines: a language is one file, so that its translator has one thing to hand in. */
import type { Catalogue } from './catalogue.ts';
import { mattersBy } from './edition-matters.ts';
import { decidedBy, matterBy } from './matter.ts';
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
  consent: 'consentimiento para transmitir sus comunicaciones',
  'confirm-recall': 'confirmación de que los productos retirados ya no se usan',
  'mend-contact': 'una dirección de contacto que funcione',
  'review-necessity': 'revisión de la necesidad de conservar los datos',
  'mend-delivery': 'un producto que no se puede entregar',
  acknowledge: 'acuse de recibo de un producto',
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
  unlock: ['el desbloqueo de cifras firmadas', 'desbloqueo de cifras firmadas', 'o'],
  subscription: ['la suscripción a resúmenes', 'suscripción a resúmenes', 'a'],
} as const;

/** What silence means. */
const NEEDED =
  'Los datos se conservan mientras sean necesarios. Si antes de la fecha límite no indica, con el motivo, que los suyos lo son todavía, se consideran no necesarios y pueden suprimirse; las cifras acordadas no cambian.';

const matter = matterBy(SUBJECTS);

const OUTCOMES = { approved: 'aprobad', returned: 'devuelt', rejected: 'rechazad' };

const decided = decidedBy(SUBJECTS, OUTCOMES, 'plazo de decisión vencido');
const named = namedBy(ASKS);

const PRODUCTS = { edition: 'edición', summary: 'resumen', regional: 'resumen regional', newsletter: 'boletín', alert: 'alerta' };

/** What nobody who gets it would know: what to do, and when it is over. */
const MEND =
  'Las cartas a la organización o a la dirección indicada más abajo no llegan; lo que dijo su servidor de correo figura más abajo, si dijo algo. Le rogamos que averigüe a quién escribir y haga corregir el registro: con ello queda respondida esta solicitud.';

const CONSENT =
  'Su organización ha indicado que algunas de sus comunicaciones no se transmiten sin su consentimiento al destinatario indicado más abajo. Puede darlo, con los límites que desee, o denegarlo con un motivo. El silencio equivale a una negativa: sin respuesta antes de la fecha límite, el destinatario no las recibe.';
const MEND_DELIVERY =
  'Un producto de la operación no se puede entregar al destinatario indicado abajo; la respuesta de su servidor, si la hubo, figura abajo. Averigüe la causa y haga corregir el registro, o la dirección de su sistema. En cuanto responda que está hecho, se envía de nuevo. Lo que ya no puede difundirse no se envía, sea cual sea la respuesta: redáctelo de nuevo si hace falta.';

const HELD = {
  none: 'El plan no retiene nada por ello: las cifras enumeradas más abajo se publican con la edición de todos modos.',
  'hold-figure':
    'Como establece el plan, la publicación de las cifras enumeradas más abajo y de las sumas de las que forman parte queda en suspenso hasta que la impugnación se resuelva o se retire. El resto de la edición se publica.',
  'hold-edition':
    'Como establece el plan, la publicación de la edición queda en suspenso hasta que la impugnación de las cifras enumeradas más abajo se resuelva o se retire.',
};

const MATTERS = mattersBy({
  disputed: {
    subject: ({ operation, organisation, edition }) => `${operation}: ${organisation} impugna sus cifras (${edition})`,
    says: ({ rule }) => [
      'La organización indicada más abajo declara que algunas de sus propias cifras en la edición indicada más abajo son incorrectas. Su motivo figura más abajo.',
      ...(rule === undefined
        ? [
            'No ha dicho cuáles. Nada queda en suspenso por ello y no hay nada que resolver: le rogamos que se lo pregunte. Mientras se le pida confirmación, puede responder de nuevo y señalarlas.',
          ]
        : [
            HELD[rule],
            'Le rogamos que lo aclare con la organización y resuelva después la impugnación indicando el motivo: las cifras permanecen como quedaron cerradas. Si hay comunicaciones incorrectas, la organización las corrige; eso cuenta en las ediciones siguientes.',
          ]),
    ],
  },
  'dispute-withdrawn': {
    subject: ({ operation, organisation, edition }) => `${operation}: ${organisation} ya no impugna sus cifras (${edition})`,
    says: () => [
      'La organización indicada más abajo ha retirado su impugnación de cifras propias en la edición indicada más abajo.',
      'Ya nada queda en suspenso por ello y no queda nada que resolver.',
    ],
  },
  'dispute-settled': {
    subject: ({ operation, edition }) => `${operation}: su impugnación ha sido resuelta (${edition})`,
    says: () => [
      'Los coordinadores han resuelto lo que su organización impugnó en la edición indicada más abajo. Su motivo figura más abajo.',
      'Las cifras enumeradas más abajo permanecen como quedaron cerradas y ya no están en suspenso por ello.',
      'Si hay comunicaciones incorrectas de su organización, le rogamos que las corrija: las correcciones cuentan en las ediciones siguientes.',
    ],
  },
  'late-appeal': {
    subject: ({ operation, organisation }) => `${operation}: ${organisation} pide que se acepte una comunicación tardía`,
    says: ({ reference }) => [
      `La comunicación ${reference} de la organización indicada más abajo llegó después del cierre de datos de la edición indicada más abajo y fue rechazada, como establece el plan. La organización pide que se acepte de todos modos; su motivo figura más abajo.`,
      'Le rogamos que la acepte, o que la rechace indicando el motivo. Una vez aceptada, cuenta en las ediciones siguientes, y la edición indicada más abajo queda como está. Hasta entonces no cuenta en ninguna parte.',
    ],
  },
  'late-appeal-decided': {
    subject: ({ operation, outcome, reference }) =>
      `${operation}: comunicación tardía ${reference} ${outcome === 'granted' ? 'aceptada' : 'rechazada'}`,
    says: ({ outcome, reference }) =>
      outcome === 'granted'
        ? [
            `Los coordinadores han aceptado la comunicación ${reference} de su organización, aunque llegó tarde.`,
            'Cuenta en las ediciones siguientes, y la edición indicada más abajo queda como está. Puede corregirse como cualquier otra.',
          ]
        : [
            `Los coordinadores han rechazado la comunicación ${reference} de su organización, que llegó tarde. Su motivo figura más abajo.`,
            'No cuenta en ninguna edición. Si hay algo que no sabían, su organización puede volver a pedirlo.',
          ],
  },
  'lists-differ': {
    subject: ({ operation, edition }) => `${operation}: las listas de países difieren (${edition})`,
    says: () => [
      'La organización indicada más abajo ha dicho qué países va a nombrar como participantes. Su lista, o la de otra organización que publica, difiere de las demás; las diferencias figuran más abajo.',
      'La publicación de la edición indicada más abajo queda en suspenso hasta que todas las listas sean iguales. Le rogamos que acuerden una y que comunique de nuevo la suya si cambia.',
    ],
  },
  'lists-agree': {
    subject: ({ operation, edition }) => `${operation}: las listas de países coinciden (${edition})`,
    says: () => [
      'La organización indicada más abajo ha dicho qué países va a nombrar como participantes. Todas las organizaciones que publican nombran ahora los mismos.',
      'La edición indicada más abajo ya no queda en suspenso por ello y no queda nada por hacer.',
    ],
  },
});

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
        ...(asks === 'consent' ? [CONSENT] : []),
        ...(asks === 'review-necessity' ? [NEEDED] : []),
        ...(asks === 'mend-delivery' ? [MEND_DELIVERY] : []),
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
    'product-sent': {
      subject: ({ operation, productKind, number, title }) => `${operation}: ${PRODUCTS[productKind]} ${number}, ${title}`,
      says: ({ deadline }) => [
        'Se adjunta el documento indicado abajo, tal como se preparó para su organización. Solo puede utilizarse en los términos indicados abajo.',
        ...(deadline ? ['Acuse recibo antes de la fecha límite de abajo, con su huella. Así sabemos que llegó tal como se envió.'] : []),
      ],
    },
    'product-link': {
      subject: ({ operation, productKind, number, title }) => `${operation}: ${PRODUCTS[productKind]} ${number}, ${title}`,
      says: ({ deadline }) => [
        'El documento indicado abajo se ha preparado para su organización. No va adjunto: recójalo en la dirección de abajo, tras identificarse. Solo puede utilizarse en los términos indicados abajo.',
        ...(deadline ? ['Acuse recibo antes de la fecha límite de abajo, con su huella. Así sabemos que llegó tal como se envió.'] : []),
      ],
    },
    'task-request': {
      subject: ({ operation, title }) => `${operation}: ${title}`,
      says: ({ asks }) => [
        'Se solicita a su organización lo indicado más abajo. Le rogamos que responda antes de la fecha límite, o que antes de ella pida más tiempo.',
        `Lo que se solicita: ${ASKS[asks]}.`,
        ...(asks === 'mend-contact' ? [MEND] : []),
        ...(asks === 'consent' ? [CONSENT] : []),
        ...(asks === 'review-necessity' ? [NEEDED] : []),
        ...(asks === 'mend-delivery' ? [MEND_DELIVERY] : []),
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
      subject: ({ operation, reference, isLinked }) =>
        !isLinked
          ? `${operation}: el caso ${reference} vuelve a contar por separado`
          : `${operation}: el caso ${reference} y otro son una sola incautación`,
      says: ({ reference, isLinked, isPrimary }) => [
        isPrimary
          ? `El caso ${reference}, comunicado por su organización, y un caso de la organización indicada más abajo son una sola incautación. El suyo cuenta por los dos.`
          : isLinked
            ? `El caso ${reference}, comunicado por su organización, y un caso de la organización indicada más abajo son una sola incautación. Cuenta una vez, por el otro caso.`
            : `El caso ${reference}, comunicado por su organización, y un caso de la organización indicada más abajo son al final dos incautaciones. Los dos cuentan.`,
        ...(isLinked ? ['Se acredita a las dos organizaciones. Quien no esté de acuerdo puede decirlo a los coordinadores.'] : []),
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
    'recall-notice': {
      subject: ({ operation, products }) =>
        `${operation}: retirada de ${counted(LOCALE, products.length, { one: '# producto', other: '# productos' })}`,
      says: () => [
        'Los productos enumerados más abajo, que su organización ha recibido, quedan retirados: contienen comunicaciones de las que ya no puede disponer.',
        'Le rogamos que los elimine junto con todas sus copias, que no los use más y que avise a quienes los hayan recibido de usted. Los siguientes los sustituyen.',
        'Le rogamos que lo confirme antes de la fecha límite indicada más abajo, o que diga por qué no es posible.',
      ],
    },
    'edition-matter': MATTERS,
  },
  named,
  recalled: ({ made, sha256, cases }) =>
    `${made}, ${counted(LOCALE, cases, { one: '# comunicación', other: '# comunicaciones' })}, SHA-256 ${sha256}`,
  listed: ({ namedBy, missingFrom }) => `lo nombran ${namedBy.join(', ')}, y no ${missingFrom.join(', ')}`,
  digest: {
    subject: ({ operation, letters }) => `${operation}: ${counted(LOCALE, letters, { one: '# carta', other: '# cartas' })}`,
    says: ({ letters }) => `Este correo contiene ${counted(LOCALE, letters, { one: '# carta', other: '# cartas' })} para usted:`,
    part: ({ number, of }) => `Carta ${number} de ${of}`,
  },
  particulars: {
    operation: 'Operación',
    organisation: 'Organización',
    recipient: 'Destinatario',
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
    cutOffAt: 'Datos a',
    handling: 'Condiciones de uso',
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
    deliveryId: 'Envío',
    sha256: 'SHA-256 del archivo',
  },
  products: PRODUCTS,
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
    needed: 'Aún necesarios',
    'not-needed': 'Ya no necesarios',
    report: 'Comunicar un caso',
    'nil-return': 'Presentar una declaración sin novedad',
    approve: 'Aprobar',
    return: 'Devolver',
    reject: 'Rechazar',
    grant: 'Conceder más tiempo',
    'refuse-time': 'Denegar más tiempo',
    give: 'Dar el consentimiento',
    refuse: 'Denegar el consentimiento',
    'ask-time': 'Pedir más tiempo',
    settle: 'Resolver la impugnación',
    'take-late': 'Aceptar la comunicación',
    'refuse-late': 'Rechazar la comunicación',
    'name-countries': 'Decir qué países nombra',
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
    'read-lists': 'Comparar las listas de países',
    'read-recalls': 'Consultar las retiradas',
    'read-csv': 'Consultar en CSV',
    fetch: 'Recoger el archivo',
    acknowledge: 'Acusar recibo',
    'read-products': 'Consultar lo que se le ha enviado',
  },
  howTo: 'Por la interfaz de programación de Concert:',
  whoAnswers:
    'Solo pueden responder las personas registradas para la organización indicada más arriba. Esta carta puede transmitírseles: contiene todo lo que necesitan.',
  automatic:
    'Esta carta ha sido redactada por Concert. Una respuesta por correo no cuenta como respuesta; dirija sus preguntas a la coordinación de la operación.',
  exercise: { mark: 'Ejercicio', says: 'ESTO ES UN EJERCICIO. Nada de lo que dice esta carta se refiere a hechos reales.' },
  sheet: {
    cases: 'Casos',
    help: 'Ayuda',
    columns: {
      reference: ['Referencia', 'Su propia referencia del caso. Las filas con la misma referencia son un solo caso.'],
      externalSystem: ['Sistema nacional', 'El sistema que lleva el expediente del caso, si lo hay.'],
      externalId: ['Identificador en el sistema nacional', 'El nombre del caso en ese sistema.'],
      summary: ['Resumen', 'Lo ocurrido, en pocas frases. No nombre a ninguna persona.'],
      handlingCode: [
        'Código de tratamiento',
        'Cómo puede usarse la comunicación. Elija de la lista. Vacío, vale lo que vale para todas sus comunicaciones.',
      ],
      tlp: ['Etiqueta TLP', 'Quién puede conocerla. Elija de la lista. Vacío, vale lo que vale para todas sus comunicaciones.'],
      permission: ['Autorización', 'En palabras, qué permite un código a partir de H1. No nombre a nadie.'],
      nationalReference: ['Referencia nacional', 'El número del caso en sus expedientes nacionales.'],
      seizure: ['Incautación', 'Número de la incautación dentro del caso: 1, 2, 3. Vacío, es 1.'],
      date: ['Fecha', 'Día de la incautación: año-mes-día, por ejemplo 2026-04-25.'],
      time: ['Hora', 'Hora local de la incautación, por ejemplo 14:30. Vacía, es mediodía.'],
      offset: [
        'Desfase UTC',
        'De la hora local, por ejemplo +02:00, o una zona como Europe/Brussels. Vacío, es la zona de su organización en el registro.',
      ],
      zone: ['Zona horaria', 'Nombre de la zona del lugar, por ejemplo Europe/Brussels.'],
      place: ['Lugar', 'Dónde se incautaron las mercancías.'],
      placeType: ['Tipo de lugar', 'De qué clase de lugar se trata. Elija de la lista.'],
      latitude: ['Latitud', 'En grados, por ejemplo 50,85; negativa al sur.'],
      longitude: ['Longitud', 'En grados, por ejemplo 4,35; negativa al oeste.'],
      accuracy: ['Precisión en metros', 'A qué distancia de allí pudo haber sido.'],
      direction: ['Sentido', 'Hacia dónde iban las mercancías. Elija de la lista.'],
      transport: ['Transporte', 'Modo de transporte. Elija de la lista.'],
      means: ['Medio', 'De qué tráfico se trata, si se sabe. Elija de la lista.'],
      departure: ['Salida', 'País del que venían las mercancías. Elija de la lista.'],
      transit: ['Tránsito', 'Países del trayecto, separados por punto y coma: NL; BE.'],
      destination: ['Destino', 'País al que iban las mercancías. Elija de la lista.'],
      origin: ['Origen', 'País en que se produjeron las mercancías. Elija de la lista.'],
      detection: ['Detección', 'Qué llevó a las mercancías. Elija de la lista.'],
      riskIndicator: ['Indicador de riesgo', 'El indicador de la operación por el que se hallaron. Elija de la lista.'],
      warning: ['Mensaje de alerta', 'El mensaje de alerta que llevó a la incautación.'],
      concealment: ['Ocultación', 'Cómo estaban escondidas las mercancías.'],
      courier: ['Empresa de mensajería', 'La empresa de mensajería que las llevaba. Una empresa, nunca una persona.'],
      isAeo: ['Operador económico autorizado', 'Si esa empresa lo es: sí o no.'],
      online: ['En línea', 'Si las mercancías se ofrecieron o pidieron en línea: sí o no.'],
      persons: ['Personas', 'Cuántas personas. Solo un número: no nombre a nadie.'],
      groups: ['Grupos', 'Cuántos grupos o empresas. Solo un número.'],
      outcomes: ['Resultado', 'Qué resultó, con punto y coma entre varios: arrest; destruction.'],
      numbers: ['Números', 'Con punto y coma entre varios. Solo los ve su administración.'],
      heading: ['Mercancías', 'Qué se incautó, una clase por fila. Las que busca la operación encabezan la lista.'],
      quantity: ['Cantidad', 'Un número sin separadores de millares, por ejemplo 1200,5.'],
      unit: ['Unidad', 'En qué se cuenta o mide la cantidad. Elija de la lista.'],
      weighed: ['Pesado', 'Si la cantidad se pesó o contó, y no se estimó: sí o no.'],
      hs: ['Código SA', 'Cuatro o seis cifras del Sistema Armonizado.'],
      description: ['Descripción', 'Qué son las mercancías, en pocas palabras.'],
      species: ['Especie', 'Nombre científico.'],
      cites: ['Apéndice CITES', 'Elija de la lista.'],
      status: ['Estado', 'Qué irregularidad tienen las mercancías. Elija de la lista.'],
      value: ['Valor', 'Un número, por todas las mercancías de la fila.'],
      currency: ['Moneda', 'Del valor. Elija de la lista.'],
      basis: ['Base del valor', 'De qué valor se trata. Elija de la lista.'],
      rateDate: ['Fecha del cambio', 'Si el valor se convirtió de otra moneda.'],
      including: ['De ello', 'Una parte de la cantidad conocida en otra unidad. Se muestra, y nunca se suma.'],
      includingUnit: ['Unidad de esa parte', 'Elija de la lista.'],
      includingDescription: ['Qué parte', 'Qué es esa parte, en pocas palabras.'],
      problems: ['Por corregir', 'Lo que estaba mal en esta fila al enviarla. No se lee: déjelo o bórrelo.'],
    },
    wrong: { title: 'Valor rechazado', says: 'Esta columna no admite ese valor. Su ayuda dice qué admite.' },
    guide: ({ operation, zone }) => [
      [operation, 'Plantilla para comunicar casos'],
      [
        'Filas',
        'Una fila por clase de mercancías. Las filas con la misma referencia son un caso; las que además tienen el mismo número de incautación, una incautación.',
      ],
      [
        'Lo que es común',
        'Lo que se dice de un caso o de una incautación puede estar en todas sus filas o en una. Dos filas que se contradicen se rechazan.',
      ],
      [
        'Hora local',
        zone === null
          ? 'Su organización no tiene zona en el registro: indique el desfase UTC en cada fila.'
          : `Sin desfase UTC, las horas se leen en la zona de su organización: ${zone}.`,
      ],
      [
        'Envío',
        'Envíe el libro tal cual, o como CSV. Verá qué cambiaría antes de que se acepte nada; las filas rechazadas vuelven en un libro para corregirlas.',
      ],
      ['Nuevo envío', 'Lo mismo otra vez no cambia nada. Un caso que ha cambiado pasa a una nueva versión.'],
      ['Personas', 'No nombre en ninguna columna a quien sea sospechoso de algo.'],
    ],
    terms: {
      handlingCodes: {
        H0: 'H0: solo para prevenir y combatir la delincuencia',
        H1: 'H1: no ante un tribunal sin autorización',
        H2: 'H2: no se transmite sin autorización',
        H3: 'H3: otra restricción, según la autorización',
      },
      yesNo: { yes: 'sí', no: 'no' },
      directions: { import: 'Importación', export: 'Exportación', transit: 'Tránsito', internal: 'Dentro del país' },
      persons: {
        checked: 'controladas',
        suspected: 'sospechosas',
        identified: 'identificadas',
        detained: 'retenidas',
        arrested: 'detenidas',
        reported: 'denunciadas a la justicia',
        apprehended: 'aprehendidas',
      },
      groups: {
        identified: 'identificados',
        investigated: 'investigados',
        disrupted: 'desarticulados en parte',
        dismantled: 'desmantelados',
        'companies-suspected': 'empresas sospechosas',
      },
      keys: {
        container: 'contenedor',
        flight: 'vuelo',
        parcel: 'paquete',
        'lab-exhibit': 'muestra de laboratorio',
        'national-reference': 'referencia nacional',
      },
      placeTypes: {
        'land-border': 'Frontera terrestre',
        'sea-port': 'Puerto marítimo',
        airport: 'Aeropuerto',
        'dry-port': 'Puerto seco',
        'customs-warehouse': 'Depósito aduanero',
        'free-zone': 'Zona franca',
        'postal-centre': 'Centro postal o de mensajería',
        'rail-terminal': 'Terminal ferroviaria',
        'inland-waterway': 'Puerto fluvial o vía navegable',
        'at-sea': 'En el mar',
        'road-inland': 'Carretera dentro del país',
        market: 'Mercado, tienda o feria',
        premises: 'Locales privados o comerciales',
        inland: 'Otro lugar del interior',
        online: 'En línea',
        other: 'Otro lugar',
      },
      transport: {
        0: 'Modo no especificado',
        1: 'Marítimo',
        2: 'Ferroviario',
        3: 'Por carretera',
        4: 'Aéreo',
        5: 'Correo',
        6: 'Multimodal',
        7: 'Instalación fija',
        8: 'Aguas interiores',
        9: 'No aplicable',
      },
      means: {
        sea: 'Mar',
        rail: 'Ferrocarril',
        road: 'Carretera',
        air: 'Aire',
        mail: 'Correo',
        express: 'Mensajería',
        multimodal: 'Varios medios bajo un contrato',
        'fixed-installation': 'Tubería u otra instalación fija',
        'inland-water': 'Aguas interiores',
        passenger: 'Pasajero',
        unknown: 'Desconocido',
      },
      detection: {
        'risk-profile': 'Perfil de riesgo',
        intelligence: 'Inteligencia',
        'warning-message': 'Mensaje de alerta',
        informant: 'Informante',
        documents: 'Documentos',
        dog: 'Perro detector',
        scanner: 'Rayos X o escáner',
        detector: 'Otro aparato',
        'physical-check': 'Control físico',
        'online-monitoring': 'Vigilancia en línea',
        investigation: 'Investigación',
        random: 'Selección al azar',
        other: 'Otro',
      },
      outcomes: {
        arrest: 'Detención',
        'investigation-opened': 'Investigación abierta',
        'administrative-case': 'Procedimiento administrativo',
        'forensic-result': 'Resultado de laboratorio',
        destruction: 'Destrucción',
        return: 'Devolución',
        release: 'Levante',
        prosecution: 'Enjuiciamiento',
        conviction: 'Condena',
      },
      statuses: {
        counterfeit: 'Falsificado (marca)',
        falsified: 'Falsificado (producto médico)',
        substandard: 'De calidad inferior',
        unlicensed: 'No autorizado',
        diverted: 'Desviado',
        stolen: 'Robado',
        looted: 'Saqueado o de excavación ilegal',
        smuggled: 'De contrabando',
        undeclared: 'No declarado',
        misdeclared: 'Mal declarado',
        prohibited: 'Prohibido',
        other: 'Otro',
      },
      cites: { I: 'Apéndice I', II: 'Apéndice II', III: 'Apéndice III', none: 'No incluida' },
      valueBases: {
        face: 'Valor nominal',
        customs: 'Valor en aduana',
        wholesale: 'Precio al por mayor',
        retail: 'Precio al por menor',
        street: 'Precio en la calle',
        'evaded-duty': 'Derechos eludidos',
        'mis-invoiced': 'Diferencia de facturación',
        'loss-prevented': 'Pérdida evitada',
        unstated: 'No indicada',
      },
      units: {
        C62: 'unidad',
        H87: 'pieza',
        NAR: 'artículo',
        PR: 'par',
        STC: 'cigarrillo',
        U2: 'comprimido',
        'X-specimen': 'espécimen',
        'X-egg': 'huevo',
        'X-carcass': 'cadáver',
        E27: 'dosis',
        XPK: 'paquete',
        XCY: 'cilindro de gas',
        'X-truckload': 'camión',
        MGM: 'miligramo',
        GRM: 'gramo',
        KGM: 'kilogramo',
        TNE: 'tonelada',
        MLT: 'mililitro',
        LTR: 'litro',
        CMQ: 'centímetro cúbico',
        MTQ: 'metro cúbico',
        'X-tonne-co2e': 'tonelada de CO2 equivalente',
        MTR: 'metro',
        MTK: 'metro cuadrado',
      },
      headings: {
        alcohol: 'Bebidas alcohólicas',
        tobacco: 'Tabaco',
        cigarettes: 'Cigarrillos',
        'loose-tobacco': 'Tabaco en rama, picado y para narguile',
        'tax-evasion': 'Otra evasión de impuestos y derechos',
        vehicles: 'Vehículos',
        wildlife: 'Especies CITES y medio ambiente',
        'live-animals': 'Animales vivos, no clasificados aparte',
        'big-cats': 'Grandes felinos y sus partes',
        bears: 'Osos y sus partes',
        primates: 'Primates',
        birds: 'Aves',
        'turtles-tortoises': 'Tortugas',
        reptiles: 'Otros reptiles',
        arthropods: 'Insectos, arañas y otros artrópodos',
        'marine-life': 'Especies marinas y sus productos',
        ivory: 'Marfil',
        'rhino-horn': 'Cuerno de rinoceronte',
        'pangolin-scales': 'Escamas de pangolín',
        'wild-meat': 'Carne silvestre',
        'wildlife-parts': 'Otras partes y productos de animales',
        plants: 'Plantas y productos vegetales',
        timber: 'Madera',
        counterfeits: 'Propiedad intelectual y falsificaciones',
        food: 'Alimentos falsificados o deficientes',
        drink: 'Bebidas falsificadas o deficientes',
        currency: 'Divisas y blanqueo',
        cash: 'Efectivo',
        'bearer-instruments': 'Instrumentos negociables al portador',
        'counterfeit-currency': 'Moneda falsa',
        gold: 'Oro',
        'precious-metals': 'Otros metales preciosos',
        drugs: 'Drogas',
        cannabis: 'Cannabis',
        cocaine: 'Cocaína',
        heroin: 'Heroína y otros opiáceos',
        'synthetic-drugs': 'Drogas sintéticas, no clasificadas aparte',
        amphetamine: 'Anfetamina',
        methamphetamine: 'Metanfetamina',
        ecstasy: 'Éxtasis',
        lsd: 'LSD',
        ketamine: 'Ketamina',
        'new-psychoactive-substances': 'Nuevas sustancias psicoactivas',
        precursors: 'Precursores',
        'hazardous-goods': 'Mercancías peligrosas y residuos',
        waste: 'Residuos, no clasificados aparte',
        'metal-waste': 'Residuos metálicos',
        'plastic-waste': 'Residuos plásticos',
        'ozone-depleting-substances': 'Sustancias que agotan el ozono',
        hydrofluorocarbons: 'Hidrofluorocarburos',
        'refrigerant-equipment': 'Equipos con gases controlados',
        'medical-products': 'Medicamentos y productos sanitarios',
        medicines: 'Medicamentos',
        'medical-devices': 'Dispositivos médicos',
        vaccines: 'Vacunas',
        'sanitiser-gel': 'Gel desinfectante',
        masks: 'Mascarillas, contadas aparte',
        'doping-substances': 'Sustancias dopantes',
        'active-ingredients': 'Principios activos y materias primas',
        weapons: 'Armas y explosivos',
        firearms: 'Armas de fuego y sus partes',
        ammunition: 'Municiones',
        explosives: 'Explosivos',
        detonators: 'Detonadores',
        nuclear: 'Material nuclear y radiactivo',
        'cultural-goods': 'Patrimonio cultural',
        'cultural-objects': 'Objetos culturales',
        coins: 'Monedas históricas',
        'metal-detectors': 'Detectores de metales',
        'excavation-tools': 'Otras herramientas de excavación',
      },
    },
  },
};
