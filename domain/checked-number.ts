/** Whether an account number holds: ISO 13616, the remainder of the whole by 97 is 1. Blanks are ignored. */
export function isIban(text: string): boolean {
  const compact = text.replace(/\s/g, '');
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  const digits = [...compact.slice(4), ...compact.slice(0, 4)].map((character) => Number.parseInt(character, 36)).join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/**
 * Whether a payment card number holds: ISO/IEC 7812, in the lengths and first digits that cards have. Barcodes of 13 digits and the
 * 15 digits of telephones have the same check digit, and are none.
 */
export function isCard(text: string): boolean {
  const digits = text.replace(/[^0-9]/g, '');
  if (!/^([2-6][0-9]{15}|3[47][0-9]{13}|3[068][0-9]{12})$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, i) => total + (i % 2 === 0 ? Number(digit) : doubled(Number(digit))), 0);
  return sum % 10 === 0;
}

function doubled(digit: number): number {
  return digit > 4 ? digit * 2 - 9 : digit * 2;
}
