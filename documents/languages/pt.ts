/** Longer than 250 lines: a language is one file, so that its translator has one thing to hand in. */
import type { Catalogue } from './catalogue.ts';
import { mattersBy } from './edition-matters.ts';
import { decidedBy, matterBy } from './matter.ts';
import { namedBy } from './named.ts';
import { counted } from './plural.ts';

const LOCALE = 'pt-PT';

const ASKS = {
  'take-part': 'resposta ao convite',
  'nominate-contacts': 'designação de contactos',
  report: 'comunicação de casos ou declaração de inexistência',
  feedback: 'informação de retorno sobre um aviso',
  enquiry: 'resposta a um pedido de informações',
  'correct-report': 'correção de um caso comunicado',
  'judge-duplicate': 'apreciação de uma possível duplicação',
  'confirm-figures': 'confirmação dos números',
  'follow-up': 'seguimento dado aos casos',
  consent: 'acordo para a transmissão dos seus casos',
  'confirm-recall': 'confirmação de que os produtos retirados já não são utilizados',
  'mend-contact': 'um contacto cuja caixa de correio funcione',
  'review-necessity': 'reexame da necessidade de conservar os dados',
  'mend-delivery': 'um produto que não pode ser entregue',
  acknowledge: 'aviso de receção de um produto',
};

/** With the article, without it, and how participles agree with it. */
const SUBJECTS = {
  plan: ['o plano', 'plano', 'o'],
  amendment: ['a alteração do plano', 'alteração do plano', 'a'],
  extension: ['a prorrogação da operação', 'prorrogação da operação', 'a'],
  edition: ['os números de uma edição', 'números de uma edição', 'os'],
  closing: ['o encerramento da operação', 'encerramento da operação', 'o'],
  publication: ['a publicação', 'publicação', 'a'],
  release: ['a transmissão a um parceiro', 'transmissão a um parceiro', 'a'],
  ratification: ['a ratificação', 'ratificação', 'a'],
  unlock: ['o desbloqueio de números assinados', 'desbloqueio de números assinados', 'o'],
  subscription: ['a subscrição de resumos', 'subscrição de resumos', 'a'],
} as const;

const matter = matterBy(SUBJECTS);

const OUTCOMES = { approved: 'aprovad', returned: 'devolvid', rejected: 'rejeitad' };

const decided = decidedBy(SUBJECTS, OUTCOMES, 'prazo de decisão expirado');
const named = namedBy(ASKS);

const PRODUCTS = {
  edition: 'edição',
  summary: 'resumo',
  regional: 'resumo regional',
  newsletter: 'boletim informativo',
  alert: 'relatório de alerta',
};

/** What nobody who gets it would know: what to do, and when it is over. */
const MEND =
  'As cartas dirigidas à organização ou à caixa de correio abaixo indicada não chegam; a resposta do respetivo servidor de correio, se a houve, figura abaixo. Queira apurar a quem se deve escrever e promover a alteração do registo: com isso, este pedido fica respondido.';

const CONSENT =
  'A sua organização declarou que alguns dos seus casos não são transmitidos ao destinatário abaixo indicado sem que ela dê o seu acordo. Queira dá-lo, delimitando-o se o desejar, ou recusá-lo, indicando o motivo. O silêncio equivale a recusa: sem resposta até à data-limite, o destinatário não os recebe.';
/** What silence means. */
const NEEDED =
  'Os dados são conservados enquanto forem necessários. Se, até à data-limite, não indicar, com o motivo, que os seus ainda o são, consideram-se desnecessários e podem ser eliminados; os números acordados não se alteram.';
const MEND_DELIVERY =
  'Um produto da operação não pode ser entregue ao destinatário abaixo indicado; a resposta do respetivo servidor, se a houve, figura abaixo. Queira apurar a causa e promover a correção do registo ou do endereço do sistema do destinatário. Assim que responder que está feito, o produto é enviado de novo. O que já não pode ser difundido não é enviado, seja qual for a resposta: se for necessário, redija-o de novo.';

const HELD = {
  none: 'O plano não prevê nenhuma suspensão nesse caso: os números abaixo enumerados são, mesmo assim, publicados com a edição.',
  'hold-figure':
    'Como prevê o plano, a publicação dos números abaixo enumerados, e das somas de que façam parte, fica suspensa até a contestação ser resolvida ou retirada. O resto da edição é publicado.',
  'hold-edition':
    'Como prevê o plano, a publicação da edição fica suspensa até a contestação dos números abaixo enumerados ser resolvida ou retirada.',
};

