type Pictured = {
  /** Its name among the pictures of a document. */
  key: string;
  title: string;
  /** What it tells those who do not see it. */
  alt: string;
  direction: 'ltr' | 'rtl';
};

/** Amounts side by side, the first on top. `size` is as long as the bar is; `value` says it, with every digit. */
export type BarDrawing = Pictured & { kind: 'bars'; bars: readonly { label: string; size: number; value: string }[] };

/** What was counted in periods that follow each other; each line has a number for each of them, or none where it is not told: it is broken there. */
export type TrendDrawing = Pictured & {
  kind: 'trend';
  periods: readonly string[];
  lines: readonly { name: string; values: readonly (number | null)[] }[];
};

/** The world: each country in the shade of its class, which the legend explains. Those that are not named are in the shade `none`. */
export type MapDrawing = Pictured & {
  kind: 'map';
  shades: Readonly<Record<string, Shade>>;
  legend: readonly { shade: Shade; label: string }[];
};

/** From few to many; `none` without number, `hidden` for a suppressed one. */
export type Shade = 'none' | 'hidden' | 'first' | 'second' | 'third' | 'fourth' | 'fifth';

/** A picture as data, in words of its language: what draws it knows nothing of products. */
export type Drawing = BarDrawing | TrendDrawing | MapDrawing;
