import type { WallTime, Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';

/** A wall time in Brussels. */
export const at = (wall: string): WallTime => ({ wall, zone: 'Europe/Brussels' });

/** A small operation of March 2026 that is fit to be submitted: two members, one phase, one edition. State only what matters. */
export function aPlan(plan: Partial<Written<Plan>> = {}): Written<Plan> {
  return {
    title: 'Operation Tulip',
    objectives: ['Find illicit medical products in the post'],
    leads: ['wco'],
    partners: ['europol'],
    phases: [{ key: 'phase-1', name: 'Phase 1', kind: 'operational', opensAt: at('2026-03-02T00:00'), closesAt: at('2026-03-30T00:00') }],
    targets: [
      { heading: 'medicines', units: ['C62'] },
      { heading: 'medical-devices', units: ['C62'] },
      { heading: 'vaccines', units: ['E27'] },
    ],
    sums: [],
    invitees: [
      { organisation: 'be-customs', rilo: 'rilo-we', joins: 'phase-1' },
      { organisation: 'fr-customs', rilo: 'rilo-we', joins: 'phase-1' },
    ],
    invitation: {
      answerBy: at('2026-02-20T18:00'),
      ladder: [
        { offsetHours: -72, tells: ['addressee'] },
        { offsetHours: 24, tells: ['rilo', 'coordinator'] },
      ],
    },
    form: 'minimal',
    reporting: {
      periods: [
        { key: 'phase-1', phase: 'phase-1', from: at('2026-03-02T00:00'), until: at('2026-03-30T00:00'), dueBy: at('2026-04-06T18:00') },
      ],
      nilReturns: true,
      ladder: [{ offsetHours: -48, tells: ['addressee'] }],
    },
    approval: [
      {
        name: 'direction',
        posts: ['wco-director-compliance', 'wco-deputy-compliance'],
        quorum: { count: 1 },
        veto: ['wco-director-compliance'],
      },
    ],
    editions: [
      {
        key: 'final',
        status: 'final',
        phases: ['phase-1'],
        cutOff: at('2026-04-10T18:00'),
        confirmBy: at('2026-04-17T18:00'),
        embargo: at('2026-05-04T10:00'),
      },
    ],
    publication: {
      silence: 'consent',
      ladder: [{ offsetHours: -24, tells: ['addressee'] }],
      signOff: [{ name: 'leads', posts: ['wco-director-compliance'], quorum: { count: 1 } }],
      recipients: ['europol'],
    },
    ...plan,
  };
}

/** A case of Belgium's with one seizure of medicines, as it is sent. */
export function aCase(report: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    reference: 'BE-2026-001',
    seizures: [{ number: 1, seizedAt: '2026-03-10T12:00:00+01:00', goods: [{ heading: 'medicines', quantity: '1200', unit: 'C62' }] }],
    ...report,
  };
}
