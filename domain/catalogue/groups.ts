import type { DefinedTerm } from './validity.ts';

/** What groups and networks, and companies, are counted as. Counts only. */
export const GROUP_STATES = [
  { code: 'identified', label: 'Groups identified', definition: 'Criminal groups or networks that became known, without measures so far.' },
  { code: 'investigated', label: 'Groups investigated', definition: 'Criminal groups or networks against which an investigation is open.' },
  { code: 'disrupted', label: 'Groups disrupted', definition: 'Criminal groups or networks that were hindered, and may go on.' },
  { code: 'dismantled', label: 'Groups dismantled', definition: 'Criminal groups or networks that can no longer act.' },
  {
    code: 'companies-suspected',
    label: 'Companies suspected',
    definition: 'Companies held to be involved; a company is no criminal group.',
  },
] as const satisfies readonly DefinedTerm[];
