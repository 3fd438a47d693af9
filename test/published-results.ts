// Longer than 250 lines: one line per metric that somebody has published.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One row of `published-results.csv`: what somebody has published of an operation, with its source. Values are decimal texts. */
export type PublishedRow = {
  operation: string;
  year: string;
  phaseStart: string;
  phaseEnd: string;
  countries: string;
  metric: string;
  value: string;
  unit: string;
  source: string;
};

/**
 * How a published figure comes into Concert. `country` is set where the figure is one country's. `partOf` names the metric of the
 * same operation that already counts it, so that it is entered as an "including" amount or under a subtype, and never added.
 */
export type PublishedFigure = (
  | { kind: 'goods'; heading: string; unit: string }
  | { kind: 'money'; currency: string; basis: string; heading?: string }
  | { kind: 'sum'; headings: readonly string[]; unit: string }
  | { kind: 'cases' | 'seizures'; heading?: string }
  | { kind: 'activity'; activity: string }
  | { kind: 'persons'; state: string }
  | { kind: 'groups'; state: string }
  | { kind: 'denominator'; counts: 'members' | 'reporting' | 'agencies' | 'partners' | 'offices' | 'contacts' | 'airports' }
  | { kind: 'plan'; says: 'phases' | 'duration' }
  | { kind: 'cannot'; why: string }
) & { country?: string; partOf?: string };

/** All rows, in the order of the file. No field of it holds a comma or a quote. */
export function readPublishedRows(path = join(import.meta.dirname, 'published-results.csv')): PublishedRow[] {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [operation = '', year = '', phaseStart = '', phaseEnd = '', countries = '', metric = '', value = '', unit = '', ...source] =
      line.split(',');
    return { operation, year, phaseStart, phaseEnd, countries, metric, value, unit, source: source.join(',') };
  });
}

/** How this row comes in, or undefined when nobody has decided that yet. */
export function classify({ operation, metric, unit }: PublishedRow): PublishedFigure | undefined {
  const known = KNOWN[`${operation}: ${metric}`] ?? KNOWN[metric];
  if (known) return known;
  const [, country] = /_(?:country|seizure|case)_([A-Z]{2})(?=_|$)/.exec(metric) ?? [];
  const base = metric.replace(/_(?:country|seizure|case)_[A-Z]{2}(?=_|$)/, '').replace(/(_(approx|min|prelim|early))+$/, '');
  const figure = figureOf(base, unit);
  const partOf = PARTS[`${operation}: ${metric}`];
  return figure && { ...figure, ...(country ? { country } : {}), ...(partOf ? { partOf } : {}) };
}

function figureOf(base: string, unit: string): PublishedFigure | undefined {
  const heading = GOODS[base];
  const code = UNITS[unit];
  if (heading && code) return { kind: 'goods', heading, unit: code };
  const money = MONEY[base];
  if (money && /^[A-Z]{3}$/.test(unit)) return { ...money, kind: 'money', currency: unit };
  return COUNTS[base];
}

const UNITS: Readonly<Record<string, string>> = {
  units: 'C62',
  pieces: 'H87',
  items: 'H87',
  objects: 'H87',
  vehicles: 'H87',
  tablets: 'U2',
  sticks: 'STC',
  doses: 'E27',
  packages: 'XPK',
  truckloads: 'X-truckload',
  specimens: 'X-specimen',
  carcasses: 'X-carcass',
  eggs: 'X-egg',
  kg: 'KGM',
  tonnes: 'TNE',
  litres: 'LTR',
  m3: 'MTQ',
  tonnes_CO2e: 'X-tonne-co2e',
};

