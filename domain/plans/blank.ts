import type { WallTime } from '../moment.ts';
import { CONFIRMATION_LADDER, INVITATION_LADDER, REPORT_LADDER } from './ladders.ts';
import type { Template } from './template.ts';

/** A plan must say by when members answer, even an empty one; this says it so that nobody takes it for a real deadline. */
const NOT_YET_SET: WallTime = { wall: '1970-01-01T00:00', zone: 'Etc/UTC' };

export const BLANK: Template = {
  key: 'blank',
  name: 'Blank plan',
  about: 'Nothing but the usual ladders of reminders. Everything else is for you to fill in, the deadline of the invitation first.',
  plan: {
    title: 'Untitled operation',
    objectives: [],
    leads: [],
    partners: [],
    phases: [],
    targets: [],
    sums: [],
    invitees: [],
    invitation: { answerBy: NOT_YET_SET, ladder: INVITATION_LADDER },
    form: 'minimal',
    reporting: { periods: [], nilReturns: true, ladder: REPORT_LADDER },
    approval: [],
    editions: [],
    publication: { silence: 'consent', ladder: CONFIRMATION_LADDER, signOff: [], recipients: [] },
  },
};
