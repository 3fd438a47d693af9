import type { Matter } from '../../domain/letter.ts';

/** What a decision is about, and behind it in brackets whom and what it names: nobody knows here which article or case their names take. */
export function withNames(said: string, { partner, edition }: Matter, comma = ', '): string {
  const names = [partner, edition].filter((name) => name !== undefined);
  return names.length === 0 ? said : `${said} (${names.join(comma)})`;
}

/** Of a language whose nouns have articles and whose participles agree: each subject with its article, without it, and the ending. */
type Subjects = Readonly<Record<Matter['subject'], readonly [named: string, bare: string, ending: string]>>;

export function matterBy(subjects: Subjects): (about: Matter, form: 'named' | 'bare') => string {
  return (about, form) => {
    const [named, bare] = subjects[about.subject];
    return withNames(form === 'named' ? named : bare, about);
  };
}

/** What was decided of it; `outcomes` are participles without their endings, `lapsed` stands behind a comma. */
export function decidedBy<Outcome extends string>(
  subjects: Subjects,
  outcomes: Readonly<Record<Outcome, string>>,
  lapsed: string,
): (about: Matter, outcome: Outcome | 'lapsed') => string {
  const matter = matterBy(subjects);
  return (about, outcome) => {
    const [, , ending] = subjects[about.subject];
    return outcome === 'lapsed' ? `${matter(about, 'bare')}, ${lapsed}` : `${matter(about, 'bare')} ${outcomes[outcome]}${ending}`;
  };
}
