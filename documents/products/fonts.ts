import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * Noto Sans for Latin, Greek and Cyrillic, Amiri for Arabic: of the free ones, Amiri is that whose Arabic can be copied out of a PDF again. They
 * come with the dependencies as TrueType, which is what both Typst and resvg read.
 */
const FILES = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  '@expo-google-fonts/amiri/400Regular/Amiri_400Regular.ttf',
  '@expo-google-fonts/amiri/700Bold/Amiri_700Bold.ttf',
];

export function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return FILES.map((file) => resolve(file));
}

export function fontBytes(): Buffer[] {
  return fontFiles().map((file) => readFileSync(file));
}
