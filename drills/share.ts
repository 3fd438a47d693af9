/**
 * Shares a whole number out in proportion to the weights, at least 1 to each and exactly the total in all. Rounding goes by running
 * sums, so that no remainder is left to be put somewhere. The total must not be smaller than the number of weights.
 */
export function shareOut(total: bigint, weights: readonly number[]): bigint[] {
  const rest = total - BigInt(weights.length);
  if (rest < 0n) throw new Error(`${total} cannot be shared out among ${weights.length}, at least 1 to each.`);
  const whole = weights.map((weight) => BigInt(Math.max(1, Math.round(weight * 1000))));
  const sum = whole.reduce((a, b) => a + b, 0n);
  let running = 0n;
  let given = 0n;
  return whole.map((weight) => {
    running += weight;
    const upToHere = (rest * running) / sum;
    const share = upToHere - given;
    given = upToHere;
    return share + 1n;
  });
}

/** Decimal text as a whole number of steps of 10^-scale. */
export function stepsOf(decimal: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  if (fraction.length > scale) throw new Error(`${decimal} has more than ${scale} decimals.`);
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

/** The way back: decimal text without trailing zeros. */
export function decimalOf(steps: bigint, scale: number): string {
  const digits = steps.toString().padStart(scale + 1, '0');
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 || fraction === '' ? whole : `${whole}.${fraction}`;
}
