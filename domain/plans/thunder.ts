import type { WallTime } from '../moment.ts';
import { CONFIRMATION_LADDER, INVITATION_LADDER, REPORT_LADDER } from './ladders.ts';
import type { Template } from './template.ts';

/**
 * A joint operation of the WCO and INTERPOL against trafficking in wildlife and timber, with the dates of Thunder 2023 (2 to 27
 * October). Published: leads, dates, goods and the units in which results came out over the years. Assumed: everything else.
 * There is no sum: timber was published in cubic metres, tonnes and truckloads, which nothing turns into each other.
 */
export const THUNDER: Template = {
  key: 'thunder',
  name: 'Thunder (WCO and INTERPOL)',
  about:
    'Customs and police together against trafficking in wildlife and timber. Both leads must agree, one of customs and one of police. ' +
    'Weights, pieces, specimens and volumes are published side by side and never added.',
  plan: {
    title: 'Operation Thunder',
    objectives: [
      'Stop trafficking in protected animals, plants and timber along the main routes',
      'Let customs and police act on the same targets in the same weeks, and follow seizures up with investigations',
      'Link seizures that belong to the same network',
    ],
    leads: ['wco', 'interpol'],
    partners: ['europol'],
    phases: [
      {
        key: 'intelligence',
        name: 'Intelligence',
        kind: 'intelligence',
        opensAt: brussels('2023-09-04T00:00'),
        closesAt: brussels('2023-10-02T00:00'),
      },
      {
        key: 'operational',
        name: 'Operational phase',
        kind: 'operational',
        opensAt: brussels('2023-10-02T00:00'),
        closesAt: brussels('2023-10-28T00:00'),
      },
      {
        key: 'follow-up',
        name: 'Follow-up of investigations',
        kind: 'follow-up',
        opensAt: brussels('2023-10-28T00:00'),
        closesAt: brussels('2024-04-30T00:00'),
      },
    ],
    targets: [
      { heading: 'live-animals', units: ['X-specimen'] },
      { heading: 'big-cats', units: ['X-specimen', 'H87', 'KGM'] },
      { heading: 'primates', units: ['X-specimen'] },
      { heading: 'birds', units: ['X-specimen', 'X-egg'] },
      { heading: 'turtles-tortoises', units: ['X-specimen', 'X-egg', 'KGM'] },
      { heading: 'reptiles', units: ['X-specimen', 'H87', 'KGM'] },
      { heading: 'marine-life', units: ['KGM', 'H87'] },
      { heading: 'ivory', units: ['KGM', 'H87'] },
      { heading: 'rhino-horn', units: ['KGM', 'H87'] },
      { heading: 'pangolin-scales', units: ['KGM'] },
      { heading: 'wildlife-parts', units: ['H87', 'KGM'] },
      { heading: 'plants', units: ['X-specimen', 'KGM'] },
      { heading: 'timber', units: ['MTQ', 'TNE', 'X-truckload'] },
    ],
    sums: [],
    invitees: [],
    invitation: { answerBy: brussels('2023-08-31T18:00'), ladder: INVITATION_LADDER },
    form: 'long',
    reporting: {
      periods: [
        {
          key: 'operational',
          phase: 'operational',
          from: brussels('2023-10-02T00:00'),
          until: brussels('2023-10-28T00:00'),
          dueBy: brussels('2023-11-06T18:00'),
        },
      ],
      nilReturns: true,
      ladder: REPORT_LADDER,
    },
    approval: [bothLeads('Leads')],
    editions: [
      {
        key: 'preliminary',
        status: 'preliminary',
        phases: ['operational'],
        cutOff: brussels('2023-11-20T18:00'),
        confirmBy: brussels('2023-12-04T18:00'),
        embargo: brussels('2023-12-19T11:00'),
      },
      {
        key: 'final',
        status: 'final',
        phases: ['operational'],
        cutOff: brussels('2024-04-30T18:00'),
        confirmBy: brussels('2024-05-21T18:00'),
        embargo: brussels('2024-06-04T11:00'),
      },
    ],
    publication: { silence: 'consent', ladder: CONFIRMATION_LADDER, signOff: [bothLeads('Sign-off')], recipients: ['europol'] },
    chains: { extension: [bothLeads('Extension')], override: ['wco-director-compliance', 'interpol-director-operations'] },
    meetings: [
      {
        key: 'briefing',
        title: 'Briefing of the contact points',
        startsAt: brussels('2023-09-26T14:00'),
        endsAt: brussels('2023-09-26T16:00'),
        place: 'By video',
      },
    ],
  },
};

function bothLeads(name: string): Template['plan']['approval'][number] {
  return {
    name,
    posts: ['wco-director-compliance', 'interpol-director-operations'],
    quorum: { count: 2, perService: ['customs', 'police'] },
  };
}

function brussels(wall: string): WallTime {
  return { wall, zone: 'Europe/Brussels' };
}
