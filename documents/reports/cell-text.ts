import { withPlainDigits } from '../../domain/digits.ts';

/** A date or number as it was typed, whatever digits the keyboard has. The marks of direction that Arabic programs put around one are nobody's. */
export function typed(text: string): string {
  return withPlainDigits(text.replace(/[\u200e\u200f\u061c]/g, '')).trim();
}
