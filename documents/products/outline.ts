import { Resvg } from '@resvg/resvg-js';
import { fontFiles } from './fonts.ts';

/** The same SVG with its texts as outlines: what is inside a picture is drawn, never read, and Arabic would come apart in a PDF otherwise. */
export function outlined(svg: string): string {
  const font = { fontFiles: fontFiles(), loadSystemFonts: false, defaultFontFamily: 'Noto Sans', sansSerifFamily: 'Noto Sans' };
  return new Resvg(svg, { font }).toString();
}
