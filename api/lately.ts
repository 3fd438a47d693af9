/** A press takes a second for what anybody may ask for as often as they like: what was made lately is kept, and made once. */
const MOST_KEPT = 48;
const lately = new Map<string, Promise<unknown>>();

/** What was made under this key, which must name everything that it follows from. */
export function kept<Made>(key: string, make: () => Promise<Made>): Promise<Made> {
  const known = lately.get(key) as Promise<Made> | undefined;
  if (known) return known;
  const making = make();
  lately.set(key, making);
  making.catch(() => lately.delete(key));
  if (lately.size > MOST_KEPT) lately.delete(lately.keys().next().value ?? key);
  return making;
}
