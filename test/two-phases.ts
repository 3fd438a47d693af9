import type { Answer } from './caller.ts';
import { aCase, at } from './plans.ts';

/** A preparation and two phases with a period each; Belgium, France and Korea are invited. */
export const TWO_PHASES = {
  phases: [
    { key: 'preparation', name: 'Preparation', kind: 'preparation', opensAt: at('2026-02-01T00:00'), closesAt: at('2026-03-02T00:00') },
    { key: 'phase-1', name: 'Phase 1', kind: 'operational', opensAt: at('2026-03-02T00:00'), closesAt: at('2026-03-16T00:00') },
    { key: 'phase-2', name: 'Phase 2', kind: 'cyber-patrol', opensAt: at('2026-03-16T00:00'), closesAt: at('2026-03-30T00:00') },
  ],
  reporting: {
    periods: [
      { key: 'first', phase: 'phase-1', from: at('2026-03-02T00:00'), until: at('2026-03-16T00:00'), dueBy: at('2026-03-20T18:00') },
      { key: 'second', phase: 'phase-2', from: at('2026-03-16T00:00'), until: at('2026-03-30T00:00'), dueBy: at('2026-04-06T18:00') },
    ],
    nilReturns: true,
    ladder: [],
  },
  invitees: ['be-customs', 'fr-customs', 'kr-customs'].map((organisation) => ({ organisation, rilo: null, joins: 'phase-1' })),
  editions: [
    {
      key: 'final',
      status: 'final',
      phases: ['phase-1', 'phase-2'],
      cutOff: at('2026-04-10T18:00'),
      confirmBy: at('2026-04-17T18:00'),
      embargo: at('2026-05-04T10:00'),
    },
  ],
} as const;

export type Line = { heading?: string; quantity?: unknown; unit?: string; description?: string };
let references = 0;

/** A case of one seizure at this time, with these lines. */
export function aReport(seizedAt = '2026-03-10T12:00:00+01:00', lines: Line[] = [{}], seizure: object = {}): Record<string, unknown> {
  const goods = lines.map((line) => ({ heading: 'medicines', quantity: '1', unit: 'C62', ...line }));
  return aCase({ reference: `REF-${++references}`, seizures: [{ number: 1, seizedAt, goods, ...seizure }] });
}

export const correction = (report: Record<string, unknown>, reason = 'Counted again') => ({ reason, seizures: report['seizures'] });
/** What a refusal says: its status, its code, and the flaw of each field. */
export const codesOf = ({ status, body }: Answer): unknown => [
  status,
  body.code,
  Object.fromEntries(body.errors.map((flaw: any) => [flaw.pointer, flaw.code])),
];
