import { escapeHtml } from '../page.ts';
import type { Drawing } from './drawing.ts';

/** The fonts of the house, and what a browser has where they are not installed. */
export const FONT_FAMILIES = 'Noto Sans, Amiri, sans-serif';
/** Dark grey on white: 12 to 1. */
export const INK = '#333333';

/**
 * The picture as a whole SVG that tells its title and what it shows to those who do not see it. From left to right in every language: its
 * places are computed, and a page from right to left would turn the anchors of its texts round.
 */
export function pictureSvg(
  { key, title, alt }: Drawing,
  { width, height, inside }: { width: number; height: number; inside: string },
): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" direction="ltr" role="img" ` +
    `aria-labelledby="${key}-title ${key}-told" font-family="${FONT_FAMILIES}">` +
    `<title id="${key}-title">${escapeHtml(title)}</title><desc id="${key}-told">${escapeHtml(alt)}</desc>${inside}</svg>`
  );
}
