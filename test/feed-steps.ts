import fc from 'fast-check';
import { HANDLING_CODES, SHARES, TLP_LABELS, type StatedHandling } from '../domain/handling.ts';

/** What may happen to the cases of a feed. `lose`: its reader loses what it has, and begins anew. `settle`: everything is told and read. */
export type Step =
  | { do: 'report'; by: number; said: StatedHandling | null; heading: string }
  | { do: 'correct'; which: number; outcomes: string[] }
  | { do: 'exclude' | 'include'; which: number }
  | { do: 'link' | 'unlink'; which: number; with: number }
  | { do: 'handle'; which: number; said: StatedHandling }
  | { do: 'consent'; by: number; days: number | null; which: number | null }
  | { do: 'revoke'; which: number }
  | { do: 'wait' | 'keep' | 'feed' | 'read' | 'pause' | 'resume' | 'lose' | 'settle' };

/** Nine of ten reports may leave by their flags: what is drawn should be decided by more than those. */
const shares = fc.oneof(
  { weight: 9, arbitrary: fc.constant(['country-rows', 'lines'] as const) },
  { weight: 1, arbitrary: fc.subarray([...SHARES]) },
);
const said: fc.Arbitrary<StatedHandling> = fc.record({
  code: fc.constantFrom('H0' as const, 'H0' as const, ...HANDLING_CODES),
  tlp: fc.constantFrom('GREEN' as const, 'GREEN' as const, ...TLP_LABELS),
  purposes: fc.constantFrom(['analysis' as const], ['statistics' as const, 'analysis' as const], ['analysis' as const]),
  shares,
});
const which = fc.nat(5);
const plain = (...kinds: ('wait' | 'keep' | 'feed' | 'read' | 'pause' | 'resume' | 'lose' | 'settle')[]) =>
  fc.record({ do: fc.constantFrom(...kinds) });
/** Some of it, in any order. */
export const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({
      do: fc.constant('report' as const),
      by: fc.nat(1),
      said: fc.option(said, { nil: null }),
      heading: fc.constantFrom<string>('medicines', 'masks'),
    }),
    fc.record({ do: fc.constant('report' as const), by: fc.nat(1), said, heading: fc.constant('medicines') }),
    fc.record({ do: fc.constant('correct' as const), which, outcomes: fc.subarray(['arrest', 'destruction']) }),
    fc.record({ do: fc.constantFrom('exclude' as const, 'include' as const), which }),
    fc.record({ do: fc.constantFrom('link' as const, 'link' as const, 'unlink' as const), which, with: which }),
    fc.record({ do: fc.constant('handle' as const), which, said }),
    fc.record({
      do: fc.constant('consent' as const),
      by: fc.nat(1),
      days: fc.option(fc.integer({ min: 1, max: 2 }), { nil: null }),
      which: fc.option(which, { freq: 1, nil: null }),
    }),
    fc.record({ do: fc.constant('revoke' as const), which }),
    plain('keep', 'feed', 'read'),
    ...[1, 2, 3].map(() => plain('settle')),
    plain('wait', 'wait', 'pause', 'resume', 'lose'),
  ),
  { minLength: 8, maxLength: 36, size: 'max' },
);

const open: StatedHandling = { code: 'H0', tlp: 'GREEN', purposes: ['analysis'], shares: ['country-rows', 'lines'] };
const handle = (which: number, tlp: 'RED' | 'GREEN'): Step => ({ do: 'handle', which, said: { ...open, tlp } });
const reported: Step = { do: 'report', by: 0, said: open, heading: 'medicines' };

/** Restricted after it was told and before it was read, and open again before anybody has told of that. */
export const OVERTAKEN: Step[] = [
  ...[reported, { do: 'keep' } as const, { do: 'feed' } as const, { do: 'feed' } as const],
  ...[handle(0, 'RED'), { do: 'read' } as const, handle(0, 'GREEN')],
];

/** Read, lost by its reader, and passed over in a pause as it begins anew. */
export const LOST_BEFORE_A_PAUSE: Step[] = [
  ...[reported, { do: 'settle' } as const, { do: 'lose' } as const, { do: 'pause' } as const, { do: 'settle' } as const],
];

/** Lost, and read anew while it is paused, and nothing is judged until the pause is over. */
export const READ_IN_A_SHORT_PAUSE: Step[] = [
  ...[reported, { do: 'settle' } as const, { do: 'lose' } as const, { do: 'pause' } as const, { do: 'read' } as const],
];

/** Not read before a pause, in which a recall behind it is. */
export const PASSED_IN_A_PAUSE: Step[] = [
  ...[
    reported,
    { do: 'settle' } as const,
    reported,
    { do: 'keep' } as const,
    { do: 'feed' } as const,
    handle(0, 'RED'),
    { do: 'pause' } as const,
  ],
  ...[{ do: 'settle' } as const, { do: 'resume' } as const],
];