const GOODS: Readonly<Record<string, string>> = {
  medicines: 'medicines',
  pharmaceuticals: 'medicines',
  medicines_and_devices: 'medical-products',
  medicines_and_doping: 'medical-products',
  packages_seized: 'medical-products',
  medical_supplies: 'medical-devices',
  medical_devices: 'medical-devices',
  medical_devices_covid: 'medical-devices',
  surgical_masks: 'masks',
  vaccine: 'vaccines',
  hand_sanitizer_gel: 'sanitiser-gel',
  sanitizer: 'sanitiser-gel',
  raw_materials_covid: 'active-ingredients',

  live_specimens: 'wildlife',
  live_animals: 'wildlife',
  big_cats: 'big-cats',
  big_cats_live: 'big-cats',
  big_cat_parts: 'big-cats',
  bear_carcasses: 'bears',
  primates: 'primates',
  primates_live: 'primates',
  birds: 'birds',
  turtles: 'turtles-tortoises',
  turtles_tortoises: 'turtles-tortoises',
  turtle_eggs: 'turtles-tortoises',
  reptiles: 'reptiles',
  snakes: 'reptiles',
  alligators_crocodiles: 'reptiles',
  arthropods: 'arthropods',
  marine_items: 'marine-life',
  marine_products: 'marine-life',
  marine_life: 'marine-life',
  ivory: 'ivory',
  elephant_ivory: 'ivory',
  elephant_ivory_additional: 'ivory',
  elephant_tusks: 'ivory',
  // Published beside 478 kg of ivory of the same operation, and never added to it.
  ivory_derived: 'wildlife-parts',
  rhino_horns: 'rhino-horn',
  pangolin_scales: 'pangolin-scales',
  wild_meat: 'wild-meat',
  bushmeat: 'wild-meat',
  wildlife_parts: 'wildlife-parts',
  plants: 'plants',
  plant_derived_items: 'plants',
  timber: 'timber',
  rosewood_within_timber: 'timber',
  timber_truckloads: 'timber',
  timber_truckload_equivalent: 'timber',

  drugs_total: 'drugs',
  narcotics_total: 'drugs',
  synthetic_drugs: 'synthetic-drugs',
  methamphetamine_amphetamine: 'synthetic-drugs',
  nps: 'new-psychoactive-substances',
  cocaine: 'cocaine',
  ketamine: 'ketamine',
  methamphetamine: 'methamphetamine',
  methamphetamine_single: 'methamphetamine',
  methamphetamine_pills: 'methamphetamine',
  precursors: 'precursors',

  stolen_cars: 'vehicles',
  detonators: 'detonators',
  weapons: 'weapons',
  gold: 'gold',
  cigarettes: 'cigarettes',

  waste_weight: 'waste',
  waste_pieces_same_goods: 'waste',
  waste_pieces_additional: 'waste',
  waste_pieces_unweighed: 'waste',
  metal_waste: 'metal-waste',
  plastic_waste: 'plastic-waste',
  montreal_protocol_substances: 'ozone-depleting-substances',
  hfc: 'hydrofluorocarbons',
  refrigerant_gas_co2_equivalent: 'hydrofluorocarbons',
  equipment_weight: 'refrigerant-equipment',
  equipment_pieces: 'refrigerant-equipment',

  cultural_goods: 'cultural-goods',
  cultural_goods_online: 'cultural-goods',
  cultural_goods_single: 'cultural-goods',
  coins: 'coins',
  metal_detectors: 'metal-detectors',
  excavation_tools: 'excavation-tools',

  food: 'food',
  products: 'food',
  horse_meat: 'food',
  units_total: 'food',
  drink: 'drink',
  alcoholic_beverages: 'alcohol',
};

const MONEY: Readonly<Record<string, { basis: string; heading?: string }>> = {
  value: { basis: 'unstated' },
  value_interpol: { basis: 'unstated' },
  value_europol: { basis: 'unstated' },
  market_value: { basis: 'unstated' },
  illicit_devices_value: { basis: 'unstated', heading: 'medical-devices' },
  gold_value: { basis: 'unstated', heading: 'gold' },
  cash: { basis: 'face', heading: 'cash' },
  cash_and_bni: { basis: 'face', heading: 'currency' },
  largest_single_cash: { basis: 'face', heading: 'cash' },
  counterfeit_currency: { basis: 'face', heading: 'counterfeit-currency' },
  market_loss_prevented: { basis: 'loss-prevented' },
};

const persons = (state: string): PublishedFigure => ({ kind: 'persons', state });
const groups = (state: string): PublishedFigure => ({ kind: 'groups', state });
const activity = (code: string): PublishedFigure => ({ kind: 'activity', activity: code });

