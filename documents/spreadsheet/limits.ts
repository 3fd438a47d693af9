/** What a file may cost at most. Sizes are bytes; inflated ones are checked as the file declares them and again while inflating. */
export type Limits = {
  fileBytes: number;
  entries: number;
  totalBytes: number;
  partBytes: number;
  /** How often a part may be larger than it is compressed. Small ones may: an empty sheet compresses well. */
  ratio: number;
  ratioFromBytes: number;
  rows: number;
  columns: number;
  /** Strings that cells share are the only thing that is held in memory as a whole. */
  sharedStrings: number;
  sharedCharacters: number;
};

/** Excel's own limit; a longer text is no work of a spreadsheet program. */
export const CELL_CHARACTERS = 32_767;

/** A report of 200,000 rows by 30 columns is 264 MB of XML, which a sixth of that holds in shared strings. */
export const LIMITS: Limits = {
  fileBytes: 100_000_000,
  entries: 2_000,
  totalBytes: 1_000_000_000,
  partBytes: 600_000_000,
  ratio: 250,
  ratioFromBytes: 10_000_000,
  rows: 1_048_576,
  columns: 500,
  sharedStrings: 2_000_000,
  sharedCharacters: 50_000_000,
};
