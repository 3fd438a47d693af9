import type { Figure } from './figure.ts';
import type { Member } from './people.ts';
import type { Stack } from './stack.ts';

/** What a bench works with: a running Concert, the members that it has registered, how often to repeat, and where to tell of progress. */
export type Setting = { stack: Stack; members: readonly Member[]; rounds: number; tell: (line: string) => void };

export type Bench = (setting: Setting) => Promise<Figure[]>;
