import type { EditionMatter, MatterKind, MatterOf } from '../../domain/edition-matter.ts';
import type { Catalogue } from './catalogue.ts';

type Words<About> = { subject: (about: About) => string; says: (about: About) => readonly string[] };

/** What a language says of each thing that keeps an edition from being agreed on. */
export type MatterWords = { [Kind in MatterKind]: Words<MatterOf<Kind>> };

/** The letter about such a thing, by the words of a language. */
export function mattersBy(words: MatterWords): Catalogue['letters']['edition-matter'] {
  const wordsOf = ({ matter }: EditionMatter) => words[matter] as Words<EditionMatter>;
  return { subject: (about) => wordsOf(about).subject(about), says: (about) => wordsOf(about).says(about) };
}
