import type { WallTime } from '../moment.ts';
import { CONFIRMATION_LADDER, INVITATION_LADDER, REPORT_LADDER } from './ladders.ts';
import type { Template } from './template.ts';

/**
 * Pandora VII (2022) against trafficking in cultural goods. Published: the days of action (13 to 24 September), one cyber-patrol week
 * in May and one in October outside them, the goods, and publication on 4 May 2023. Assumed: which weeks of those months, the
 * deadlines and meetings, the approvals, debrief and follow-ups, and that INTERPOL and the WCO lead: police forces and Europol have led
 * it, and can be put here instead.
 */
export const PANDORA: Template = {
  key: 'pandora',
  name: 'Pandora (cultural goods)',
  about:
    'Police and customs against trafficking in cultural goods, with days of action and two cyber-patrol weeks outside them. Tools of ' +
    'illegal excavation are counted beside the finds.',
  plan: {
    title: 'Operation Pandora',
    objectives: [
      'Recover stolen and looted cultural goods, at borders, on the market and online',
      'Disrupt illegal excavation and those who trade in its finds',
    ],
    leads: ['interpol', 'wco'],
    partners: ['europol'],
    phases: [
      {
        key: 'cyber-spring',
        name: 'Cyber patrol, May',
        kind: 'cyber-patrol',
        opensAt: madrid('2022-05-16T00:00'),
        closesAt: madrid('2022-05-23T00:00'),
      },
      {
        key: 'action-days',
        name: 'Days of action',
        kind: 'operational',
        opensAt: madrid('2022-09-13T00:00'),
        closesAt: madrid('2022-09-25T00:00'),
      },
      {
        key: 'cyber-autumn',
        name: 'Cyber patrol, October',
        kind: 'cyber-patrol',
        opensAt: madrid('2022-10-10T00:00'),
        closesAt: madrid('2022-10-17T00:00'),
      },
      { key: 'debrief', name: 'Debrief', kind: 'debrief', opensAt: madrid('2023-05-10T09:00'), closesAt: madrid('2023-05-11T17:00') },
    ],
    targets: [
      { heading: 'cultural-objects', units: ['H87'] },
      { heading: 'coins', units: ['H87'] },
      { heading: 'metal-detectors', units: ['H87'] },
      { heading: 'excavation-tools', units: ['H87'] },
    ],
    sums: [
      {
        key: 'cultural-goods',
        name: 'Cultural goods recovered',
        unit: 'H87',
        parts: [
          { heading: 'cultural-objects', unit: 'H87' },
          { heading: 'coins', unit: 'H87' },
        ],
        reason: 'Coins are cultural goods too. Tools of excavation are not, and stay apart.',
      },
    ],
    invitees: [],
    invitation: { answerBy: madrid('2022-04-29T18:00'), ladder: INVITATION_LADDER },
    form: 'minimal',
    reporting: {
      periods: [
        {
          key: 'cyber-spring',
          phase: 'cyber-spring',
          from: madrid('2022-05-16T00:00'),
          until: madrid('2022-05-23T00:00'),
          dueBy: madrid('2022-06-03T18:00'),
        },
        {
          key: 'action-days',
          phase: 'action-days',
          from: madrid('2022-09-13T00:00'),
          until: madrid('2022-09-25T00:00'),
          dueBy: madrid('2022-10-07T18:00'),
        },
        {
          key: 'cyber-autumn',
          phase: 'cyber-autumn',
          from: madrid('2022-10-10T00:00'),
          until: madrid('2022-10-17T00:00'),
          dueBy: madrid('2022-10-28T18:00'),
        },
      ],
      nilReturns: true,
      ladder: REPORT_LADDER,
    },
    approval: [bothServices('Leads')],
    editions: [
      {
        key: 'final',
        status: 'final',
        phases: ['cyber-spring', 'action-days', 'cyber-autumn'],
        cutOff: madrid('2022-12-16T18:00'),
        confirmBy: madrid('2023-01-31T18:00'),
        embargo: madrid('2023-05-04T11:00'),
      },
    ],
    publication: { silence: 'consent', ladder: CONFIRMATION_LADDER, signOff: [bothServices('Sign-off')], recipients: ['europol'] },
    chains: { closing: [bothServices('Closing')], override: ['interpol-director-operations', 'wco-director-compliance'] },
    followUps: [
      followUp('three-months', 'Three months on: what became of your cases?', '2023-08-14', '2023-09-15'),
      followUp('six-months', 'Six months on: what became of your cases?', '2023-11-13', '2023-12-15'),
      followUp('twelve-months', 'A year on: what was returned, and who was convicted?', '2024-05-13', '2024-06-14'),
    ],
    meetings: [
      meeting('planning', 'Planning meeting', '2022-04-05T10:00', '2022-04-05T16:00'),
      meeting('before-action', 'Briefing before the days of action', '2022-09-06T10:00', '2022-09-06T12:00'),
    ],
  },
};

function followUp(key: string, title: string, opens: string, due: string) {
  return { key, title, opensAt: madrid(`${opens}T09:00`), dueBy: madrid(`${due}T18:00`) };
}

function meeting(key: string, title: string, starts: string, ends: string) {
  return { key, title, startsAt: madrid(starts), endsAt: madrid(ends), place: 'By video' };
}

function bothServices(name: string): Template['plan']['approval'][number] {
  return {
    name,
    posts: ['interpol-director-operations', 'wco-director-compliance'],
    quorum: { count: 2, perService: ['police', 'customs'] },
  };
}

function madrid(wall: string): WallTime {
  return { wall, zone: 'Europe/Madrid' };
}
