export const ADDRESSEE_RULES = ['accepted', 'rilo', 'reported', 'silent'] as const;
export type AddresseeRule = (typeof ADDRESSEE_RULES)[number];

/**
 * Whom a tasking asks: organisations by code, or everybody of whom a rule holds when it is opened. `rilo` and `phase` narrow a rule: to those
 * whom this regional office follows up, and to those who reported in, or joined by, this phase.
 */
export type Addressees =
  | { list: readonly string[]; rule?: undefined; phase?: undefined }
  | { rule: AddresseeRule; rilo?: string | undefined; phase?: string | undefined; list?: undefined };

/** How organisations that nobody has invited yet come in with their invitation. */
export type Joining = { joins: string; rilo: string | null };
