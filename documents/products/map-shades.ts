import type { CountryRow } from '../../domain/product.ts';
import type { MapDrawing, Shade } from './drawing.ts';
import type { Wording } from './wording.ts';

const CLASSES: readonly Shade[] = ['first', 'second', 'third', 'fourth', 'fifth'];
/** Round limits, so that two editions can be held side by side, and a legend can be read. */
const LIMITS = [1, 10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000];

/** The shade of each country by its seizures, and what the shades say. Of more limits than there are shades, the lowest are one. */
export function mapShades(countries: readonly CountryRow[], wording: Wording): Pick<MapDrawing, 'shades' | 'legend'> {
  const most = Math.max(0, ...countries.map(({ seizures }) => seizures ?? 0));
  const reached = LIMITS.filter((limit) => limit <= most);
  const limits = reached.length > CLASSES.length ? [1, ...reached.slice(1 - CLASSES.length)] : reached;
  const shadeOf = (seizures: number | null): Shade => {
    if (seizures === null) return 'hidden';
    return CLASSES[limits.findLastIndex((limit) => limit <= seizures)] ?? 'none';
  };
  const shades = Object.fromEntries(countries.map(({ country, seizures }) => [country, shadeOf(seizures)]));
  return {
    shades,
    legend: [...limits.map((limit, index) => classOf(limit, limits[index + 1], index, wording)), ...endsOf(countries, wording)],
  };
}

function classOf(from: number, next: number | undefined, index: number, { count }: Wording): { shade: Shade; label: string } {
  const label = next === undefined ? `${count(from)}+` : `${count(from)}–${count(next - 1)}`;
  return { shade: CLASSES[index] ?? 'fifth', label };
}

function endsOf(countries: readonly CountryRow[], { words }: Wording): { shade: Shade; label: string }[] {
  const isHidden = countries.some(({ seizures }) => seizures === null);
  return [
    ...(isHidden ? [{ shade: 'hidden', label: words.labels.suppressed } as const] : []),
    { shade: 'none', label: words.labels.noData },
  ];
}
