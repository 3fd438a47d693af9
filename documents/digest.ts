import type { Language } from '../domain/language.ts';
import { CATALOGUES, onPage, wordingOf, type Attachment, type ComposedLetter, type Wording, type WrittenLetter } from './letter.ts';
import type { Catalogue } from './languages/catalogue.ts';
import type { Block } from './page.ts';
import { isolated, plain } from './plain.ts';

const FILED = ['edition-published', 'product-sent', 'product-link'];

/** Publications and products stay mails of their own, since partners file them; so does what this version has no words for, or it would hold up the others. */
export const DIGESTIBLE = Object.keys(CATALOGUES.en.letters).filter((kind) => !FILED.includes(kind));

export type DigestOf = { language: Language; letters: readonly WrittenLetter[] };

/** Several letters to one person about one operation as one mail: a list of contents, and then each letter whole, as it would have gone alone. */
export function composeDigest({ language, letters }: DigestOf): ComposedLetter {
  return composeDigestIn(CATALOGUES[language], letters);
}

export function composeDigestIn(catalogue: Catalogue, letters: readonly WrittenLetter[]): ComposedLetter {
  const [first] = letters;
  if (!first) throw new Error('A digest needs a letter.');
  const operation = isolated(plain(first.content.operation), catalogue.direction);
  const { digest } = catalogue;
  const parts = letters.map((letter) => wordingOf(catalogue, letter));
  const blocks: Block[] = [
    { says: digest.says({ letters: parts.length }) },
    { contents: parts.map(({ subject }) => subject) },
    ...parts.flatMap(({ subject, blocks: said }, index): Block[] => {
      const number = index + 1;
      return [{ heading: digest.part({ number, of: parts.length }), title: subject, number }, ...said];
    }),
  ];
  const subject = digest.subject({ operation, letters: parts.length });
  return { ...onPage(catalogue, first.isDrill, subject, blocks), attachments: parts.flatMap(numbered) };
}

/** Two parts may each carry a `deadline.ics`; under one name, a mail program would show or keep only one. */
function numbered({ attachments }: Wording, index: number): Attachment[] {
  return attachments.map((attachment) => ({ ...attachment, filename: `${index + 1}-${attachment.filename}` }));
}