const MATTERS = mattersBy({
  disputed: {
    subject: ({ operation, organisation, edition }) => `${operation}: ${organisation} contesta os seus próprios números (${edition})`,
    says: ({ rule }) => [
      'A organização abaixo indicada declara que alguns dos seus próprios números na edição abaixo indicada estão incorretos. O motivo que apresentou figura abaixo.',
      ...(rule === undefined
        ? [
            'Não especificou quais. Nada fica suspenso por esse motivo e nada há a resolver: queira perguntar-lhe quais são. Enquanto lhe for pedida a confirmação, a organização pode responder de novo e especificá-los.',
          ]
        : [
            HELD[rule],
            'Queira esclarecer a questão com a organização e, em seguida, resolver a contestação, indicando o motivo: os números mantêm-se tal como foram fixados. Se houver casos incorretos, a organização corrige-os; as correções contam nas edições seguintes.',
          ]),
    ],
  },
  'dispute-withdrawn': {
    subject: ({ operation, organisation, edition }) =>
      `${operation}: ${organisation} já não contesta os seus próprios números (${edition})`,
    says: () => [
      'A organização abaixo indicada retirou a contestação dos seus próprios números na edição abaixo indicada.',
      'Já nada está suspenso por esse motivo e nada resta para resolver.',
    ],
  },
  'dispute-settled': {
    subject: ({ operation, edition }) => `${operation}: a sua contestação foi resolvida (${edition})`,
    says: () => [
      'Os coordenadores resolveram o que a sua organização contestou na edição abaixo indicada. O motivo da decisão figura abaixo.',
      'Os números abaixo enumerados mantêm-se tal como foram fixados e a sua publicação já não está suspensa por esse motivo.',
      'Se houver casos incorretos da sua organização, queira corrigi-los: as correções contam nas edições seguintes.',
    ],
  },
  'late-appeal': {
    subject: ({ operation, organisation }) => `${operation}: ${organisation} pede que seja aceite um caso tardio`,
    says: ({ reference }) => [
      `O caso ${reference} da organização abaixo indicada chegou depois da data de fecho dos dados da edição abaixo indicada e foi recusado, como prevê o plano. A organização pede que seja aceite mesmo assim; o motivo que apresentou figura abaixo.`,
      'Queira aceitá-lo ou, indicando o motivo, recusá-lo. Uma vez aceite, conta nas edições seguintes, e a edição abaixo indicada fica como está. Até lá, não conta em parte alguma.',
    ],
  },
  'late-appeal-decided': {
    subject: ({ operation, outcome, reference }) =>
      `${operation}: caso tardio ${reference} ${outcome === 'granted' ? 'aceite' : 'não aceite'}`,
    says: ({ outcome, reference }) =>
      outcome === 'granted'
        ? [
            `Os coordenadores aceitaram o caso ${reference} da sua organização, apesar de ter chegado tarde.`,
            'Conta nas edições seguintes, e a edição abaixo indicada fica como está. Pode ser corrigido como qualquer outro.',
          ]
        : [
            `Os coordenadores não aceitaram o caso ${reference} da sua organização, que chegou tarde. O motivo da decisão figura abaixo.`,
            'Não conta em nenhuma edição. Se houver algo que os coordenadores desconhecessem, a sua organização pode apresentar novo pedido.',
          ],
  },
  'lists-differ': {
    subject: ({ operation, edition }) => `${operation}: listas de países divergentes (${edition})`,
    says: () => [
      'A organização abaixo indicada declarou que países vai mencionar como participantes. A lista que apresentou, ou a de outra organização que publica, difere das restantes; as divergências figuram abaixo.',
      'A publicação da edição abaixo indicada fica suspensa até todas as listas serem iguais. Queira acordar com as restantes organizações numa única lista e declarar de novo a sua, se esta mudar.',
    ],
  },
  'lists-agree': {
    subject: ({ operation, edition }) => `${operation}: listas de países concordantes (${edition})`,
    says: () => [
      'A organização abaixo indicada declarou que países vai mencionar como participantes. Todas as organizações que publicam mencionam agora os mesmos.',
      'A publicação da edição abaixo indicada já não está suspensa por esse motivo e nada resta a fazer.',
    ],
  },
});

