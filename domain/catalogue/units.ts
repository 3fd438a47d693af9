/**
 * What a unit measures. Packaging is apart from count: a package, a cylinder or a truckload does not say how much is in it. Warming is
 * apart from mass: a tonne of CO2 equivalent says what a gas would do, and weighs a few kilograms.
 */
export type Dimension = 'count' | 'dose' | 'packaging' | 'mass' | 'volume' | 'length' | 'area' | 'warming';

type Entry = { code: string; label: string; dimension: Dimension };

/**
 * The units in which operations report goods. Money is no unit: an amount has a currency and a basis. Three kinds of code:
 * - UN/ECE Recommendation 20, as it is (`KGM`);
 * - UN/ECE Recommendation 21 (packages), prefixed with X as Recommendation 20 prescribes (`XPK`);
 * - our own where neither list has one, always `X-` with a hyphen, so that it can never meet a code of theirs (`X-specimen`).
 */
export const UNITS = [
  { code: 'C62', label: 'unit', dimension: 'count' },
  { code: 'H87', label: 'piece', dimension: 'count' },
  { code: 'NAR', label: 'article', dimension: 'count' },
  { code: 'PR', label: 'pair', dimension: 'count' },
  { code: 'STC', label: 'stick', dimension: 'count' },
  { code: 'U2', label: 'tablet', dimension: 'count' },
  { code: 'X-specimen', label: 'specimen', dimension: 'count' },
  { code: 'X-egg', label: 'egg', dimension: 'count' },
  { code: 'X-carcass', label: 'carcass', dimension: 'count' },

  { code: 'E27', label: 'dose', dimension: 'dose' },

  { code: 'XPK', label: 'package', dimension: 'packaging' },
  { code: 'XCY', label: 'cylinder', dimension: 'packaging' },
  { code: 'X-truckload', label: 'truckload', dimension: 'packaging' },

  { code: 'MGM', label: 'milligram', dimension: 'mass' },
  { code: 'GRM', label: 'gram', dimension: 'mass' },
  { code: 'KGM', label: 'kilogram', dimension: 'mass' },
  { code: 'TNE', label: 'tonne', dimension: 'mass' },

  { code: 'MLT', label: 'millilitre', dimension: 'volume' },
  { code: 'LTR', label: 'litre', dimension: 'volume' },
  { code: 'CMQ', label: 'cubic centimetre', dimension: 'volume' },
  { code: 'MTQ', label: 'cubic metre', dimension: 'volume' },

  { code: 'X-tonne-co2e', label: 'tonne of CO2 equivalent', dimension: 'warming' },

  { code: 'MTR', label: 'metre', dimension: 'length' },
  { code: 'MTK', label: 'square metre', dimension: 'area' },
] as const satisfies readonly Entry[];

export type Unit = (typeof UNITS)[number];
export type UnitCode = Unit['code'];

/** The unit with this code, which is case-sensitive, or undefined. */
export function unitOf(code: string): Unit | undefined {
  return UNITS.find((unit) => unit.code === code);
}

export function isUnit(code: string): code is UnitCode {
  return unitOf(code) !== undefined;
}

/**
 * Whether two units measure the same thing. Needed for adding them, never enough: kilograms and tonnes, or specimens and eggs,
 * still need a factor or a rule. False as soon as one of the codes is unknown.
 */
export function sameDimension(a: string, b: string): boolean {
  const dimension = unitOf(a)?.dimension;
  return dimension !== undefined && dimension === unitOf(b)?.dimension;
}
