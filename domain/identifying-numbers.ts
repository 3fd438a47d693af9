import { isCard, isIban } from './checked-number.ts';

/**
 * A pattern for what identifies a person. `after` finds the word that announces it, in any case; `value` is then looked for right
 * behind it. Without `after` the value speaks for itself. Every repetition is bounded, so that no text takes more than linear time.
 */
export type Pattern<Kind> = { kind: Kind; after?: RegExp; value: RegExp; holds?: (value: string) => boolean };

type NumberKind = 'passport' | 'phone' | 'plate' | 'birth-date' | 'iban' | 'card';

/** The numbers themselves are told by their case, so that the words around them cannot be left to a flag. */
function inAnyCase(words: string): string {
  return words.replace(/(?<!\[[^\]]*)\p{L}/gu, (letter) => {
    const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    return other === letter ? letter : `[${letter}${other}]`;
  });
}

const words = (list: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${list})(?![\\p{L}\\p{N}])`, 'giu');

/** What may stand between an announcing word and its number: punctuation, and "number" in the languages that reports are written in. */
const GAP_WORDS = 'n[°º]|nr|n|no|number|is|numéro|numero|número|номер|номером|серия|series|رقم|رقمه|on|in|en|le|el|em|عام|سنة';
const GAP = String.raw`(?:[^\p{L}\p{N}\n]{0,4}(?:${inAnyCase(GAP_WORDS)})(?!\p{L})){0,2}[^\p{L}\p{N}+\n]{0,4}`;
/** From where a word has announced it. */
const behind = (value: string): RegExp => new RegExp(`^${GAP}(?<value>${value})(?![\\p{L}\\p{N}])`, 'u');
const alone = (value: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}.+/-])(?<value>${value})(?![\\p{L}\\p{N}]|[-./][0-9])`, 'gu');

/** Between two digits of a phone number. */
const SEP = String.raw`[ .()\u00a0\u202f\u200e\u200f-]{0,2}`;
const DATE = String.raw`[0-9]{1,2}[./ -][0-9]{1,2}[./ -](?:[0-9]{4}|[0-9]{2})|[0-9]{4}[./-][0-9]{2}[./-][0-9]{2}|[0-9]{1,2}\.?(?: de)? \p{L}{3,12}\.?(?: de)? [0-9]{4}|(?:19|20)[0-9]{2}`;

const COUNTED = /^\s?(pcs|pieces|pi[èe]ces|piezas|units|unit[ée]s|unidades|sets|boxes|packs|sticks|kg|шт|قطعة)/iu;

const hasBoth = (value: string): boolean => /[0-9]/.test(value) && /\p{L}/u.test(value) && value.replace(/[^\p{L}\p{N}]/gu, '').length >= 5;
const hasDigits = (value: string): boolean => (value.match(/[0-9]/g) ?? []).length >= 5;

/** Whether what follows says that a number counted something, as in "mobile: 1 200 000 pieces". */
export function isCounted(rest: string): boolean {
  return COUNTED.test(rest);
}

const PHONE = words(
  'tel|tél|telephone|téléphone|phone|mobile|cell|cellphone|whatsapp|viber|telegram|portable|teléfono|telefono|móvil|movil|celular|тел|телефон|моб|هاتف|الهاتف|هاتفه|جوال|موبايل|محمول',
);
const PASSPORT = words(
  "passport|passeport|pasaporte|паспорт|паспорта|загранпаспорт|(?:ال)?جواز(?: (?:ال)?سفر)?|جواز سفره|identity card|id card|national id|carte d[’']identité|dni|nie|documento de identidad|cédula|удостоверение|الرقم القومي|بطاقة الهوية",
);
const PLATE = words(
  'plates?|number plate|licen[cs]e plate|registration|reg|plaque|immatriculation|immatriculée?|matrícula|placas?|госномер|гос\\. ?номер|г/н|номерной знак|لوحة|اللوحة',
);
const VEHICLE = words('car|truck|van|lorry|vehicle|véhicule|camion|voiture|coche|camión|vehículo|автомобиль|машина|грузовик|سيارة|شاحنة');
const BIRTH = words(
  'born|dob|d\\.o\\.b\\.?|date of birth|birth ?date|née?(?:\\(e\\))?|date de naissance|nacid[oa]|fecha de nacimiento|дата рождения|родился|родилась|д\\.р\\.|تاريخ الميلاد|مواليد|من مواليد',
);

export const NUMBER_PATTERNS: readonly Pattern<NumberKind>[] = [
  { kind: 'iban', value: alone('[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?'), holds: isIban },
  { kind: 'card', value: alone('[2-6](?:[ -]?[0-9]){13,15}'), holds: isCard },
  {
    kind: 'passport',
    after: PASSPORT,
    value: behind('[0-9]{2} ?[0-9]{2} ?(?:№|N)? ?[0-9]{6}|[A-ZА-Я]{0,3} ?[0-9](?:[ -]?[0-9]){5,11}[A-Z]?|[A-Z0-9]{7,10}'),
    holds: hasDigits,
  },
  // The first line of the machine-readable zone, as copied from a scan.
  { kind: 'passport', value: /(?<value>(?<![A-Z<])P[A-Z<][A-Z]{3}[A-Z]{1,30}<{1,2}[A-Z<]{4,38})/gu },
  { kind: 'birth-date', after: BIRTH, value: behind(DATE) },
  { kind: 'birth-date', value: /(?<![0-9])(?<value>[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}|(?:19|20)[0-9]{2}) ?(?=г\. ?р\.)/gu },
  { kind: 'phone', value: alone(String.raw`\+ ?\(?[1-9](?:${SEP}[0-9]){7,14}`) },
  { kind: 'phone', value: alone(`00[1-9](?:${SEP}[0-9]){8,12}`) },
  { kind: 'phone', after: PHONE, value: behind(String.raw`\+?\(?[0-9](?:${SEP}[0-9]){6,14}`) },
  { kind: 'phone', value: alone('0[1-9](?:[ .-][0-9]{2}){4}') },
  { kind: 'phone', value: alone(String.raw`(?:\([0-9]{3}\) ?|[0-9]{3}[.-])[0-9]{3}[.-][0-9]{4}`) },
  { kind: 'phone', value: alone('8[ (-]{1,2}9[0-9]{2}[) -]{1,2}[0-9]{3}[ -][0-9]{2}[ -][0-9]{2}') },
  { kind: 'phone', value: alone('0[1-9][0-9]{1,3} [0-9]{3,4} [0-9]{3,4}|0[1-9][0-9]{3} [0-9]{6}|0[1-9][0-9]{1,3}/[0-9]{6,8}') },
  { kind: 'phone', value: alone('[67][0-9]{2}(?: [0-9]{2}){3}') },
  {
    kind: 'plate',
    after: PLATE,
    value: behind('[A-ZА-Я0-9\u0621-\u064a]{1,4}(?:[ -]?[A-ZА-Я0-9\u0621-\u064a]{1,4}){1,3}'),
    holds: hasBoth,
  },
  {
    kind: 'plate',
    after: VEHICLE,
    value: behind('[A-Z]{2}[0-9]{2} ?[A-Z]{3}|[A-Z]{1,3}-[A-Z]{1,2} ?[0-9]{1,4}|[0-9]{4} ?[B-Z]{3}|[A-Z]{2} ?[0-9]{4} ?[A-Z]{2}'),
  },
  { kind: 'plate', value: alone('[A-Z]{2}-[0-9]{3}-[A-Z]{2}|[АВЕКМНОРСТУХ] ?[0-9]{3} ?[АВЕКМНОРСТУХ]{2} ?[0-9]{2,3}') },
];
