import { barChart, trendChart } from './chart.ts';
import type { Drawing } from './drawing.ts';
import { worldMap } from './map.ts';

/** A drawing as SVG; the same drawing is the same SVG, whatever was drawn before. */
export function pictureOf(drawing: Drawing): string {
  switch (drawing.kind) {
    case 'bars':
      return barChart(drawing);
    case 'trend':
      return trendChart(drawing);
    case 'map':
      return worldMap(drawing);
  }
}
