import type { UnitCode } from './units.ts';

/**
 * What goods are reported as: a heading has no parent, a subtype names its heading. `units` are those that a plan starts from, the
 * usual one first; a plan may allow fewer or others, and freezes its choice for all members.
 */
export type Heading = { code: string; label: string; parent: string | null; units: readonly UnitCode[] };

/**
 * The 13 commodity headings of the WCO's Customs Enforcement Network, each followed by the subtypes for which operations have
 * published figures of their own. That there are 13 is published; their names are background knowledge, unverified, and the codes
 * are ours. Subtypes do not cover their heading: goods that fit none are reported under the heading itself.
 */
export const HEADINGS = [
  { code: 'alcohol', label: 'Alcoholic beverages', parent: null, units: ['LTR'] },

  { code: 'tobacco', label: 'Tobacco', parent: null, units: ['STC', 'KGM', 'TNE'] },
  { code: 'cigarettes', label: 'Cigarettes', parent: 'tobacco', units: ['STC'] },
  { code: 'loose-tobacco', label: 'Raw, cut and water-pipe tobacco', parent: 'tobacco', units: ['KGM', 'TNE'] },

  { code: 'tax-evasion', label: 'Other tax and duty evasion', parent: null, units: ['C62', 'H87', 'KGM', 'TNE', 'LTR'] },
  // No heading is made for stolen goods; this is the nearest.
  { code: 'vehicles', label: 'Vehicles', parent: 'tax-evasion', units: ['H87'] },

  { code: 'wildlife', label: 'CITES species and environment', parent: null, units: ['X-specimen', 'H87', 'KGM', 'TNE'] },
  { code: 'live-animals', label: 'Live animals, not listed apart', parent: 'wildlife', units: ['X-specimen'] },
  { code: 'big-cats', label: 'Big cats and their parts', parent: 'wildlife', units: ['X-specimen', 'H87', 'X-carcass', 'KGM'] },
  { code: 'bears', label: 'Bears and their parts', parent: 'wildlife', units: ['X-specimen', 'H87', 'X-carcass', 'KGM'] },
  { code: 'primates', label: 'Primates', parent: 'wildlife', units: ['X-specimen', 'X-carcass'] },
  { code: 'birds', label: 'Birds', parent: 'wildlife', units: ['X-specimen', 'X-egg'] },
  { code: 'turtles-tortoises', label: 'Turtles and tortoises', parent: 'wildlife', units: ['X-specimen', 'X-egg', 'H87', 'KGM'] },
  { code: 'reptiles', label: 'Other reptiles', parent: 'wildlife', units: ['X-specimen', 'X-egg', 'H87', 'KGM'] },
  { code: 'arthropods', label: 'Insects, spiders and other arthropods', parent: 'wildlife', units: ['X-specimen'] },
  { code: 'marine-life', label: 'Marine life and its products', parent: 'wildlife', units: ['KGM', 'TNE', 'X-specimen', 'H87'] },
  { code: 'ivory', label: 'Ivory', parent: 'wildlife', units: ['KGM', 'TNE', 'H87'] },
  { code: 'rhino-horn', label: 'Rhinoceros horn', parent: 'wildlife', units: ['KGM', 'H87'] },
  { code: 'pangolin-scales', label: 'Pangolin scales', parent: 'wildlife', units: ['KGM', 'TNE'] },
  { code: 'wild-meat', label: 'Wild meat', parent: 'wildlife', units: ['KGM', 'TNE'] },
  { code: 'wildlife-parts', label: 'Other animal parts and products', parent: 'wildlife', units: ['H87', 'KGM'] },
  { code: 'plants', label: 'Plants and plant products', parent: 'wildlife', units: ['X-specimen', 'H87', 'KGM', 'TNE'] },
  { code: 'timber', label: 'Timber', parent: 'wildlife', units: ['MTQ', 'KGM', 'TNE', 'X-truckload'] },

  { code: 'counterfeits', label: 'Intellectual property and counterfeits', parent: null, units: ['C62', 'H87', 'PR', 'KGM', 'XPK'] },
  { code: 'food', label: 'Counterfeit and substandard food', parent: 'counterfeits', units: ['KGM', 'TNE', 'C62'] },
  { code: 'drink', label: 'Counterfeit and substandard drink', parent: 'counterfeits', units: ['LTR'] },

  // Here a quantity counts notes, coins or papers, or weighs metal. What they are worth is an amount of money, never a quantity.
  { code: 'currency', label: 'Currency and money laundering', parent: null, units: ['H87', 'KGM'] },
  { code: 'cash', label: 'Cash', parent: 'currency', units: ['H87'] },
  { code: 'bearer-instruments', label: 'Bearer negotiable instruments', parent: 'currency', units: ['H87'] },
  { code: 'counterfeit-currency', label: 'Counterfeit currency', parent: 'currency', units: ['H87'] },
  { code: 'gold', label: 'Gold', parent: 'currency', units: ['KGM', 'GRM'] },
  { code: 'precious-metals', label: 'Other precious metals', parent: 'currency', units: ['KGM', 'GRM', 'TNE'] },

  { code: 'drugs', label: 'Drugs', parent: null, units: ['KGM', 'GRM', 'TNE', 'U2', 'LTR'] },
  { code: 'cannabis', label: 'Cannabis', parent: 'drugs', units: ['KGM', 'GRM', 'TNE'] },
  { code: 'cocaine', label: 'Cocaine', parent: 'drugs', units: ['KGM', 'GRM', 'TNE'] },
  { code: 'heroin', label: 'Heroin and other opiates', parent: 'drugs', units: ['KGM', 'GRM', 'TNE'] },
  { code: 'synthetic-drugs', label: 'Synthetic drugs, not listed apart', parent: 'drugs', units: ['KGM', 'GRM', 'TNE', 'U2'] },
  { code: 'amphetamine', label: 'Amphetamine', parent: 'drugs', units: ['KGM', 'GRM', 'TNE', 'U2'] },
  { code: 'methamphetamine', label: 'Methamphetamine', parent: 'drugs', units: ['KGM', 'GRM', 'TNE', 'U2'] },
  { code: 'ecstasy', label: 'Ecstasy', parent: 'drugs', units: ['U2', 'KGM', 'GRM'] },
  { code: 'lsd', label: 'LSD', parent: 'drugs', units: ['E27'] },
  { code: 'ketamine', label: 'Ketamine', parent: 'drugs', units: ['KGM', 'GRM', 'TNE'] },
  { code: 'new-psychoactive-substances', label: 'New psychoactive substances', parent: 'drugs', units: ['KGM', 'GRM', 'TNE', 'U2'] },

  { code: 'precursors', label: 'Precursors', parent: null, units: ['KGM', 'TNE', 'LTR'] },

  { code: 'hazardous-goods', label: 'Hazardous goods and waste', parent: null, units: ['KGM', 'TNE', 'LTR', 'H87', 'XCY'] },
  { code: 'waste', label: 'Waste, not listed apart', parent: 'hazardous-goods', units: ['TNE', 'KGM', 'H87'] },
  { code: 'metal-waste', label: 'Metal waste', parent: 'hazardous-goods', units: ['TNE', 'KGM', 'H87'] },
  { code: 'plastic-waste', label: 'Plastic waste', parent: 'hazardous-goods', units: ['TNE', 'KGM', 'H87'] },
  { code: 'ozone-depleting-substances', label: 'Ozone-depleting substances', parent: 'hazardous-goods', units: ['KGM', 'TNE', 'XCY'] },
  { code: 'hydrofluorocarbons', label: 'Hydrofluorocarbons', parent: 'hazardous-goods', units: ['KGM', 'TNE', 'XCY', 'X-tonne-co2e'] },
  { code: 'refrigerant-equipment', label: 'Equipment with controlled gases', parent: 'hazardous-goods', units: ['H87', 'KGM', 'TNE'] },

  // Not called `medicines`: operations publish medicines beside devices and vaccines, and a total of all three needs its own rule.
  { code: 'medical-products', label: 'Medicines and medical products', parent: null, units: ['C62', 'E27', 'KGM', 'TNE', 'LTR', 'XPK'] },
  { code: 'medicines', label: 'Medicines', parent: 'medical-products', units: ['C62', 'U2', 'KGM', 'TNE', 'XPK'] },
  { code: 'medical-devices', label: 'Medical devices', parent: 'medical-products', units: ['C62', 'H87', 'PR', 'XPK'] },
  { code: 'vaccines', label: 'Vaccines', parent: 'medical-products', units: ['E27'] },
  { code: 'sanitiser-gel', label: 'Sanitiser gel', parent: 'medical-products', units: ['LTR'] },
  { code: 'masks', label: 'Protective masks, where counted apart', parent: 'medical-products', units: ['C62', 'H87'] },
  { code: 'doping-substances', label: 'Doping substances', parent: 'medical-products', units: ['C62', 'U2', 'KGM', 'LTR'] },
  { code: 'active-ingredients', label: 'Active ingredients and raw materials', parent: 'medical-products', units: ['KGM', 'TNE', 'LTR'] },

  { code: 'weapons', label: 'Weapons and explosives', parent: null, units: ['H87', 'KGM'] },
  { code: 'firearms', label: 'Firearms and their parts', parent: 'weapons', units: ['H87'] },
  { code: 'ammunition', label: 'Ammunition', parent: 'weapons', units: ['H87', 'KGM'] },
  { code: 'explosives', label: 'Explosives', parent: 'weapons', units: ['KGM', 'TNE'] },
  { code: 'detonators', label: 'Detonators', parent: 'weapons', units: ['H87'] },

  { code: 'nuclear', label: 'Nuclear and radioactive material', parent: null, units: ['KGM', 'GRM', 'H87'] },

  { code: 'cultural-goods', label: 'Cultural heritage', parent: null, units: ['H87'] },
  { code: 'cultural-objects', label: 'Cultural objects', parent: 'cultural-goods', units: ['H87'] },
  { code: 'coins', label: 'Historic coins', parent: 'cultural-goods', units: ['H87'] },
  // Tools are published beside the finds that they helped to make, and never counted with them.
  { code: 'metal-detectors', label: 'Metal detectors', parent: 'cultural-goods', units: ['H87'] },
  { code: 'excavation-tools', label: 'Other excavation tools', parent: 'cultural-goods', units: ['H87'] },
] as const satisfies readonly Heading[];

export type HeadingCode = (typeof HEADINGS)[number]['code'];

/** The heading or subtype with this code, or undefined. */
export function headingOf(code: string): Heading | undefined {
  return HEADINGS.find((heading) => heading.code === code);
}

/** The heading that goods belong to: their own code, or that of which it is a subtype. */
export function commodityOf(code: string): string {
  return headingOf(code)?.parent ?? code;
}

/** Whether goods can be reported under this code: a heading and a subtype alike. */
export function isHeading(code: string): code is HeadingCode {
  return headingOf(code) !== undefined;
}
