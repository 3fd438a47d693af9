import fc from 'fast-check';
import { clocksOf, shownAt } from '../documents/wall-clock.ts';
import { nextEnd, nextWindow, WEEKDAYS, type Cadence, type Span, type Window } from '../domain/cadence.ts';

const ZONES = [
  ...['Europe/Brussels', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns', 'Africa/Cairo'],
  ...['Asia/Kathmandu', 'America/Santiago', 'Pacific/Chatham', 'Asia/Seoul', 'Pacific/Kiritimati', 'UTC'],
];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOTHING = { phaseEnds: [], publishedAt: [] };
const utc = (iso: string): number => Date.parse(iso);

const at = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const cadence: fc.Arbitrary<Cadence> = fc.oneof(
  fc.record({ every: fc.constant('day' as const), at }),
  fc.record({ every: fc.constant('week' as const), on: fc.constantFrom(...WEEKDAYS), at }),
  fc.record({ every: fc.constant('month' as const), on: fc.integer({ min: 1, max: 31 }), at }),
);

/** What the ends of a cadence are in a year, one after the other. */
function endsOf(cadence: Cadence, zone: string, from: number, until: number): number[] {
  const ends: number[] = [];
  for (let end = nextEnd(cadence, from, NOTHING, clocksOf(zone)); end !== null && end <= until; ) {
    ends.push(end);
    end = nextEnd(cadence, end, NOTHING, clocksOf(zone));
  }
  return ends;
}

test('in every zone, a daily summary ends once on each local day of two years, changes of clocks or not, at its hour or the next that there is', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), at, (zone, time) => {
      const ends = endsOf({ every: 'day', at: time }, zone, utc('2024-12-31T00:00:00Z'), utc('2026-12-31T00:00:00Z'));
      const days = ends.map((end) => shownAt(end - 3 * HOUR, zone)); // moved hours stay on their day, except around midnight
      expect(ends.length).toBeGreaterThanOrEqual(729);
      expect(ends.length).toBeLessThanOrEqual(731);
      expect(days).toHaveLength(ends.length);
      for (const [i, end] of ends.entries()) {
        const before = ends[i - 1];
        if (before !== undefined) expect(end - before).toBeGreaterThan(DAY - 3 * HOUR);
        if (before !== undefined) expect(end - before).toBeLessThan(DAY + 3 * HOUR);
      }
      const usual = ends.filter((end) => {
        const { hour, minute } = shownAt(end, zone);
        return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` === time;
      });
      expect(ends.length - usual.length).toBeLessThanOrEqual(4);
    }),
    { numRuns: 12 },
  );
});

test.each([
  ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'], // skipped: 03:30 summer time
  ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'], // shown twice: the first, still summer time
  ['2026-10-25', '07:30', '2026-10-25T06:30:00.000Z'],
])('in Brussels on %s, %s is %s', (day, time, instant) => {
  const eve = utc(`${day}T00:00:00Z`) - 12 * HOUR;
  const end = nextEnd({ every: 'day', at: time }, eve, NOTHING, clocksOf('Europe/Brussels'));
  expect(new Date(end ?? 0).toISOString()).toBe(instant);
});

test('a day that a zone never had has no window, and the next is that much longer', () => {
  const ends = endsOf({ every: 'day', at: '07:30' }, 'Pacific/Apia', utc('2011-12-28T00:00:00Z'), utc('2012-01-02T00:00:00Z'));
  expect(ends.map((end) => shownAt(end, 'Pacific/Apia').day)).toEqual([28, 29, 31, 1, 2]);
});

test('weeks end on their day, and the 31st in months that have one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), fc.constantFrom(...WEEKDAYS), (zone, on) => {
      const ends = endsOf({ every: 'week', on, at: '12:00' }, zone, utc('2026-01-01T00:00:00Z'), utc('2026-12-31T00:00:00Z'));
      const weekdays = ends.map((end) => {
        const { year, month, day } = shownAt(end, zone);
        return WEEKDAYS[(new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7];
      });
      expect(new Set(weekdays)).toEqual(new Set([on]));
      expect(ends.length).toBeGreaterThanOrEqual(51);
    }),
    { numRuns: 30 },
  );
  const ends = endsOf({ every: 'month', on: 31, at: '12:00' }, 'UTC', utc('2026-01-01T00:00:00Z'), utc('2026-12-31T23:00:00Z'));
  expect(ends.map((end) => shownAt(end, 'UTC').month)).toEqual([1, 3, 5, 7, 8, 10, 12]);
});

test('phases and editions end a window when they do', () => {
  const occasions = { phaseEnds: [30, 10], publishedAt: [25] };
  const clocks = clocksOf('UTC');
  expect([5, 10, 30].map((after) => nextEnd({ every: 'phase' }, after, occasions, clocks))).toEqual([10, 30, null]);
  expect([5, 25].map((after) => nextEnd({ every: 'edition' }, after, occasions, clocks))).toEqual([25, null]);
});

/** What happens to a subscription: how long it lasts, and what begins then. */
const course = fc.array(fc.record({ hours: fc.integer({ min: 1, max: 900 }), then: fc.constantFrom('pause' as const, 'terms' as const) }), {
  maxLength: 8,
});

function spansOf(begins: number, drawn: readonly { hours: number; then: 'pause' | 'terms' }[], isLast: boolean): Span[] {
  const spans: Span[] = [{ version: 0, beginsAt: begins, endsAt: null, isLast: false }];
  let now = begins;
  let version = 0;
  for (const { hours, then } of drawn) {
    now += hours * HOUR;
    const open = spans.at(-1);
    if (open) open.endsAt = now;
    if (then === 'pause') now += 50 * HOUR;
    else version += 1;
    spans.push({ version, beginsAt: now, endsAt: null, isLast: false });
  }
  const last = spans.at(-1);
  if (isLast && last) Object.assign(last, { endsAt: now + 100 * HOUR, isLast });
  return spans;
}

test('whatever is paused and changed, windows follow each other without gap or overlap, each under the terms in force at its end', () => {
  fc.assert(
    fc.property(
      course,
      fc.array(cadence, { minLength: 9, maxLength: 9 }),
      fc.constantFrom(...ZONES),
      fc.boolean(),
      fc.integer({ min: 0, max: 365 }),
      (drawn, cadences, zone, isLast, day) => {
        const begins = utc('2026-01-01T00:00:00Z') + day * DAY;
        const spans = spansOf(begins, drawn, isLast);
        const endAfter = (version: number, after: number): number | null =>
          nextEnd(cadences[version] ?? { every: 'day', at: '00:00' }, after, NOTHING, clocksOf(zone));
        const windows: Window[] = [];
        const horizon = begins + 400 * DAY;
        for (let window = nextWindow(spans, null, endAfter); window && window.until <= horizon; ) {
          windows.push(window);
          window = nextWindow(spans, window.until, endAfter);
        }
        for (const [i, { from, until, version }] of windows.entries()) {
          expect(from).toBe(windows[i - 1]?.until ?? begins);
          expect(until).toBeGreaterThan(from);
          const span = spans.find(({ beginsAt, endsAt }) => until > beginsAt && (endsAt === null || until <= endsAt));
          expect(span?.version).toBe(version);
        }
        // Every end of every cadence that lies in its span is the end of a window.
        const ends = spans.flatMap(({ version, beginsAt, endsAt }) =>
          endsOf(cadences[version] ?? { every: 'day', at: '00:00' }, zone, beginsAt, Math.min(endsAt ?? horizon, horizon)),
        );
        const lasts = spans.flatMap((span) => (span.isLast && span.endsAt !== null && span.endsAt <= horizon ? [span.endsAt] : []));
        expect(windows.map(({ until }) => until)).toEqual([...new Set([...ends, ...lasts])].toSorted((a, b) => a - b));
      },
    ),
    { numRuns: 40 },
  );
});
