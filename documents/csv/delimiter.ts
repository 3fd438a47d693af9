const DELIMITERS = [',', ';', '\t', '|'] as const;

export type Delimiter = (typeof DELIMITERS)[number];

/** As many lines as tell a decimal comma from a separator. */
const LINES = 15;

/** What Excel writes above the header to say so itself. */
const SAID = /^sep=([,;\t|])\r?\n/i;

/**
 * What separates the cells of a text: as its first line says, else what divides most lines into as many cells as the header, and the
 * header into most. A decimal comma fails the first: it is not in every line as often.
 */
export function delimiterOf(text: string): Delimiter {
  const said = SAID.exec(text)?.[1];
  if (said !== undefined) return said as Delimiter;
  const lines = linesOf(text);
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: scoreOf(lines, delimiter) }));
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

/** How many characters stand before the header. */
export function saidLength(text: string): number {
  return SAID.exec(text)?.[0].length ?? 0;
}

function scoreOf(lines: readonly string[], delimiter: string): number {
  const counts = lines.map((line) => line.split(delimiter).length - 1);
  const [header = 0] = counts;
  const alike = counts.filter((count) => count === header).length / Math.max(counts.length, 1);
  return header === 0 ? 0 : alike * 1_000 + Math.min(header, 999);
}

/** The first lines, with whatever is quoted in them left out. The last is dropped where the text may end within it. */
function linesOf(text: string): string[] {
  const lines = text.replace(/"(?:[^"]|"")*("|$)/g, 'q').split(/\r\n|\n|\r/);
  return lines.slice(0, Math.min(LINES, Math.max(lines.length - 1, 1))).filter((line) => line.trim() !== '');
}
