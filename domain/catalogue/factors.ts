import type { Dimension, UnitCode } from './units.ts';

/** `times` turns an amount in `from` into one in the base unit of the same dimension, exactly. `name` is what figures cite. */
export type Factor = { name: string; from: UnitCode; to: UnitCode; times: string; source: string };

/** The factors of one version. A published figure names the version by which it was normalised; a version is never edited. */
export type FactorSet = { version: string; factors: readonly Factor[] };

/**
 * The unit in which amounts of a dimension are shown together. Counts and packaging have none: specimens and eggs, or packages and
 * truckloads, are of one dimension and still nothing that can be added.
 */
export const BASE_UNITS: Readonly<Partial<Record<Dimension, UnitCode>>> = {
  mass: 'KGM',
  volume: 'LTR',
  length: 'MTR',
  area: 'MTK',
  dose: 'E27',
  warming: 'X-tonne-co2e',
};

const SI = 'SI Brochure, 9th edition: prefixes, and units accepted for use with the SI; UN/ECE Recommendation 20, conversion factor';

/** Those by which figures are normalised today. */
export const CURRENT_FACTORS: FactorSet = {
  version: '2026-11',
  factors: [
    { name: 'milligram-to-kilogram', from: 'MGM', to: 'KGM', times: '0.000001', source: SI },
    { name: 'gram-to-kilogram', from: 'GRM', to: 'KGM', times: '0.001', source: SI },
    { name: 'tonne-to-kilogram', from: 'TNE', to: 'KGM', times: '1000', source: SI },
    { name: 'millilitre-to-litre', from: 'MLT', to: 'LTR', times: '0.001', source: SI },
    { name: 'cubic-centimetre-to-litre', from: 'CMQ', to: 'LTR', times: '0.001', source: SI },
    { name: 'cubic-metre-to-litre', from: 'MTQ', to: 'LTR', times: '1000', source: SI },
  ],
};

/** Every version by which a figure was ever normalised. */
export const FACTOR_SETS: readonly FactorSet[] = [CURRENT_FACTORS];

/** The factors of this version, or undefined. */
export function factorsOf(version: string): FactorSet | undefined {
  return FACTOR_SETS.find((set) => set.version === version);
}
