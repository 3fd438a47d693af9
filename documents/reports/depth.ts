/** Deeper than any report, and shallow enough for whatever walks through it. */
export const DEEPEST = 16;

/** Asked before anything else of a value that no schema has bounded: JSON is parsed to any depth, and walked only as deep as the stack is. */
export function isShallow(value: unknown, levels = DEEPEST): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((item) => isShallow(item, levels - 1));
}

export const TOO_DEEP = `At most ${DEEPEST} levels deep.`;
