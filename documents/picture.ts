import sharp from 'sharp';

/** A photo of the largest common cameras has 50 million pixels. More is a bomb: a file of a few kilobytes can claim billions. */
const MOST_PIXELS = 50_000_000;
const SECONDS = 20;

/** libvips reads dozens of formats, some by large and little tended libraries. It is never asked to read others than these. */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });

const SAVED_AS = {
  'image/jpeg': { format: 'jpeg', options: { quality: 92 } },
  'image/png': { format: 'png', options: {} },
  'image/webp': { format: 'webp', options: { quality: 92 } },
} as const;

export type PictureType = keyof typeof SAVED_AS;

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
  try {
    const picture = sharp(from, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });
    await picture.autoOrient().timeout({ seconds: SECONDS }).toFormat(format, options).toFile(to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw error; // of the disk: sharp's own errors have no code
    return false;
  }
}
