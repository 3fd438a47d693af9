import type { Figure } from './figure.ts';
import type { Member } from './people.ts';
import type { Stack } from './stack.ts';

/** What a bench works with. */
export type Setting = {
  stack: Stack;
  /** Registered, at least 4. */
  members: readonly Member[];
  rounds: number;
  /** So many in a round of single requests. */
  requests: number;
  /** Goods lines in an operation whose figures are read, one size after the other. */
  lines: readonly number[];
  tell: (line: string) => void;
};

export type Bench = (setting: Setting) => Promise<Figure[]>;
