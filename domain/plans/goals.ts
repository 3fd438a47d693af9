import type { WallTime } from '../moment.ts';
import { CONFIRMATION_LADDER, INVITATION_LADDER, REPORT_LADDER } from './ladders.ts';
import type { Template } from './template.ts';

const SYNTHETIC = ['synthetic-drugs', 'amphetamine', 'methamphetamine', 'ecstasy', 'ketamine', 'new-psychoactive-substances'];

/**
 * Operation GOALS (2021) against synthetic drugs and their precursors. Published: the operational phase (1 February to 12 March), the
 * press release of 29 March and the goods. Assumed: the intelligence phase before it, every deadline, approval and the form. Its two
 * published totals (drugs, and synthetic drugs among them) are two sums over kilograms.
 */
export const GOALS: Template = {
  key: 'goals',
  name: 'GOALS (synthetic drugs)',
  about:
    'Six weeks of customs controls on synthetic drugs and precursors after an intelligence phase, with one set of final figures. ' +
    'Drugs are reported in kilograms or tablets; only kilograms are added.',
  plan: {
    title: 'Operation GOALS',
    objectives: [
      'Find synthetic drugs, new psychoactive substances and precursors in post, express and cargo',
      'Build the capacity of members to recognise new substances',
    ],
    leads: ['wco'],
    partners: ['europol', 'interpol'],
    phases: [
      {
        key: 'intelligence',
        name: 'Intelligence',
        kind: 'intelligence',
        opensAt: brussels('2021-01-11T00:00'),
        closesAt: brussels('2021-02-01T00:00'),
      },
      {
        key: 'operational',
        name: 'Operational phase',
        kind: 'operational',
        opensAt: brussels('2021-02-01T00:00'),
        closesAt: brussels('2021-03-13T00:00'),
      },
      { key: 'debrief', name: 'Debrief', kind: 'debrief', opensAt: brussels('2021-05-12T09:00'), closesAt: brussels('2021-05-12T17:00') },
    ],
    targets: [
      { heading: 'synthetic-drugs', units: ['KGM', 'U2'] },
      { heading: 'amphetamine', units: ['KGM', 'U2'] },
      { heading: 'methamphetamine', units: ['KGM', 'U2'] },
      { heading: 'ecstasy', units: ['U2', 'KGM'] },
      { heading: 'ketamine', units: ['KGM'] },
      { heading: 'new-psychoactive-substances', units: ['KGM', 'U2'] },
      { heading: 'cannabis', units: ['KGM'] },
      { heading: 'cocaine', units: ['KGM'] },
      { heading: 'heroin', units: ['KGM'] },
      { heading: 'precursors', units: ['KGM', 'LTR'] },
    ],
    sums: [
      {
        key: 'drugs-by-weight',
        name: 'Drugs',
        unit: 'KGM',
        parts: kilograms(...SYNTHETIC, 'cannabis', 'cocaine', 'heroin'),
        reason:
          'All were weighed. Tablets stay apart, because what one weighs was not reported, and so do precursors, which are no drugs yet.',
      },
      {
        key: 'synthetic-drugs-by-weight',
        name: 'Synthetic drugs',
        unit: 'KGM',
        parts: kilograms(...SYNTHETIC),
        reason: 'The part of the drugs by weight that is synthetic.',
      },
    ],
    invitees: [],
    invitation: { answerBy: brussels('2021-01-08T18:00'), ladder: INVITATION_LADDER },
    form: 'long',
    reporting: {
      periods: [
        {
          key: 'operational',
          phase: 'operational',
          from: brussels('2021-02-01T00:00'),
          until: brussels('2021-03-13T00:00'),
          dueBy: brussels('2021-03-17T18:00'),
        },
      ],
      nilReturns: true,
      ladder: REPORT_LADDER,
    },
    approval: [{ name: 'Director', posts: ['wco-director-compliance'], quorum: { count: 1 } }],
    editions: [
      {
        key: 'final',
        status: 'final',
        phases: ['operational'],
        cutOff: brussels('2021-03-19T18:00'),
        confirmBy: brussels('2021-03-26T18:00'),
        embargo: brussels('2021-03-29T11:00'),
      },
    ],
    publication: {
      silence: 'consent',
      ladder: CONFIRMATION_LADDER,
      signOff: [{ name: 'Director', posts: ['wco-director-compliance'], quorum: { count: 1 } }],
      recipients: ['europol', 'interpol'],
    },
    meetings: [
      {
        key: 'training',
        title: 'Training on new psychoactive substances',
        startsAt: brussels('2021-01-26T14:00'),
        endsAt: brussels('2021-01-26T17:00'),
        place: 'By video',
      },
    ],
  },
};

function kilograms(...headings: string[]): { heading: string; unit: string }[] {
  return headings.map((heading) => ({ heading, unit: 'KGM' }));
}

function brussels(wall: string): WallTime {
  return { wall, zone: 'Europe/Brussels' };
}
