import type { TaskingKind } from './tasking.ts';

/**
 * What a tasking asks for, as its letters name it: the kind, in the language of the reader, with the period or the edition that it is about;
 * or the title that somebody gave it. Titles that Concert gives itself are for lists, and in one language only.
 */
export type Asked = { asks: TaskingKind; period?: string; edition?: string; title?: string; instructions?: string | null };

export function askedOf({ kind, key, title, instructions }: AboutTasking): Asked {
  const asks = kind as TaskingKind;
  if (asks === 'report') return { asks, period: key };
  if (asks === 'confirm-figures') return { asks, edition: key.slice(0, key.lastIndexOf('/')) };
  if ((asks === 'take-part' && title === INVITATION) || asks === 'confirm-recall') return { asks };
  return { asks, title, instructions };
}

type AboutTasking = { kind: string; key: string; title: string; instructions: string | null };

/** The title of the invitations that the plan makes. */
export const INVITATION = 'Take part';