export const pt: Catalogue = {
  locale: LOCALE,
  direction: 'ltr',
  colon: ': ',
  letters: {
    invitation: {
      subject: ({ operation }) => `${operation}: convite para participar`,
      says: () => [
        'A sua organização é convidada a participar na operação abaixo indicada.',
        'Queira aceitar ou recusar até à data-limite. A recusa deve ser fundamentada. Sem resposta até lá, a sua organização figurará como não tendo respondido.',
      ],
    },
    'report-request': {
      subject: ({ operation, period }) => `${operation}: comunicação de casos ou declaração de inexistência, ${period}`,
      says: () => [
        'Queira comunicar até à data-limite os seus casos do período abaixo indicado ou, se nada houver a comunicar, apresentar uma declaração de inexistência de casos.',
        'O silêncio não equivale a uma declaração de inexistência de casos.',
      ],
    },
    'confirm-request': {
      subject: ({ operation, edition }) => `${operation}: queira confirmar os seus números (${edition})`,
      says: ({ silence }) => [
        'Os números da edição abaixo indicada foram fixados. Queira confirmar até à data-limite os da sua organização, que figuram abaixo, ou contestá-los, indicando o motivo.',
        silence === 'consent'
          ? 'O plano da operação prevê que o silêncio equivale a acordo: sem resposta até à data-limite, os seus números consideram-se confirmados.'
          : 'O silêncio não equivale a acordo: sem resposta até à data-limite, a sua organização figurará como não tendo respondido.',
      ],
    },
    reminder: {
      subject: ({ operation, ...asked }) => `${operation}: lembrete, ${named(asked)}`,
      says: ({ asks }) => [
        'A sua organização ainda não respondeu. Queira fazê-lo até à data-limite abaixo indicada ou, se esta já tiver passado, de imediato; quem precisar de mais tempo pode pedir, antes dessa data, a prorrogação do prazo.',
        `Objeto do pedido: ${ASKS[asks]}.`,
        ...(asks === 'mend-contact' ? [MEND] : []),
        ...(asks === 'consent' ? [CONSENT] : []),
        ...(asks === 'review-necessity' ? [NEEDED] : []),
        ...(asks === 'mend-delivery' ? [MEND_DELIVERY] : []),
      ],
    },
    'silence-list': {
      subject: ({ operation, organisations, ...asked }) =>
        `${operation}: ${counted(LOCALE, organisations.length, { other: '# sem resposta' })}, ${named(asked)}`,
      says: ({ asks }) => [
        'As organizações abaixo enumeradas ainda não responderam. Queira insistir junto delas.',
        `Objeto do pedido: ${ASKS[asks]}.`,
      ],
    },
    'decision-request': {
      subject: ({ operation, ...about }) => `${operation}: a sua decisão sobre ${matter(about, 'named')}`,
      says: ({ silence, changes, ...about }) => [
        `Aguarda-se a sua decisão: ${matter(about, 'bare')}.`,
        ...(changes === undefined
          ? []
          : [
              `Trata-se de uma nova apresentação, após devolução. Em relação ao que foi devolvido, ${counted(LOCALE, changes, { one: '# campo difere', other: '# campos diferem' })}.`,
            ]),
        'Queira aprovar, devolver ou rejeitar. A devolução e a rejeição devem ser fundamentadas.',
        ...(silence === 'consent'
          ? [
              'Trata-se de um procedimento de silêncio: considera-se que deu o seu acordo quem não tiver decidido até à data-limite abaixo indicada.',
            ]
          : []),
        ...(silence === 'lapse' ? ['Sem as decisões necessárias até à data-limite abaixo indicada, o pedido de aprovação caduca.'] : []),
      ],
    },
    returned: {
      subject: ({ operation, outcome, ...about }) => `${operation}: ${decided(about, outcome)}`,
      says: ({ outcome, ...about }) => [
        `Resultado: ${decided(about, outcome)}.`,
        outcome === 'lapsed' ? 'A data-limite abaixo indicada passou sem as decisões necessárias.' : 'O motivo figura abaixo.',
      ],
    },
    approved: {
      subject: ({ operation, ...about }) => `${operation}: ${decided(about, 'approved')}`,
      says: (about) => [
        `Resultado: ${decided(about, 'approved')}.`,
        ...(about.subject === 'plan' ? ['A operação já pode ser lançada.'] : []),
      ],
    },
    'edition-published': {
      subject: ({ operation, edition }) => `${operation}: números publicados (${edition})`,
      says: () => [
        'A edição abaixo indicada foi publicada. Os respetivos números figuram abaixo e seguem em anexo, em CSV e em JSON.',
        'Qualquer pessoa pode consultar a publicação, sem autenticação.',
      ],
    },
    'product-sent': {
      subject: ({ operation, productKind, number, title }) => `${operation}: ${PRODUCTS[productKind]} ${number}, ${title}`,
      says: ({ deadline }) => [
        'O documento abaixo indicado segue em anexo, tal como foi elaborado para a sua organização. Só pode ser utilizado nas condições de tratamento abaixo indicadas.',
        ...(deadline
          ? [
              'Queira acusar a receção do documento até à data-limite abaixo indicada, através do respetivo valor de hash. É assim que sabemos que chegou tal como foi enviado.',
            ]
          : []),
      ],
    },
    'product-link': {
      subject: ({ operation, productKind, number, title }) => `${operation}: ${PRODUCTS[productKind]} ${number}, ${title}`,
      says: ({ deadline }) => [
        'O documento abaixo indicado foi elaborado para a sua organização. Não segue em anexo: queira descarregá-lo do endereço abaixo, mediante autenticação. Só pode ser utilizado nas condições de tratamento abaixo indicadas.',
        ...(deadline
          ? [
              'Queira acusar a receção do documento até à data-limite abaixo indicada, através do respetivo valor de hash. É assim que sabemos que chegou tal como foi enviado.',
            ]
          : []),
      ],
    },
    'task-request': {
      subject: ({ operation, title }) => `${operation}: ${title}`,
      says: ({ asks }) => [
        'Solicita-se à sua organização o que se indica abaixo. Queira responder até à data-limite ou pedir, antes dela, a prorrogação do prazo.',
        `Objeto do pedido: ${ASKS[asks]}.`,
        ...(asks === 'mend-contact' ? [MEND] : []),
        ...(asks === 'consent' ? [CONSENT] : []),
        ...(asks === 'review-necessity' ? [NEEDED] : []),
        ...(asks === 'mend-delivery' ? [MEND_DELIVERY] : []),
      ],
    },
    'task-withdrawn': {
      subject: ({ operation, ...asked }) => `${operation}: pedido retirado, ${named(asked)}`,
      says: (asked) => [`Este pedido foi retirado: ${named(asked)}. A sua organização já não tem de responder.`],
    },
    'deadline-moved': {
      subject: ({ operation, ...asked }) => `${operation}: nova data-limite, ${named(asked)}`,
      says: (asked) => [`A data-limite deste pedido foi alterada: ${named(asked)}. A nova data figura abaixo.`],
    },
    'handed-over': {
      subject: ({ operation, tasks }) =>
        `${operation}: ${counted(LOCALE, tasks.length, { one: '# tarefa pendente foi-lhe transferida', other: '# tarefas pendentes foram-lhe transferidas' })}`,
      says: () => [
        'A partir de agora, ficam a seu cargo as tarefas pendentes da sua organização abaixo enumeradas, cada uma com a respetiva data-limite.',
      ],
    },
    'extension-asked': {
      subject: ({ operation, organisation }) => `${operation}: ${organisation} pede a prorrogação do prazo`,
      says: (asked) => [
        `A organização abaixo indicada pede a prorrogação do prazo. O que lhe foi solicitado: ${named(asked)}.`,
        'A data-limite que pede e o motivo que apresentou figuram abaixo. Queira conceder ou recusar a prorrogação; até lá, mantém-se a data-limite atual.',
      ],
    },
    'extension-decided': {
      subject: ({ operation, outcome, ...asked }) =>
        `${operation}: prorrogação do prazo ${outcome === 'granted' ? 'concedida' : 'recusada'}, ${named(asked)}`,
      says: ({ outcome, ...asked }) => [
        `O que foi solicitado à sua organização: ${named(asked)}.`,
        outcome === 'granted'
          ? 'A prorrogação do prazo foi concedida à sua organização. A nova data-limite figura abaixo.'
          : 'A prorrogação do prazo não foi concedida à sua organização. A data-limite, que se mantém, figura abaixo.',
      ],
    },
    'decision-reminder': {
      subject: ({ operation, ...about }) => `${operation}: lembrete, a sua decisão sobre ${matter(about, 'named')}`,
      says: ({ silence, ...about }) => [
        `Continua a aguardar-se a sua decisão: ${matter(about, 'bare')}.`,
        'Queira aprovar, devolver ou rejeitar. A devolução e a rejeição devem ser fundamentadas.',
        silence === 'consent'
          ? 'Trata-se de um procedimento de silêncio: considera-se que deu o seu acordo quem não tiver decidido até à data-limite abaixo indicada.'
          : 'Sem as decisões necessárias até à data-limite abaixo indicada, o pedido de aprovação caduca.',
      ],
    },
    'decision-overdue': {
      subject: ({ operation, ...about }) => `${operation}: decisão ainda pendente, ${matter(about, 'bare')}`,
      says: ({ standsFor, ...about }) => [
        `Esta decisão ainda está pendente: ${matter(about, 'bare')}.`,
        standsFor === undefined
          ? 'Os titulares dos cargos abaixo enumerados ainda podem decidir. Queira insistir junto deles.'
          : 'Os titulares dos cargos abaixo enumerados ainda podem decidir. Queira decidir pela pessoa que substitui.',
      ],
    },
    'contact-changed': {
      subject: ({ operation, organisation }) => `${operation}: mudança de contacto, ${organisation}`,
      says: ({ rank, after }) => [
        rank === 'deputy'
          ? `A partir do momento abaixo indicado, a organização abaixo indicada tem ${after === null ? 'menos' : 'mais'} um suplente na função abaixo indicada. O titular da função não muda.`
          : after === null
            ? 'A partir do momento abaixo indicado, a organização abaixo indicada já não tem ninguém na função abaixo indicada.'
            : 'A partir do momento abaixo indicado, a organização abaixo indicada tem um novo contacto na função abaixo indicada.',
      ],
    },
    'case-recounted': {
      subject: ({ operation, reference, isCounted }) =>
        isCounted ? `${operation}: o caso ${reference} volta a contar` : `${operation}: o caso ${reference} já não conta`,
      says: ({ reference, isCounted }) => [
        isCounted
          ? `Os coordenadores voltaram a incluir nos números o caso ${reference}, comunicado pela sua organização. O motivo da decisão figura abaixo.`
          : `Os coordenadores excluíram dos números o caso ${reference}, comunicado pela sua organização. O motivo da decisão figura abaixo. A comunicação mantém-se tal como a redigiu.`,
      ],
    },
    'case-linked': {
      subject: ({ operation, reference, isLinked }) =>
        !isLinked
          ? `${operation}: o caso ${reference} volta a contar separadamente`
          : `${operation}: o caso ${reference} e outro são uma mesma apreensão`,
      says: ({ reference, isLinked, isPrimary }) => [
        isPrimary
          ? `O caso ${reference}, comunicado pela sua organização, e um caso da organização abaixo indicada são uma mesma apreensão. O da sua organização conta pelos dois.`
          : isLinked
            ? `O caso ${reference}, comunicado pela sua organização, e um caso da organização abaixo indicada são uma mesma apreensão. Esta conta uma só vez, através do outro caso.`
            : `O caso ${reference}, comunicado pela sua organização, e um caso da organização abaixo indicada são, afinal, duas apreensões. Ambas contam.`,
        ...(isLinked ? ['A apreensão é creditada a ambas as organizações. Quem entender o contrário pode dizê-lo aos coordenadores.'] : []),
      ],
    },
    'participation-withdrawn': {
      subject: ({ operation, organisation }) => `${operation}: ${organisation} já não participa`,
      says: () => ['A organização abaixo indicada retirou-se da operação. O motivo que apresentou figura abaixo.'],
    },
    'operation-suspended': {
      subject: ({ operation }) => `${operation}: operação suspensa`,
      says: ({ isUnratified }) => [
        ...(isUnratified
          ? [
              'O plano da operação entrou em vigor pelo procedimento acelerado e não foi ratificado. Para esse caso, prevê que a operação fique parada até os coordenadores decidirem.',
            ]
          : []),
        'A operação está suspensa. Nenhum prazo termina enquanto não for retomada; pode, mesmo assim, responder-se ao que foi solicitado.',
        'Quando for retomada, tudo o que está por vir, incluindo as reuniões, é adiado por igual número de dias. Ser-lhe-á comunicado.',
      ],
    },
    'operation-resumed': {
      subject: ({ operation }) => `${operation}: operação retomada`,
      says: ({ days }) => [
        'A operação foi retomada.',
        `As datas-limite em aberto foram adiadas por ${counted(LOCALE, Number(days), { one: '# dia', other: '# dias' })}.`,
      ],
    },
    'operation-cancelled': {
      subject: ({ operation }) => `${operation}: operação cancelada`,
      says: () => ['A operação foi cancelada. Já nada do que nela foi solicitado carece de resposta.'],
    },
    'operation-closed': {
      subject: ({ operation }) => `${operation}: operação encerrada`,
      says: () => ['A operação está encerrada. Daqui a alguns meses, poderá ainda perguntar-se que seguimento foi dado aos casos.'],
    },
    'meeting-invitation': {
      subject: ({ operation, title }) => `${operation}: reunião, ${title}`,
      says: () => [
        'Conta-se com a sua presença na reunião abaixo indicada. O ficheiro anexo insere-a no seu calendário.',
        'Não é necessário responder. Se ninguém da sua organização puder comparecer, queira informar a coordenação da operação. Se a reunião for alterada, ser-lhe-á comunicado.',
      ],
    },
    'meeting-changed': {
      subject: ({ operation, title }) => `${operation}: reunião alterada, ${title}`,
      says: () => [
        'A reunião abaixo indicada foi alterada. A partir de agora, vale o que figura abaixo; o ficheiro anexo atualiza o seu calendário.',
      ],
    },
    'meeting-cancelled': {
      subject: ({ operation, title }) => `${operation}: reunião cancelada, ${title}`,
      says: () => ['A reunião abaixo indicada não se realizará. O ficheiro anexo retira-a do seu calendário.'],
    },
    'closing-refused': {
      subject: ({ operation }) => `${operation}: encerramento sem efeito`,
      says: () => [
        'O encerramento da operação foi aprovado, mas o que se enumera abaixo ficou em aberto desde o pedido de encerramento. Ninguém deu o seu acordo a isso, pelo que a operação prossegue.',
        'Queira resolvê-lo, ou encerrar de novo a operação, indicando por que motivo pode ficar em aberto.',
      ],
    },
    'recall-notice': {
      subject: ({ operation, products }) =>
        `${operation}: retirada de ${counted(LOCALE, products.length, { one: '# produto', other: '# produtos' })}`,
      says: () => [
        'Os produtos abaixo enumerados, que a sua organização recebeu, são retirados: contêm casos de que ela já não pode dispor.',
        'Queira eliminá-los, com todas as respetivas cópias, não voltar a utilizá-los e avisar todos aqueles a quem os tenha transmitido. Os produtos que se seguirem substituem-nos.',
        'Queira confirmá-lo até à data-limite abaixo indicada ou indicar por que motivo não é possível.',
      ],
    },
    'edition-matter': MATTERS,
  },
  named,
  recalled: ({ made, sha256, cases }) => `${made}, ${counted(LOCALE, cases, { one: '# caso', other: '# casos' })}, SHA-256 ${sha256}`,
  listed: ({ namedBy, missingFrom }) => `país mencionado por ${namedBy.join(', ')}, e não por ${missingFrom.join(', ')}`,
  digest: {
    subject: ({ operation, letters }) => `${operation}: ${counted(LOCALE, letters, { one: '# carta', other: '# cartas' })}`,
    says: ({ letters }) => `Esta mensagem contém ${counted(LOCALE, letters, { one: '# carta', other: '# cartas' })} à sua atenção:`,
    part: ({ number, of }) => `Carta ${number} de ${of}`,
  },
  particulars: {
    operation: 'Operação',
    organisation: 'Organização',
    recipient: 'Destinatário',
    partner: 'Parceiro',
    title: 'Título',
    instructions: 'Instruções',
    edition: 'Edição',
    submittedBy: 'Apresentado por',
    purpose: 'Finalidade',
    legalBasis: 'Base jurídica',
    urgency: 'Motivo da urgência',
    standsFor: 'Em substituição de',
    status: 'Estado',
    cutOff: 'Data de fecho dos dados',
    cutOffAt: 'Situação em',
    handling: 'Condições de tratamento',
    period: 'Período',
    from: 'A partir de',
    until: 'Até',
    starts: 'Início',
    ends: 'Fim',
    place: 'Local',
    step: 'Etapa',
    role: 'Função',
    before: 'Anteriormente',
    after: 'Depois',
    by: 'Decisão de',
    reason: 'Motivo',
    deadline: 'Data-limite',
    taskId: 'Tarefa',
    requestId: 'Pedido',
    approvalId: 'Aprovação',
    publicationId: 'Publicação',
    deliveryId: 'Entrega',
    sha256: 'SHA-256 do ficheiro',
  },
  products: PRODUCTS,
  statuses: { preliminary: 'preliminar', interim: 'intercalar', final: 'definitivo', corrected: 'corrigido' },
  roles: {
    'national-contact-point': 'ponto de contacto nacional',
    'ocu-officer': 'agente de uma unidade de coordenação',
    reporter: 'responsável pela comunicação de casos',
    approver: 'responsável pela aprovação',
  },
  openEnds: {
    tasks: 'Tarefas pendentes',
    participants: 'Administrações sem resposta ou sem comunicação',
    requests: 'Pedidos de prorrogação do prazo por decidir',
    reviews: 'Advertências por resolver sobre casos comunicados',
    disputes: 'Números contestados',
    editions: 'Edições por publicar',
  },
  requests: {
    accept: 'Aceitar',
    decline: 'Recusar',
    confirm: 'Confirmar',
    dispute: 'Contestar',
    done: 'Feito',
    unable: 'Não é possível',
    nominated: 'Contactos designados',
    needed: 'Ainda necessários',
    'not-needed': 'Já não necessários',
    report: 'Comunicar um caso',
    'nil-return': 'Apresentar uma declaração de inexistência de casos',
    approve: 'Aprovar',
    return: 'Devolver',
    reject: 'Rejeitar',
    grant: 'Conceder a prorrogação do prazo',
    'refuse-time': 'Recusar a prorrogação do prazo',
    give: 'Dar o acordo',
    refuse: 'Recusar o acordo',
    'ask-time': 'Pedir a prorrogação do prazo',
    settle: 'Resolver a contestação',
    'take-late': 'Aceitar o caso',
    'refuse-late': 'Recusar o caso',
    'name-countries': 'Declarar que países menciona',
    close: 'Encerrar mesmo assim',
    launch: 'Lançar a operação',
    read: 'Consultar',
    'read-inbox': 'Consultar as suas tarefas pendentes',
    'read-calendar': 'Consultar o calendário da operação',
    'read-operation': 'Consultar a operação',
    'read-participations': 'Consultar quem participa',
    'read-taskings': 'Consultar os pedidos',
    'read-plan': 'Consultar o plano',
    'read-edition': 'Consultar a edição',
    'read-editions': 'Consultar as edições',
    'read-lists': 'Comparar as listas de países',
    'read-recalls': 'Consultar o que foi retirado',
    'read-csv': 'Consultar em CSV',
    fetch: 'Descarregar o ficheiro',
    acknowledge: 'Acusar a receção',
    'read-products': 'Consultar o que lhe foi enviado',
  },
  howTo: 'Através da interface de programação do Concert:',
  whoAnswers:
    'Só podem responder as pessoas registadas para a organização acima indicada. Esta carta pode ser-lhes transmitida: contém tudo aquilo de que necessitam.',
  automatic:
    'Esta carta foi redigida pelo Concert. Uma resposta por correio eletrónico não vale como resposta; queira dirigir as suas perguntas à coordenação da operação.',
  exercise: { mark: 'Exercício', says: 'ISTO É UM EXERCÍCIO. Nada nesta carta diz respeito a factos reais.' },
  sheet: {
    cases: 'Casos',
    help: 'Ajuda',
    columns: {
      reference: ['Referência', 'A sua própria referência do caso. As linhas com a mesma referência são um só caso.'],
      externalSystem: ['Sistema nacional', 'O sistema onde está o registo do caso, se existir.'],
      externalId: ['Identificador no sistema nacional', 'O nome do caso nesse sistema.'],
      summary: ['Resumo', 'O que aconteceu, em poucas frases. Não indique nomes de pessoas.'],
      handlingCode: [
        'Código de tratamento',
        'Como pode ser utilizado o caso. Escolha na lista. Se ficar vazio, aplica-se o que vale para todos os seus casos.',
      ],
      tlp: [
        'Marcação TLP',
        'Quem pode ter conhecimento do caso. Escolha na lista. Se ficar vazia, aplica-se o que vale para todos os seus casos.',
      ],
      permission: ['Autorização', 'Por palavras, o que permite um código a partir de H1. Não indique nomes de pessoas.'],
      nationalReference: ['Referência nacional', 'O número do caso nos seus processos nacionais.'],
      seizure: ['Apreensão', 'Número da apreensão dentro do caso: 1, 2, 3. Se ficar vazio, é 1.'],
      date: ['Data', 'Dia da apreensão: ano-mês-dia, por exemplo 2026-04-25.'],
      time: ['Hora', 'Hora local da apreensão, por exemplo 14:30. Se ficar vazia, considera-se o meio-dia.'],
      offset: [
        'Desfasamento UTC',
        'Da hora local, por exemplo +02:00, ou um fuso, como Europe/Brussels. Se ficar vazio, considera-se o fuso da sua organização no registo.',
      ],
      zone: ['Fuso horário', 'Nome do fuso do local, por exemplo Europe/Brussels.'],
      place: ['Local', 'Onde foram apreendidas as mercadorias.'],
      placeType: ['Tipo de local', 'De que tipo de local se trata. Escolha na lista.'],
      latitude: ['Latitude', 'Em graus, por exemplo 50,85; a sul é negativa.'],
      longitude: ['Longitude', 'Em graus, por exemplo 4,35; a oeste é negativa.'],
      accuracy: ['Precisão em metros', 'A que distância dali pode ter sido.'],
      direction: ['Sentido', 'Em que sentido seguiam as mercadorias. Escolha na lista.'],
      transport: ['Transporte', 'Modo de transporte. Escolha na lista.'],
      means: ['Meio', 'De que tipo de tráfego se tratava, se for conhecido. Escolha na lista.'],
      departure: ['Partida', 'País de onde vinham as mercadorias. Escolha na lista.'],
      transit: ['Trânsito', 'Países do trajeto, separados por ponto e vírgula: NL; BE.'],
      destination: ['Destino', 'País para onde seguiam as mercadorias. Escolha na lista.'],
      origin: ['Origem', 'País onde foram produzidas as mercadorias. Escolha na lista.'],
      detection: ['Deteção', 'O que levou às mercadorias. Escolha na lista.'],
      riskIndicator: ['Indicador de risco', 'O indicador da operação que permitiu encontrar as mercadorias. Escolha na lista.'],
      warning: ['Mensagem de aviso', 'A mensagem de aviso que levou à apreensão.'],
      concealment: ['Ocultação', 'Como estavam escondidas as mercadorias.'],
      courier: [
        'Empresa de correio expresso',
        'A empresa de correio expresso que transportava as mercadorias. Uma empresa, nunca uma pessoa.',
      ],
      isAeo: ['Operador económico autorizado', 'Se essa empresa o é: sim ou não.'],
      online: ['Em linha', 'Se as mercadorias foram oferecidas ou encomendadas em linha: sim ou não.'],
      persons: ['Pessoas', 'Quantas pessoas. Apenas um número: não indique nomes.'],
      groups: ['Grupos', 'Quantos grupos ou empresas. Apenas um número.'],
      outcomes: ['Seguimento', 'O que daí resultou, com ponto e vírgula entre vários: arrest; destruction.'],
      numbers: ['Números', 'Com ponto e vírgula entre vários. Só a sua administração os vê.'],
      heading: ['Mercadorias', 'O que foi apreendido, um tipo por linha. As mercadorias que a operação procura vêm primeiro na lista.'],
      quantity: ['Quantidade', 'Um número simples, sem separadores de milhares, por exemplo 1200,5.'],
      unit: ['Unidade', 'Em que é contada ou medida a quantidade. Escolha na lista.'],
      weighed: ['Pesada', 'Se a quantidade foi pesada ou contada, e não estimada: sim ou não.'],
      hs: ['Código SH (HS)', 'Quatro ou seis algarismos do Sistema Harmonizado.'],
      description: ['Designação', 'O que são as mercadorias, em poucas palavras.'],
      species: ['Espécie', 'Nome científico.'],
      cites: ['Apêndice CITES', 'Escolha na lista.'],
      status: ['Estado', 'Que irregularidade apresentam as mercadorias. Escolha na lista.'],
      value: ['Valor', 'Um número simples, pelo conjunto das mercadorias desta linha.'],
      currency: ['Moeda', 'Do valor. Escolha na lista.'],
      basis: ['Base do valor', 'De que tipo de valor se trata. Escolha na lista.'],
      rateDate: ['Data do câmbio', 'Se o valor foi convertido de outra moeda.'],
      including: ['Incluindo', 'Uma parte da quantidade que é conhecida noutra unidade. É mostrada e nunca somada.'],
      includingUnit: ['Unidade dessa parte', 'Escolha na lista.'],
      includingDescription: ['Que parte', 'O que é essa parte, em poucas palavras.'],
      problems: ['A corrigir', 'O que estava errado nesta linha quando foi enviada. Não é lido: deixe-o ou apague-o.'],
    },
    wrong: { title: 'Valor não admitido', says: 'Esta coluna não admite esse valor. A ajuda da coluna indica o que ela admite.' },
    guide: ({ operation, zone }) => [
      [operation, 'Modelo para comunicar casos'],
      [
        'Linhas',
        'Uma linha por tipo de mercadoria. As linhas com a mesma referência são um só caso; as que, de entre elas, têm o mesmo número de apreensão são uma só apreensão.',
      ],
      [
        'O que é comum',
        'O que se diz de um caso ou de uma apreensão pode constar de todas as suas linhas ou de uma delas. Duas linhas que se contradigam são recusadas.',
      ],
      [
        'Hora local',
        zone === null
          ? 'A sua organização não tem fuso horário no registo: indique o desfasamento UTC em todas as linhas.'
          : `Sem desfasamento UTC, as horas são lidas no fuso da sua organização: ${zone}.`,
      ],
      [
        'Envio',
        'Envie o livro tal como está, ou em CSV. Ser-lhe-á mostrado o que o envio alteraria, antes de alguma coisa ser aceite; as linhas recusadas voltam num livro, para serem corrigidas.',
      ],
      ['Novo envio', 'Enviar o mesmo outra vez não altera nada. Um caso que tenha mudado dá origem a uma nova versão.'],
      ['Pessoas', 'Não indique, em nenhuma coluna, o nome de quem seja suspeito de alguma coisa.'],
    ],
    terms: {
      handlingCodes: {
        H0: 'H0: apenas para prevenir e combater a criminalidade',
        H1: 'H1: não pode ser usado em tribunal sem autorização',
        H2: 'H2: não pode ser transmitido sem autorização',
        H3: 'H3: outras restrições, conforme a autorização',
      },
      yesNo: { yes: 'sim', no: 'não' },
      directions: { import: 'Importação', export: 'Exportação', transit: 'Trânsito', internal: 'Dentro do país' },
      persons: {
        checked: 'controladas',
        suspected: 'suspeitas',
        identified: 'identificadas',
        detained: 'retidas',
        arrested: 'detidas',
        reported: 'participadas à justiça',
        apprehended: 'intercetadas',
      },
      groups: {
        identified: 'identificados',
        investigated: 'sob investigação',
        disrupted: 'perturbados',
        dismantled: 'desmantelados',
        'companies-suspected': 'empresas suspeitas',
      },
      keys: {
        container: 'contentor',
        flight: 'voo',
        parcel: 'encomenda',
        'lab-exhibit': 'amostra de laboratório',
        'national-reference': 'referência nacional',
      },
      placeTypes: {
        'land-border': 'Fronteira terrestre',
        'sea-port': 'Porto marítimo',
        airport: 'Aeroporto',
        'dry-port': 'Porto seco',
        'customs-warehouse': 'Entreposto aduaneiro',
        'free-zone': 'Zona franca',
        'postal-centre': 'Centro postal ou de correio expresso',
        'rail-terminal': 'Terminal ferroviário',
        'inland-waterway': 'Porto fluvial ou via navegável interior',
        'at-sea': 'No mar',
        'road-inland': 'Estrada no interior do país',
        market: 'Mercado, loja ou feira',
        premises: 'Instalações privadas ou comerciais',
        inland: 'Outro local no interior do país',
        online: 'Em linha',
        other: 'Outro local',
      },
      transport: {
        0: 'Modo não especificado',
        1: 'Marítimo',
        2: 'Ferroviário',
        3: 'Rodoviário',
        4: 'Aéreo',
        5: 'Remessa postal',
        6: 'Multimodal',
        7: 'Instalação fixa',
        8: 'Navegação interior',
        9: 'Não aplicável',
      },
      means: {
        sea: 'Mar',
        rail: 'Caminho de ferro',
        road: 'Estrada',
        air: 'Ar',
        mail: 'Correio',
        express: 'Correio expresso',
        multimodal: 'Vários meios ao abrigo de um só contrato',
        'fixed-installation': 'Conduta ou outra instalação fixa',
        'inland-water': 'Águas interiores',
        passenger: 'Passageiro',
        unknown: 'Desconhecido',
      },
      detection: {
        'risk-profile': 'Perfil de risco',
        intelligence: 'Informações',
        'warning-message': 'Mensagem de aviso',
        informant: 'Informador',
        documents: 'Documentos',
        dog: 'Cão de deteção',
        scanner: 'Raios X ou scanner',
        detector: 'Outro aparelho técnico',
        'physical-check': 'Controlo físico',
        'online-monitoring': 'Vigilância em linha',
        investigation: 'Investigação',
        random: 'Seleção aleatória',
        other: 'Outro',
      },
      outcomes: {
        arrest: 'Detenção',
        'investigation-opened': 'Investigação aberta',
        'administrative-case': 'Processo administrativo',
        'forensic-result': 'Resultado pericial',
        destruction: 'Destruição',
        return: 'Devolução',
        release: 'Levantamento da apreensão',
        prosecution: 'Ação penal',
        conviction: 'Condenação',
      },
      statuses: {
        counterfeit: 'Contrafeito',
        falsified: 'Falsificado (identidade, composição ou origem)',
        substandard: 'De qualidade inferior',
        unlicensed: 'Não autorizado',
        diverted: 'Desviado',
        stolen: 'Furtado ou roubado',
        looted: 'Pilhado ou de escavação ilegal',
        smuggled: 'De contrabando',
        undeclared: 'Não declarado',
        misdeclared: 'Declarado incorretamente',
        prohibited: 'Proibido',
        other: 'Outro',
      },
      cites: { I: 'Apêndice I', II: 'Apêndice II', III: 'Apêndice III', none: 'Não incluída' },
      valueBases: {
        face: 'Valor facial',
        customs: 'Valor aduaneiro',
        wholesale: 'Preço grossista',
        retail: 'Preço a retalho',
        street: 'Preço de rua',
        'evaded-duty': 'Direitos evadidos',
        'mis-invoiced': 'Diferença de faturação',
        'loss-prevented': 'Perda evitada',
        unstated: 'Não indicado',
      },
      units: {
        C62: 'unidade',
        H87: 'peça',
        NAR: 'artigo',
        PR: 'par',
        STC: 'cigarro',
        U2: 'comprimido',
        'X-specimen': 'espécime',
        'X-egg': 'ovo',
        'X-carcass': 'carcaça',
        E27: 'dose',
        XPK: 'volume',
        XCY: 'botija',
        'X-truckload': 'carga de camião',
        MGM: 'miligrama',
        GRM: 'grama',
        KGM: 'quilograma',
        TNE: 'tonelada',
        MLT: 'mililitro',
        LTR: 'litro',
        CMQ: 'centímetro cúbico',
        MTQ: 'metro cúbico',
        'X-tonne-co2e': 'tonelada de equivalente CO2',
        MTR: 'metro',
        MTK: 'metro quadrado',
      },
      headings: {
        alcohol: 'Bebidas alcoólicas',
        tobacco: 'Tabaco',
        cigarettes: 'Cigarros',
        'loose-tobacco': 'Tabaco em rama, de corte e para narguilé',
        'tax-evasion': 'Outra evasão fiscal e aduaneira',
        vehicles: 'Veículos',
        wildlife: 'Espécies CITES e ambiente',
        'live-animals': 'Animais vivos, não classificados à parte',
        'big-cats': 'Grandes felinos e suas partes',
        bears: 'Ursos e suas partes',
        primates: 'Primatas',
        birds: 'Aves',
        'turtles-tortoises': 'Tartarugas e cágados',
        reptiles: 'Outros répteis',
        arthropods: 'Insetos, aranhas e outros artrópodes',
        'marine-life': 'Espécies marinhas e seus produtos',
        ivory: 'Marfim',
        'rhino-horn': 'Chifre de rinoceronte',
        'pangolin-scales': 'Escamas de pangolim',
        'wild-meat': 'Carne de animais selvagens',
        'wildlife-parts': 'Outras partes e produtos de animais',
        plants: 'Plantas e produtos vegetais',
        timber: 'Madeira',
        counterfeits: 'Propriedade intelectual e contrafações',
        food: 'Alimentos contrafeitos ou não conformes',
        drink: 'Bebidas contrafeitas ou não conformes',
        currency: 'Divisas e branqueamento de capitais',
        cash: 'Numerário',
        'bearer-instruments': 'Instrumentos negociáveis ao portador',
        'counterfeit-currency': 'Moeda falsa',
        gold: 'Ouro',
        'precious-metals': 'Outros metais preciosos',
        drugs: 'Drogas',
        cannabis: 'Canábis',
        cocaine: 'Cocaína',
        heroin: 'Heroína e outros opiáceos',
        'synthetic-drugs': 'Drogas sintéticas, não classificadas à parte',
        amphetamine: 'Anfetamina',
        methamphetamine: 'Metanfetamina',
        ecstasy: 'Ecstasy',
        lsd: 'LSD',
        ketamine: 'Cetamina',
        'new-psychoactive-substances': 'Novas substâncias psicoativas',
        precursors: 'Precursores',
        'hazardous-goods': 'Mercadorias perigosas e resíduos',
        waste: 'Resíduos, não classificados à parte',
        'metal-waste': 'Resíduos metálicos',
        'plastic-waste': 'Resíduos plásticos',
        'ozone-depleting-substances': 'Substâncias que empobrecem a camada de ozono',
        hydrofluorocarbons: 'Hidrofluorocarbonetos',
        'refrigerant-equipment': 'Equipamentos com gases regulamentados',
        'medical-products': 'Medicamentos e produtos médicos',
        medicines: 'Medicamentos',
        'medical-devices': 'Dispositivos médicos',
        vaccines: 'Vacinas',
        'sanitiser-gel': 'Gel desinfetante',
        masks: 'Máscaras de proteção, contadas à parte',
        'doping-substances': 'Substâncias dopantes',
        'active-ingredients': 'Princípios ativos e matérias-primas',
        weapons: 'Armas e explosivos',
        firearms: 'Armas de fogo e suas partes',
        ammunition: 'Munições',
        explosives: 'Explosivos',
        detonators: 'Detonadores',
        nuclear: 'Material nuclear e radioativo',
        'cultural-goods': 'Património cultural',
        'cultural-objects': 'Objetos culturais',
        coins: 'Moedas históricas',
        'metal-detectors': 'Detetores de metais',
        'excavation-tools': 'Outras ferramentas de escavação',
      },
    },
  },
};
