import type { Written } from '../moment.ts';
import type { Plan } from '../plan.ts';

/**
 * A plan that a coordinator starts from. Nobody is invited in one: who takes part is decided anew for each operation. Posts and
 * organisations are named by code and must be in the register before a plan that names them can be submitted.
 */
export type Template = { key: string; name: string; about: string; plan: Written<Plan> };
