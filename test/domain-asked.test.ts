import { askedOf, INVITATION } from '../domain/asked.ts';

test.each([
  ['report', 'phase-1', 'Report or file a nil return for phase-1', { asks: 'report', period: 'phase-1' }],
  ['confirm-figures', 'final/2', 'Confirm', { asks: 'confirm-figures', edition: 'final' }],
  ['take-part', 'launch', INVITATION, { asks: 'take-part' }],
  ['take-part', 'late', 'Join us late', { asks: 'take-part', title: 'Join us late', instructions: 'By phone' }],
  ['enquiry', 'plates', 'Whose plates?', { asks: 'enquiry', title: 'Whose plates?', instructions: 'By phone' }],
])('a %s called %s is named by what somebody wrote, or by what it is about', (kind, key, title, asked) => {
  expect(askedOf({ kind, key, title, instructions: 'By phone' })).toEqual(asked);
});
