import type { Decimal } from '../../domain/decimal.ts';
import type { Language } from '../../domain/language.ts';
import type { ProductWords } from '../languages/products/catalogue.ts';
import * as LANGUAGES from '../languages/products/index.ts';
import { counted, type Forms } from '../languages/plural.ts';

/** What stands for a number that is suppressed: confidential, by the shorthand of official statistics. Never 0, and never nothing. */
export const SUPPRESSED = '[c]';
/** What stands where an edition does not have a figure. */
export const ABSENT = '–';

/** The words of a language, with what makes numbers, instants and codes of the record into them. */
export type Wording = {
  language: Language;
  words: ProductWords;
  /** Decimal text, with every digit that it has; null is suppressed. */
  amount: (text: Decimal | null) => string;
  count: (number: number | null) => string;
  counted: (number: number, forms: Forms) => string;
  /** An instant with its zone, or a date of ISO 8601. What is neither stays as it is. */
  moment: (iso: string, zone?: string) => string;
  day: (iso: string) => string;
  country: (code: string) => string;
  heading: (code: string) => string;
  unit: (code: string) => string;
  list: (parts: readonly string[]) => string;
};

const CATALOGUES: Record<Language, ProductWords> = LANGUAGES;
const known = new Map<Language, Wording>();

/** The words of a language: made once, as Intl takes its time. */
export function wordingIn(language: Language): Wording {
  const wording = known.get(language) ?? makeWording(language, CATALOGUES[language]);
  known.set(language, wording);
  return wording;
}

/** What a code is called, or undefined. Codes are text from outside, and `constructor` is no heading. */
export function termOf(terms: Readonly<Record<string, string>>, code: string): string | undefined {
  return Object.hasOwn(terms, code) ? terms[code] : undefined;
}

function makeWording(language: Language, words: ProductWords): Wording {
  const { locale } = words;
  const amount = amountsIn(locale);
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  const whole = new Intl.NumberFormat(locale);
  return {
    language,
    words,
    amount: (text) => (text === null ? SUPPRESSED : amount(text)),
    count: (number) => (number === null ? SUPPRESSED : whole.format(number)),
    counted: (number, forms) => counted(locale, number, forms),
    moment: (iso, zone = 'UTC') => instantIn(locale, iso, zone),
    day: (iso) => dayIn(locale, iso),
    country: (code) => termOf(words.countries, code) ?? (/^[A-Z]{2}$/.test(code) ? names.of(code) : undefined) ?? code,
    heading: (code) => termOf(words.headings, code) ?? code,
    unit: (code) => termOf(words.units, code) ?? code,
    list: (parts) => parts.join(words.comma),
  };
}

const MOST_PLACES = 100;

/** Intl reads decimal text exactly, and pads to as many places as are asked for: none of its digits is lost or invented. */
function amountsIn(locale: string): (text: Decimal) => string {
  const byPlaces = new Map<number, Intl.NumberFormat>();
  return (text) => {
    const [decimal, places = ''] = /^-?\d+(?:\.(\d+))?$/.exec(text) ?? [];
    if (decimal === undefined || places.length > MOST_PLACES) return text;
    const digits = { minimumFractionDigits: places.length, maximumFractionDigits: places.length };
    const format = byPlaces.get(places.length) ?? new Intl.NumberFormat(locale, digits);
    byPlaces.set(places.length, format);
    return format.format(text as Intl.StringNumericLiteral);
  };
}

const DAY = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const MOMENT = { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

function instantIn(locale: string, iso: string, zone: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return `${new Intl.DateTimeFormat(locale, { ...MOMENT, timeZone: zone }).format(at)} (${zone})`;
}

function dayIn(locale: string, iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : new Intl.DateTimeFormat(locale, { ...DAY, timeZone: 'UTC' }).format(at);
}
