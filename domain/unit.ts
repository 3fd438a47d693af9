import type { Actor } from './organisation.ts';

/** Joint airport interdiction task force, air anti-trafficking unit, port control unit, and any national unit. */
export const UNIT_KINDS = ['jaitf', 'aatu', 'pcu', 'national-unit'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** What somebody of a joint unit can be for a service that is not their own. */
const LENT: readonly string[] = ['contact', 'reporter'];

/**
 * A person as they act for another service of their unit: they report and answer for it, but neither lead, approve nor supervise. Without
 * this, a coordinator of one service would be one of the other too, and one pair of eyes could decide for both.
 */
export function onBehalf({ roles, posts }: Pick<Actor, 'roles' | 'posts'>, isOwn: boolean): Pick<Actor, 'roles' | 'posts'> {
  return isOwn ? { roles, posts } : { roles: roles.filter((role) => LENT.includes(role)), posts: [] };
}
