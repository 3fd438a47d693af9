import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoArea, geoEqualEarth, geoPath, type GeoPath } from 'd3-geo';
import countries from 'i18n-iso-countries/index.js';
import { feature } from 'topojson-client';
import { escapeHtml } from '../page.ts';
import type { MapDrawing, Shade } from './drawing.ts';
import { INK, pictureSvg } from './picture-markup.ts';

const WIDTH = 960;
const WORLD_HEIGHT = 450;
const LEGEND_HEIGHT = 58;

/** Five steps of one hue, told apart in grey too; yellow for what is hidden, light grey for what is not there. */
const COLOURS: Readonly<Record<Shade, string>> = {
  none: '#e4e4e4',
  hidden: '#f2c14e',
  first: '#bdd7ee',
  second: '#86b6dd',
  third: '#4f93c8',
  fourth: '#1f6cae',
  fifth: '#0a3f78',
};

/** `area` is that of the largest land of its code. */
type Land = { code: string; path: string; area: number; centre: readonly [number, number] };
type World = Parameters<typeof feature>[0];

/** Smaller ones, in square pixels, are shown as circles: half of the members of the Caribbean and the Pacific would not be seen. */
const SMALL = 12;

/**
 * Each country in its shade, in the Equal Earth projection, in which areas can be compared. All of one shade are one path. Of an atlas at 1:50 million, as
 * coarser ones lack Singapore, Malta and 74 others.
 */
export function worldMap(drawing: MapDrawing): string {
  const lands = landsOf();
  const shadeOf = ({ code }: Land): Shade => drawing.shades[code] ?? 'none';
  const shades = Object.keys(COLOURS) as Shade[];
  const paths = shades.flatMap((shade) => {
    const path = lands.filter((land) => shadeOf(land) === shade).map((land) => land.path);
    return path.length === 0 ? [] : [`<path fill="${COLOURS[shade]}" d="${path.join('')}"/>`];
  });
  const circles = lands
    .filter((land) => land.area < SMALL && shadeOf(land) !== 'none' && land.centre.every(Number.isFinite))
    .map((land) => `<circle cx="${land.centre[0].toFixed(1)}" cy="${land.centre[1].toFixed(1)}" r="4" fill="${COLOURS[shadeOf(land)]}"/>`);
  const inside =
    `<g stroke="#ffffff" stroke-width="0.5" stroke-linejoin="round">${paths.join('')}</g>` +
    `<g stroke="${INK}" stroke-width="0.8">${circles.join('')}</g>${legendOf(drawing)}`;
  return pictureSvg(drawing, { width: WIDTH, height: WORLD_HEIGHT + LEGEND_HEIGHT, inside });
}

let known: Land[] | undefined;

function landsOf(): Land[] {
  known ??= readLands();
  return known;
}

function readLands(): Land[] {
  const atlas = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json');
  const world = JSON.parse(readFileSync(atlas, 'utf8')) as World;
  const fine = countriesOf(world);
  const features = countriesOf(coarser(world)).map((one, index) => ({
    ...one,
    geometry: rightSideOut(one.geometry, fine[index]?.geometry),
  }));
  const projection = geoEqualEarth().fitSize([WIDTH, WORLD_HEIGHT], { type: 'FeatureCollection', features });
  const path: GeoPath = geoPath(projection).digits(1);
  const lands = features.map((one) => ({ code: codeOf(one), path: path(one) ?? '', area: path.area(one), centre: path.centroid(one) }));
  // The atlas draws some islands apart from the country whose code they have: those need no circle.
  const largest = (code: string) => Math.max(...lands.filter((land) => land.code === code).map(({ area }) => area));
  return lands.map((land) => ({ ...land, area: largest(land.code) }));
}

type Shape = GeoJSON.Polygon | GeoJSON.MultiPolygon;
type Country = GeoJSON.Feature<Shape, { name: string }>;

function countriesOf(world: World): Country[] {
  const { countries: lands } = world.objects;
  if (!lands) throw new Error('The atlas has no countries.');
  const { features } = feature(world, lands) as unknown as { features: Country[] };
  return features.filter(({ properties }) => properties.name !== 'Antarctica');
}

/** No polygon covers half the world: one that does is an islet turned inside out when it lost points, and is taken as it was. */
function rightSideOut(coarse: Shape, fine: Shape = coarse): Shape {
  const [before, now] = [polygonsOf(fine), polygonsOf(coarse)];
  const isInsideOut = (coordinates: GeoJSON.Position[][]): boolean => geoArea({ type: 'Polygon', coordinates }) > Math.PI;
  return { type: 'MultiPolygon', coordinates: now.map((polygon, index) => (isInsideOut(polygon) ? (before[index] ?? polygon) : polygon)) };
}

function polygonsOf(shape: Shape): GeoJSON.Position[][][] {
  return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
}

/** Kosovo has no number of ISO's; other lands without one have no code either, and belong to nobody's row. */
function codeOf({ id, properties }: Country): string {
  if (properties.name === 'Kosovo') return 'XK';
  return (id === undefined ? undefined : countries.numericToAlpha2(id)) ?? '';
}

/** In degrees: finer than this nobody sees on paper. It takes two thirds of the bytes away. */
const FINENESS = 0.4;

/** The same world with fewer points. Arcs are shared by neighbours, so that borders stay one line. */
function coarser(world: World): World {
  const { scale } = world.transform ?? { scale: [1, 1] };
  const arcs = world.arcs.map((arc) => {
    const kept: [number, number][] = [];
    let [dx, dy] = [0, 0];
    for (const [index, point] of arc.entries()) {
      dx += point[0] ?? 0;
      dy += point[1] ?? 0;
      if (index > 0 && index < arc.length - 1 && Math.hypot(dx * scale[0], dy * scale[1]) < FINENESS) continue;
      kept.push([dx, dy]);
      [dx, dy] = [0, 0];
    }
    return kept.length < 4 ? arc : kept; // an island of three points is none
  });
  return { ...world, arcs };
}

/** Numbers in the upper row, what has no number in the lower one. */
function legendOf({ legend, direction }: MapDrawing): string {
  const isNumber = ({ shade }: { shade: Shade }) => shade !== 'none' && shade !== 'hidden';
  const rows = [legend.filter(isNumber), legend.filter((entry) => !isNumber(entry))];
  const entries = rows.flatMap((row, line) =>
    row.map(({ shade, label }, index) => {
      const start = 20 + index * (line === 0 ? 150 : 330);
      const y = WORLD_HEIGHT + 10 + line * 24;
      const [box, text, anchor] = direction === 'rtl' ? [WIDTH - start - 22, WIDTH - start - 30, 'end'] : [start, start + 30, 'start'];
      return (
        `<rect x="${box}" y="${y}" width="22" height="14" fill="${COLOURS[shade]}" stroke="${INK}" stroke-width="0.5"/>` +
        `<text x="${text}" y="${y + 12}" text-anchor="${anchor}" fill="${INK}">${escapeHtml(label)}</text>`
      );
    }),
  );
  return `<g font-size="14">${entries.join('')}</g>`;
}
