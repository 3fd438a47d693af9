import { commodityOf, type HeadingCode } from './headings.ts';
import type { Dimension } from './units.ts';

/** The largest amounts that pass without a question, as whole numbers of the base unit of each dimension: kilograms, litres, pieces. */
type Ceilings = Partial<Record<Dimension, number>>;

/**
 * Where an operation has published a figure, its ceiling is at or above the largest that any whole operation did: one line that is
 * larger than all seizures of all members together needs a second look. The others (cannabis, cash in notes, ammunition, nuclear
 * material, precious metals, whose only published figure is the 1,733 tonnes that nobody believes) are estimates of ours.
 */
const CEILINGS: Partial<Record<HeadingCode, Ceilings>> = {
  alcohol: { volume: 20_000_000 },
  tobacco: { count: 100_000_000, mass: 1_000_000 },
  'tax-evasion': { count: 10_000_000, mass: 5_000_000, volume: 5_000_000 },
  vehicles: { count: 1_000 },

  wildlife: { count: 100_000, mass: 1_000_000, packaging: 1_000 },
  'big-cats': { count: 1_000, mass: 5_000 },
  bears: { count: 1_000, mass: 5_000 },
  primates: { count: 1_000, mass: 5_000 },
  birds: { count: 20_000, mass: 5_000 },
  'turtles-tortoises': { count: 20_000, mass: 20_000 },
  reptiles: { count: 50_000, mass: 20_000 },
  'marine-life': { count: 100_000, mass: 500_000 },
  ivory: { count: 5_000, mass: 10_000 },
  'rhino-horn': { count: 200, mass: 500 },
  'pangolin-scales': { count: 1_000_000, mass: 20_000 },
  'wild-meat': { count: 10_000, mass: 50_000 },
  plants: { count: 2_000_000, mass: 100_000 },
  timber: { count: 100_000, mass: 2_000_000, volume: 5_000_000, packaging: 200 },

  counterfeits: { count: 50_000_000, mass: 1_000_000, packaging: 1_000_000 },
  food: { count: 5_000_000, mass: 30_000_000 },
  drink: { volume: 40_000_000 },

  currency: { count: 10_000_000, mass: 2_000 },
  'precious-metals': { count: 100_000, mass: 10_000 },

  drugs: { count: 300_000_000, mass: 100_000, volume: 100_000, dose: 10_000_000 },
  cocaine: { mass: 30_000 },
  heroin: { mass: 10_000 },
  'new-psychoactive-substances': { mass: 10_000 },
  precursors: { mass: 1_000_000, volume: 1_000_000 },

  'hazardous-goods': { count: 1_000_000, mass: 100_000_000, volume: 50_000_000, packaging: 100_000, warming: 1_000_000 },
  'ozone-depleting-substances': { mass: 500_000 },
  hydrofluorocarbons: { mass: 500_000 },
  'refrigerant-equipment': { count: 50_000, mass: 1_000_000 },

  'medical-products': { count: 300_000_000, dose: 20_000_000, mass: 1_000_000, volume: 5_000_000, packaging: 1_000_000 },
  'active-ingredients': { mass: 100_000, volume: 100_000 },

  weapons: { count: 10_000, mass: 100_000 },
  ammunition: { count: 5_000_000 },
  detonators: { count: 100_000 },
  nuclear: { count: 1_000, mass: 100 },

  'cultural-goods': { count: 100_000, mass: 100_000 },
  'metal-detectors': { count: 1_000 },
  'excavation-tools': { count: 1_000 },
};

/** The ceiling of a heading, or of the one that it belongs to, in the base unit of the dimension; undefined where nobody has set one. */
export function ceilingOf(heading: string, dimension: Dimension): number | undefined {
  const ceilings: Readonly<Record<string, Ceilings>> = CEILINGS;
  return ceilings[heading]?.[dimension] ?? ceilings[commodityOf(heading)]?.[dimension];
}