const COUNTS: Readonly<Record<string, PublishedFigure>> = {
  interceptions: { kind: 'cases' },
  cases: { kind: 'cases' },
  cases_wildlife: { kind: 'cases', heading: 'wildlife' },
  ods_cases: { kind: 'cases', heading: 'ozone-depleting-substances' },
  waste_trafficking_cases: { kind: 'cases', heading: 'waste' },
  seizures: { kind: 'seizures' },
  seizures_wco: { kind: 'seizures' },
  seizures_waste: { kind: 'seizures', heading: 'waste' },

  arrests: persons('arrested'),
  suspects_arrested: persons('arrested'),
  suspects_identified: persons('identified'),
  offenders_apprehended: persons('apprehended'),
  offenders_detained: persons('detained'),
  persons_checked: persons('checked'),
  persons_reported_to_judiciary: persons('reported'),

  organised_crime_groups_disrupted: groups('disrupted'),
  criminal_networks_disrupted: groups('disrupted'),
  organised_crime_groups_dismantled: groups('dismantled'),

  checks: activity('checks'),
  online_checks: activity('online-checks'),
  inspections: activity('inspections'),
  vehicles_checked: activity('vehicles-checked'),
  ships_checked: activity('ships-checked'),
  packages_inspected: activity('packages-checked'),
  location_searches: activity('searches'),
  search_warrants_executed: activity('search-warrants'),
  arrest_warrants: activity('arrest-warrants'),
  detections: activity('detections'),
  seizures_and_detentions: activity('detections'),
  offences: activity('offences'),
  criminal_cases: activity('criminal-cases'),
  administrative_cases: activity('administrative-cases'),
  case_files_opened: activity('case-files-opened'),
  investigations: activity('investigations-opened'),
  investigations_opened: activity('investigations-opened'),
  investigations_ongoing: activity('investigations-ongoing'),
  red_notices_requested: activity('notices-requested'),
  laboratories: activity('laboratories-dismantled'),
  websites: activity('websites-closed'),
  websites_closed: activity('websites-closed'),
  websites_shut_down: activity('websites-closed'),
  websites_monitored: activity('websites-monitored'),
  links_closed: activity('links-closed'),
  adverts_removed: activity('adverts-removed'),
  adverts_suspended: activity('adverts-removed'),
  warning_messages_issued: activity('warning-messages'),
  ocu_alert_reports_issued: activity('alerts'),
  ocu_newsletters_issued: activity('newsletters'),

  participating_administrations: { kind: 'denominator', counts: 'members' },
  customs_administrations: { kind: 'denominator', counts: 'members' },
  members_reporting: { kind: 'denominator', counts: 'reporting' },
  members_reporting_ods: { kind: 'denominator', counts: 'reporting' },
  agencies: { kind: 'denominator', counts: 'agencies' },
  partner_organisations: { kind: 'denominator', counts: 'partners' },
  rilos: { kind: 'denominator', counts: 'offices' },
  national_contact_points: { kind: 'denominator', counts: 'contacts' },
  national_coordinators: { kind: 'denominator', counts: 'contacts' },
  airports_targeted: { kind: 'denominator', counts: 'airports' },

  phases: { kind: 'plan', says: 'phases' },
  operational_phases: { kind: 'plan', says: 'phases' },
  operational_phase: { kind: 'plan', says: 'duration' },
  intelligence_phase: { kind: 'plan', says: 'duration' },
  duration: { kind: 'plan', says: 'duration' },
  duration_operational: { kind: 'plan', says: 'duration' },
};

const cannot = (why: string): PublishedFigure => ({ kind: 'cannot', why });
const SECOND = 'a second publication of what another row counts already: kept as an annotation of the edition, not as a report';
const CUMULATIVE = 'adds several operations, with their combined totals: comes of a roll-up of operations, not of reports of one';
const MISQUOTED = 'a misquotation: the same number is the value in money of the same operation';

