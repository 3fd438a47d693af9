/** Where a file of cases has got to: it is looked at, waits for its sender's word, is taken, and is done; or it cannot be read at all. */
export const IMPORT_STATES = ['previewing', 'previewed', 'taking', 'done', 'refused'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** So many bytes of file are received; what they inflate to is bounded apart. */
export const MOST_IMPORT_BYTES = 100_000_000;

/** What became, or would become, of the cases of a file, and how many of its rows are not taken. */
export type ImportCounts = { reported: number; corrected: number; unchanged: number; refused: number; rowsRefused: number };

/** Why no row of a file could be taken: where in it, if that can be told. */
export type ImportProblem = { code: string; detail: string; cell: string | null; row: number | null; byte: number | null };
