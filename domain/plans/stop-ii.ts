import type { WallTime } from '../moment.ts';
import { CONFIRMATION_LADDER, INVITATION_LADDER, REPORT_LADDER } from './ladders.ts';
import type { Template } from './template.ts';

/**
 * Operation STOP II as it started in April 2021, before its extension. Published: lead, partners, the dates of the phase, the goods,
 * the total that adds doses to units, and the day of the interim results (7 December 2021). Assumed, because nothing says them: every
 * deadline and cut-off, the edition that the first plan would have called final, the approval steps and the form.
 * https://www.wcoomd.org/en/media/newsroom/2021/december/illicit-trafficking-linked-to-covid19-successful-outcomes-of-wco-operation-stop-ii.aspx
 */
export const STOP_II: Template = {
  key: 'stop-ii',
  name: 'STOP II, as it started',
  about:
    'Customs only, led by the WCO: medicines, medical devices and vaccines linked to COVID-19. One phase, interim and final figures, ' +
    'two approval steps, and a written rule that adds vaccine doses to units.',
  plan: {
    title: 'Operation STOP II',
    objectives: [
      'Stop illicit medicines, vaccines and medical devices linked to COVID-19 in cross-border trade',
      'Keep legitimate vaccines and medicines moving while controls are reinforced',
      'Find trends and risk indicators in what members report, and return them to members',
    ],
    leads: ['wco'],
    partners: ['europol', 'interpol', 'olaf', 'unodc', 'who'],
    phases: [
      {
        key: 'phase-1',
        name: 'Phase 1',
        kind: 'operational',
        opensAt: brussels('2021-04-30T00:00'),
        closesAt: brussels('2021-10-01T00:00'),
      },
    ],
    targets: [
      { heading: 'medicines', units: ['C62'] },
      { heading: 'medical-devices', units: ['C62'] },
      { heading: 'vaccines', units: ['E27'] },
    ],
    sums: [
      {
        key: 'total',
        name: 'Total seized',
        unit: 'C62',
        parts: [
          { heading: 'medicines', unit: 'C62' },
          { heading: 'medical-devices', unit: 'C62' },
          { heading: 'vaccines', unit: 'E27' },
        ],
        reason: 'One dose of vaccine counts as one unit, so that the operation has a single figure. The three are published beside it.',
      },
    ],
    invitees: [],
    invitation: { answerBy: brussels('2021-04-23T18:00'), ladder: INVITATION_LADDER },
    form: 'minimal',
    reporting: {
      periods: [
        {
          key: 'phase-1',
          phase: 'phase-1',
          from: brussels('2021-04-30T00:00'),
          until: brussels('2021-10-01T00:00'),
          dueBy: brussels('2021-10-29T18:00'),
        },
      ],
      nilReturns: true,
      ladder: REPORT_LADDER,
    },
    approval: [
      { name: 'Deputy director', posts: ['wco-deputy-compliance'], quorum: { count: 1 } },
      { name: 'Director', posts: ['wco-director-compliance'], quorum: { count: 1 } },
    ],
    editions: [
      {
        key: 'interim',
        status: 'interim',
        phases: ['phase-1'],
        cutOff: brussels('2021-11-15T18:00'),
        confirmBy: brussels('2021-11-30T18:00'),
        embargo: brussels('2021-12-07T13:00'),
      },
      {
        key: 'final',
        status: 'final',
        phases: ['phase-1'],
        cutOff: brussels('2022-01-14T18:00'),
        confirmBy: brussels('2022-01-28T18:00'),
        embargo: brussels('2022-02-08T13:00'),
      },
    ],
    publication: {
      silence: 'consent',
      ladder: CONFIRMATION_LADDER,
      signOff: [{ name: 'Compliance', posts: ['wco-director-compliance', 'wco-deputy-compliance'], quorum: { count: 2 } }],
      recipients: ['europol', 'interpol', 'olaf', 'unodc', 'who'],
    },
    meetings: [
      {
        key: 'kick-off',
        title: 'Kick-off with the contact points',
        startsAt: brussels('2021-04-27T14:00'),
        endsAt: brussels('2021-04-27T16:00'),
        place: 'By video',
      },
      {
        key: 'mid-term',
        title: 'Mid-term review of what members report',
        startsAt: brussels('2021-07-13T14:00'),
        endsAt: brussels('2021-07-13T16:00'),
        place: 'By video',
      },
    ],
  },
};

function brussels(wall: string): WallTime {
  return { wall, zone: 'Europe/Brussels' };
}
