import type { Language } from '../../domain/language.ts';
import type { Drawing } from './drawing.ts';

/** A label and its value, one line of a list of particulars. */
export type Particular = readonly [label: string, value: string];

/** The first cell of a row says what the row is about. Cells are finished words: numbers in the digits of the language, marks for what is not shown. */
export type Table = {
  caption: string;
  columns: readonly { title: string; isNumber: boolean }[];
  rows: readonly (readonly string[])[];
};

export type Block = { says: string } | { list: readonly string[] } | { table: Table } | { picture: Drawing };

export type Section = { title: string; blocks: readonly Block[] };

/** One number that is set large. */
export type Headline = { label: string; value: string; unit: string };

/** A product in the words of a language, before it is set on paper or on a page: both say the same in the same order. */
export type Report = {
  language: Language;
  direction: 'ltr' | 'rtl';
  colon: string;
  /** What kind of product it is, the operation, and its own name. */
  kind: string;
  title: string;
  name: string;
  status: { label: string; says: string; isSettled: boolean };
  /** That it is out of date, and what replaced it. */
  banner: string | null;
  /** That it may not be published yet. */
  embargo: string | null;
  tlp: string;
  particulars: readonly Particular[];
  headlines: readonly Headline[];
  lead: readonly string[];
  sections: readonly Section[];
  /** By what the document is told from others, under this title. */
  about: string;
  identity: readonly Particular[];
  /** Whom the document is known by; at the foot of every page. */
  foot: string;
};
