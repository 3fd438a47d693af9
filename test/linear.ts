const PRIME = 1_000_003n;

/** How many rows of a matrix do not follow from the others: over the numbers modulo a prime larger than any coefficient could become by chance. */
export function rankOf(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => row.map((value) => ((BigInt(value) % PRIME) + PRIME) % PRIME));
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const pivot = rows.findIndex((row, i) => i >= rank && row[column] !== 0n);
    if (pivot < 0) continue;
    [rows[rank], rows[pivot]] = [rows[pivot] ?? [], rows[rank] ?? []];
    const lead = rows[rank] ?? [];
    const inverse = power(lead[column] ?? 1n, PRIME - 2n);
    for (const [i, row] of rows.entries()) {
      const factor = i === rank ? 0n : ((row[column] ?? 0n) * inverse) % PRIME;
      if (factor !== 0n) rows[i] = row.map((value, j) => (((value - factor * (lead[j] ?? 0n)) % PRIME) + PRIME) % PRIME);
    }
    rank += 1;
  }
  return rank;
}

function power(base: bigint, exponent: bigint): bigint {
  if (exponent === 0n) return 1n;
  const half = power((base * base) % PRIME, exponent / 2n);
  return exponent % 2n === 1n ? (half * base) % PRIME : half;
}

/** Whether this combination of unknowns has one value only, by these equations. */
export function isDetermined(equations: readonly (readonly number[])[], combination: readonly number[]): boolean {
  return rankOf([...equations, combination]) === rankOf(equations);
}
