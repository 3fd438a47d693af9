import type { Caller } from './caller.ts';
import type { Stack } from './stack.ts';

/** Whom tests act as: people of the sample register, and those whom tests enter in it under the same names. */
const SUBJECTS = {
  ada: 'ada.admin',
  bea: 'bea.belgium',
  benoit: 'benoit.belgium',
  clara: 'clara.coordinator',
  dirk: 'dirk.director',
  dora: 'dora.deputy',
  felix: 'felix.france',
  igor: 'igor.interpol',
  kira: 'kira.korea',
  olga: 'olga.operations',
  otto: 'otto.auditor',
  paul: 'paul.partner',
  pia: 'pia.police',
  rita: 'rita.rilo',
  stan: 'stan.standin',
} as const;

export type Cast = Record<keyof typeof SUBJECTS, Caller>;

/**
 * Everybody, by first name. They ask for their tokens when they first say something, so that a file can name them before its stack is up.
 * `dress` makes another caller of each, for example one whose answers are checked.
 */
export function castOf(stack: () => Stack, dress: (caller: Caller) => Caller = (caller) => caller): Cast {
  const cast = Object.entries(SUBJECTS).map(([name, subject]) => [name, dress(actor(stack, subject))]);
  return Object.fromEntries(cast) as Cast;
}

/** On each stack anew: a file may open several, one after the other. */
function actor(stack: () => Stack, subject: string): Caller {
  const arrived = new WeakMap<Stack, Promise<Caller>>();
  const caller = (): Promise<Caller> => {
    const here = arrived.get(stack()) ?? stack().as(subject);
    arrived.set(stack(), here);
    return here;
  };
  return {
    get: async (...sent) => (await caller()).get(...sent),
    post: async (...sent) => (await caller()).post(...sent),
    put: async (...sent) => (await caller()).put(...sent),
  };
}
