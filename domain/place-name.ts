export type Coordinates = { latitude: number; longitude: number };

/** From 0 to 1: how alike two services have written a place. 0 where one of them has not. Antwerp and Antwerpen are about 0.8. */
export function likenessOf(a: string | undefined, b: string | undefined): number {
  const [ours, theirs] = [pairsOf(a ?? ''), pairsOf(b ?? '')];
  if (ours.size === 0 || theirs.size === 0) return 0;
  const common = [...ours].filter((pair) => theirs.has(pair)).length;
  return (2 * common) / (ours.size + theirs.size);
}

/** Kilometres between two points of the earth, as the crow flies. */
export function kilometresBetween(a: Coordinates, b: Coordinates): number {
  const half = (from: number, to: number): number => Math.sin(((to - from) * Math.PI) / 360) ** 2;
  const cosines = Math.cos((a.latitude * Math.PI) / 180) * Math.cos((b.latitude * Math.PI) / 180);
  return 2 * 6_371 * Math.asin(Math.min(1, Math.sqrt(half(a.latitude, b.latitude) + cosines * half(a.longitude, b.longitude))));
}

/** Neighbouring letters, without accents and whatever separates words; the beginning and the end of the name count as letters. */
function pairsOf(name: string): Set<string> {
  const letters = [
    ...name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  ];
  const framed = letters.length === 0 ? [] : ['^', ...letters, '$'];
  return new Set(framed.slice(1).map((letter, i) => `${framed[i]}${letter}`));
}
