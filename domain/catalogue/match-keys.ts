import type { DefinedTerm } from './validity.ts';

/** Numbers by which two reports may turn out to be one seizure. Restricted: matched by the system, shown only to those involved. */
export const MATCH_KEYS = [
  {
    code: 'container',
    label: 'Container number',
    definition: 'ISO 6346: four letters and seven digits, the last of which checks the others.',
  },
  { code: 'flight', label: 'Flight number', definition: 'Code of the airline, number, and letter if there is one.' },
  { code: 'parcel', label: 'Parcel number', definition: 'Number of a parcel, air waybill or express consignment.' },
  { code: 'lab-exhibit', label: 'Laboratory exhibit number', definition: 'Number under which a forensic laboratory keeps the sample.' },
  { code: 'national-reference', label: 'National reference', definition: 'Number of the case in a national system.' },
] as const satisfies readonly DefinedTerm[];

export const MATCH_KEY_KINDS = MATCH_KEYS.map(({ code }) => code);

/**
 * The key as it is compared, whichever way two services have written it: capital letters and digits only, and a flight without the
 * zeros before its number. '' where nothing is left.
 */
export function normaliseKey(kind: string, text: string): string {
  const value = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return kind === 'flight' ? flight(value) : value;
}

/** Whether a key asks for a second look, no more: containers with a wrong check digit do travel, and must still be found. */
export function isDoubtfulKey(kind: string, text: string): boolean {
  const value = normaliseKey(kind, text);
  if (kind === 'container') return !isContainer(value);
  return kind === 'flight' ? !FLIGHT.test(value) : value === '';
}

const FLIGHT = /^([A-Z][A-Z0-9]|[0-9][A-Z]|[A-Z]{3})([0-9]{1,4})([A-Z]?)$/;

/** AF0084 and AF84 are one flight. */
function flight(value: string): string {
  const [, airline = '', number = '', suffix = ''] = FLIGHT.exec(value) ?? [];
  return airline === '' ? value : `${airline}${Number(number)}${suffix}`;
}

function isContainer(value: string): boolean {
  if (!/^[A-Z]{4}[0-9]{7}$/.test(value)) return false;
  const sum = [...value.slice(0, -1)].reduce((total, character, i) => total + worth(character) * 2 ** i, 0);
  return (sum % 11) % 10 === Number(value.at(-1));
}

/** ISO 6346 numbers the letters from 10 and leaves out the multiples of 11. */
function worth(character: string): number {
  if (/[0-9]/.test(character)) return Number(character);
  const place = character.charCodeAt(0) - 'A'.charCodeAt(0) + 10;
  return place + (place > 10 ? 1 : 0) + (place > 20 ? 1 : 0) + (place > 30 ? 1 : 0);
}
