import type { FigureName } from './dispute.ts';
import type { DisputeRule } from './plan.ts';
import type { CountryDifference } from './release.ts';

/**
 * What a letter says of what keeps an edition from being agreed on, or a report from counting in it. `organisation` is the name of the one that
 * spoke, `edition` a key, or several where a late report missed several.
 */
export type EditionMatter = { operation: string; organisation: string; edition: string } & (
  | Disputed
  | { matter: 'dispute-withdrawn'; editionId: string }
  | { matter: 'dispute-settled'; figures: readonly FigureName[]; reason: string; editionId: string }
  | { matter: 'late-appeal'; reference: string; reason: string; appealId: string }
  | { matter: 'late-appeal-decided'; outcome: 'granted' | 'refused'; reference: string; reason?: string; appealId: string }
  | { matter: 'lists-differ'; differences: readonly CountryDifference[]; editionId: string }
  | { matter: 'lists-agree'; editionId: string }
);

/** Whoever disputes without naming figures has said no single one wrong: nothing is held for it, and there is nothing to settle. */
type Disputed = { matter: 'disputed'; reason: string; editionId: string } & (
  | { figures: readonly FigureName[]; rule: DisputeRule; disputeId: string }
  | { figures?: undefined; rule?: undefined; disputeId?: undefined }
);

export type MatterKind = EditionMatter['matter'];

/** What is said of one of them. */
export type MatterOf<Kind extends MatterKind> = Extract<EditionMatter, { matter: Kind }>;
