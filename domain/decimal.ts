/** Decimal text as stored by PostgreSQL numeric. Never a JavaScript number: 365.7 million units are exact, 0.1 + 0.2 is not. */
export type Decimal = string;

/** A decimal as whole number and count of its decimal places: 12.50 is 1250 at scale 2. */
type Scaled = { digits: bigint; scale: number };

/** Exact sum, without trailing zeros. */
export function addDecimals(amounts: readonly Decimal[]): Decimal {
  const parts = amounts.map(read);
  const scale = Math.max(0, ...parts.map((part) => part.scale));
  return write({ digits: parts.reduce((sum, part) => sum + digitsAt(part, scale), 0n), scale });
}

/** Exact difference, which may be negative, without trailing zeros. */
export function subtractDecimals(from: Decimal, amount: Decimal): Decimal {
  const scale = Math.max(read(from).scale, read(amount).scale);
  return write({ digits: digitsAt(read(from), scale) - digitsAt(read(amount), scale), scale });
}

/** Exact product, without trailing zeros. */
export function multiplyDecimals(amount: Decimal, times: Decimal): Decimal {
  const a = read(amount);
  const b = read(times);
  return write({ digits: a.digits * b.digits, scale: a.scale + b.scale });
}

/** Negative when `a` is the smaller, 0 when both are the same amount (however they are written), positive when it is the larger. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const difference = subtractDecimals(a, b);
  if (difference === '0') return 0;
  return difference.startsWith('-') ? -1 : 1;
}

function read(amount: Decimal): Scaled {
  const [whole = '0', fraction = ''] = amount.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function digitsAt({ digits, scale }: Scaled, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}

function write({ digits, scale }: Scaled): Decimal {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const head = text.slice(0, text.length - scale);
  const tail = text.slice(text.length - scale).replace(/0+$/, '');
  return tail === '' ? sign + head : `${sign}${head}.${tail}`;
}
