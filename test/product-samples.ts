import type { ProductContent } from '../domain/product.ts';

/** Operation STOP II's final figures as the WCO published them in June 2022; countries, trend and agreement are made up to add up to them. */
export function stopFinal(changes: Partial<ProductContent> = {}): ProductContent {
  return {
    kind: 'edition',
    id: '0197a3c2-5d1e-7b0a-9c44-2f6f0e6d1a55',
    operation: { id: '0196ffff-0000-7000-8000-000000000001', title: 'Operation STOP II' },
    name: 'final',
    status: 'final',
    number: 2,
    cutOffAt: '2022-05-20T16:00:00.000Z',
    madeAt: '2022-06-09T11:00:00.000Z',
    window: null,
    phases: ['Phase 1', 'Phase 2', 'Phase 3'],
    headings: ['medicines', 'medical-devices', 'vaccines'],
    regions: [],
    recipient: null,
    handling: { code: 'H1', tlp: 'CLEAR', purposes: ['statistics', 'analysis'], shares: ['country-rows'], permission: null },
    counts: 'seizures',
    denominators: { invited: 160, accepted: 136, declined: 7, silent: 17, reported: 90, nil: 46 },
    figures: [
      { name: 'cases', unit: 'cases', value: '2769' },
      { name: 'seizures', unit: 'seizures', value: '4034' },
      { name: 'invited', unit: 'administrations', value: '160' },
      { name: 'reported', unit: 'administrations', value: '90' },
      { name: 'medicines', unit: 'C62', value: '273600000' },
      { name: 'medical-devices', unit: 'C62', value: '214400000' },
      { name: 'vaccines', unit: 'E27', value: '13500000' },
      { name: 'total', unit: 'C62', value: '501500000' },
      { name: 'bonus/cigarettes', unit: 'STC', value: '1250000.5' },
      { name: 'value/medicines/retail', unit: 'EUR', value: '12345678901234567890.25' },
      { name: 'persons/arrested', unit: 'persons', value: null },
      { name: 'groups/dismantled', unit: 'groups', value: '3' },
      { name: 'declared/medicines', unit: 'C62', value: '1200' },
      { name: 'declared/seizures', unit: 'seizures', value: '12' },
      { name: 'activity/inspections', unit: 'inspection', value: '18211' },
    ],
    sums: [
      {
        key: 'total',
        name: 'Total seized',
        unit: 'C62',
        quantity: '501500000',
        reason: 'One dose of vaccine counts as one unit, so that the operation has a single figure. The three are published beside it.',
      },
    ],
    countries: COUNTRIES.map(([country, cases, seizures], index) => ({
      country,
      cases,
      seizures,
      quantities:
        index < 6
          ? [
              { heading: 'medicines', unit: 'C62', quantity: seizures === null ? null : String(seizures * 51_000 + 0.25), seizures },
              { heading: 'vaccines', unit: 'E27', quantity: index === 2 ? null : '1500', seizures: index === 2 ? null : 4 },
            ]
          : [],
    })),
    trend: Array.from({ length: 13 }, (_, month) => ({
      from: new Date(Date.UTC(2021, 3 + month, 1)).toISOString().slice(0, 10),
      cases: 120 + ((month * 37) % 160),
      seizures: 180 + ((month * 53) % 240),
    })),
    previous: { id: '0197a3c2-5d1e-7b0a-9c44-2f6f0e6d1a11', name: 'interim', number: 1 },
    differences: [
      { name: 'cases', unit: 'cases', before: '2360', now: '2769' },
      { name: 'seizures', unit: 'seizures', before: '3434', now: '4034' },
      { name: 'medicines', unit: 'C62', before: '195500000', now: '273600000' },
      { name: 'medical-devices', unit: 'C62', before: '156700000', now: '214400000' },
      { name: 'bonus/cigarettes', unit: 'STC', before: null, now: '1250000.5' },
      { name: 'persons/arrested', unit: 'persons', before: '11', now: null },
      { name: 'persons/detained', unit: 'persons', before: '5', now: null },
    ],
    reasons: { added: 380, corrected: 12, linked: 4, excluded: 3, late: 29, withheld: 2, scope: 7 },
    withheld: [
      { reason: 'consent', cases: 14 },
      { reason: 'flag', cases: 3 },
    ],
    suppressed: 5,
    held: ['declared/medicines'],
    agreement: {
      members: { confirmed: 81, disputed: 1, consentedBySilence: 8, open: 0 },
      signOff: [
        { post: 'wco-director-compliance', step: 'Compliance', at: '2022-06-03T07:10:00.000Z' },
        { post: 'wco-deputy-compliance', step: 'Compliance', at: '2022-06-03T07:12:00.000Z' },
      ],
    },
    supersedes: null,
    supersededBy: null,
    text: [],
    ...changes,
  };
}

const COUNTRIES: readonly (readonly [country: string, cases: number | null, seizures: number | null])[] = [
  ['BE', 412, 655],
  ['FR', 340, 512],
  ['SA', 222, 410],
  ['US', 301, 377],
  ['BR', 120, 210],
  ['NG', 98, 160],
  ['IN', 155, 203],
  ['AU', 77, 91],
  ['SG', 12, 15],
  ['MT', 2, 3],
  ['FJ', 1, 2],
  ['RU', null, null],
  ['XK', 8, 9],
  ['CD', 44, 61],
  ['HK', 130, 201],
  ['ZA', 66, 88],
  ['KR', 51, 72],
  ['MX', 88, 109],
  ['AE', 210, 256],
  ['others', 432, 600],
];

/** A newsletter: words, and no figures. */
export function aNewsletter(changes: Partial<ProductContent> = {}): ProductContent {
  return stopFinal({
    kind: 'newsletter',
    name: 'Newsletter 4',
    status: 'provisional',
    number: 4,
    handling: { code: 'H2', tlp: 'AMBER+STRICT', purposes: ['analysis'], shares: [], permission: 'Ask the owner first.' },
    denominators: null,
    figures: [],
    sums: [],
    countries: [],
    trend: [],
    previous: null,
    differences: [],
    reasons: null,
    withheld: [],
    suppressed: 0,
    held: [],
    agreement: null,
    text: [
      {
        heading: 'Falsified vaccines by post',
        paragraphs: ['Small parcels from three senders.', 'Look for labels without a batch number.'],
      },
      { heading: 'What comes next', paragraphs: ['Phase 3 begins on Monday.'] },
    ],
    ...changes,
  });
}
