import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';

/** A photo of the largest common cameras has 50 million pixels. More is a bomb: a file of a few kilobytes can claim billions. */
const MOST_PIXELS = 50_000_000;
const SECONDS = 20;

/** libvips reads dozens of formats, some by large and little tended libraries. It is never asked to read others than these. */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });
/** Nothing is drawn twice: what was read is given back at once. */
sharp.cache(false);

const SAVED_AS = {
  'image/jpeg': { format: 'jpeg', options: { quality: 92 } },
  'image/png': { format: 'png', options: { adaptiveFiltering: true } },
  'image/webp': { format: 'webp', options: { quality: 92 } },
} as const;

export type PictureType = keyof typeof SAVED_AS;

/**
 * The largest picture takes half a gigabyte while it is turned, and not all that is freed is given back at once: one is drawn after the
 * other, however many come together.
 */
let last: Promise<unknown> = Promise.resolve();

export function isPictureType(type: string): type is PictureType {
  return type in SAVED_AS;
}

/**
 * Draws a picture anew, in the same format, from the file `from` into the file `to`: upright, and without whatever stood beside its pixels
 * (where and by which camera it was taken, a preview of what was cut off, code behind its end). Of a moving picture the first frame stays.
 * Answers whether it could be read to its end and was not too large; where not, `to` means nothing.
 */
export async function redraw({ from, to, type }: { from: string; to: string; type: PictureType }): Promise<boolean> {
  const { format, options } = SAVED_AS[type];
  const draw = () => {
    const picture = sharp(from, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });
    return picture.autoOrient().timeout({ seconds: SECONDS }).toFormat(format, options).toBuffer();
  };
  const bytes = await inTurn(draw).catch(() => null);
  if (!bytes) return false;
  await writeFile(to, bytes); // not by sharp, which says of a full disk what it says of a broken picture
  return true;
}

function inTurn<Done>(draw: () => Promise<Done>): Promise<Done> {
  const turn = last.then(draw, draw);
  last = turn;
  return turn;
}
