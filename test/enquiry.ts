import { aPlan, at } from './plans.ts';

/** Belgium, France and Korea are invited, and reminded of nothing. */
export const PLAN = {
  invitees: [...aPlan().invitees, { organisation: 'kr-customs', rilo: 'rilo-ap', joins: 'phase-1' }],
  invitation: { answerBy: at('2026-02-20T18:00'), ladder: [] },
};
/** A question of a coordinator's to everybody who takes part, by local time. */
export const ENQUIRY = {
  kind: 'enquiry',
  title: 'Who received container X?',
  instructions: 'Look at the manifests of January.',
  addressees: { rule: 'accepted' },
  deadline: at('2026-02-25T18:00'),
  isLocal: true,
  ladder: [
    { offsetHours: -24, tells: ['addressee'] },
    { offsetHours: 24, tells: ['coordinator'] },
  ],
};