/** Rows that are not what their metric says elsewhere. */
const KNOWN: Readonly<Record<string, PublishedFigure>> = {
  'STOP II (interim): total_seized': { kind: 'sum', headings: ['medicines', 'medical-devices', 'vaccines'], unit: 'C62' },
  'STOP II (final): total_seized': { kind: 'sum', headings: ['medicines', 'medical-devices', 'vaccines'], unit: 'C62' },
  'CATALYST: total_seized': { kind: 'goods', heading: 'drugs', unit: 'KGM' },
  'CATALYST (KCS early figures): total_seized_early': { kind: 'goods', heading: 'drugs', unit: 'TNE' },
  'LIONFISH HURRICANE: drugs_and_precursors_total': { kind: 'sum', headings: ['drugs', 'precursors'], unit: 'TNE' },
  'JCO POSTBOX II: packages_seized_country_BE_min': { kind: 'goods', heading: 'counterfeits', unit: 'XPK', country: 'BE' },
  'JCO POSTBOX II: packages_seized_country_IT': { kind: 'goods', heading: 'counterfeits', unit: 'XPK', country: 'IT' },
  'JCO POSTBOX II: packages_seized_country_IE': { kind: 'goods', heading: 'counterfeits', unit: 'XPK', country: 'IE' },

  seizures_approx_interpol: cannot(SECOND),
  participating_countries_interpol_release: cannot(SECOND),
  arrests_as_quoted_for_pandora_II: cannot(SECOND),
  medicines_as_published: cannot(MISQUOTED),
  medicines_misquoted: cannot(MISQUOTED),
  cultural_goods_cumulative: cannot(CUMULATIVE),
  arrests_cumulative: cannot(CUMULATIVE),
  cases_linked_to_organised_crime: cannot('a share of the cases: computed from cases and groups, never entered'),
};

/** What is counted already by another row of the same operation; found by reading both. */
const PARTS: Readonly<Record<string, string>> = {
  'THUNDERSTORM: snakes_prelim': 'reptiles_prelim',
  'THUNDERSTORM: alligators_crocodiles_approx_prelim': 'reptiles_prelim',
  'THUNDERBALL: timber_truckload_equivalent': 'timber',
  'THUNDER 2021: rosewood_within_timber_prelim': 'timber_prelim',
  'THUNDER 2020: turtles_tortoises': 'live_specimens_approx',
  'THUNDER 2020: birds': 'live_specimens_approx',
  'THUNDER 2020: reptiles': 'live_specimens_approx',
  'THUNDER 2025: arthropods_approx': 'live_animals_approx',
  'GOALS: synthetic_drugs': 'drugs_total_approx',
  'CATALYST (KCS early figures): nps_early': 'total_seized_early',
  'CATALYST (KCS early figures): cocaine_early': 'total_seized_early',
  'CATALYST (KCS early figures): methamphetamine_early': 'total_seized_early',
  'WESTERLIES: methamphetamine_amphetamine': 'narcotics_total',
  'WESTERLIES: cocaine': 'narcotics_total',
  'LIONFISH MAYAG III: methamphetamine': 'drugs_total',
  'LIONFISH HURRICANE: precursors': 'drugs_and_precursors_total',
  'CHIMERA: largest_single_cash_seizure_MX': 'cash_and_bni_min',
  'DEMETER V: waste_pieces_same_goods': 'waste_weight',
  'DEMETER V: seizures_waste': 'seizures',
  'DEMETER VI: metal_waste': 'waste_weight_approx',
  'DEMETER VI: plastic_waste': 'waste_weight_approx',
  'DEMETER VI: hfc_min': 'montreal_protocol_substances',
  'PANDORA III: cultural_goods_single_case_ES_approx': 'cultural_goods_min',
  'ATHENA II + PANDORA IV (combined): cultural_goods_country_AF': 'cultural_goods_min',
  'ATHENA II + PANDORA IV (combined): cultural_goods_country_CO': 'cultural_goods_min',
  'PANDORA VII: cultural_goods_online': 'cultural_goods',
  'PANDORA VII: coins_country_PL': 'cultural_goods',
  'PANDORA IX: cultural_goods_online': 'cultural_goods',
  'OPSON IX (press release): horse_meat_min': 'products',
  'PANGEA X: illicit_devices_value_approx': 'value_min',
  'PANGEA XIII: value_europol': 'value_interpol_min',
  'PANGEA XIV: value_country_GB_min': 'value_min',
  'MEKONG DRAGON IV: cases_wildlife': 'cases_min',
  'STOP: seizures_country_QA': 'interceptions',
  'STOP: seizures_country_GB': 'interceptions',
  'STOP: seizures_country_PE': 'interceptions',
};
