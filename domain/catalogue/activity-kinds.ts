import type { DefinedTerm } from './validity.ts';

/**
 * What operations count of their work, beside goods, persons and money. `unit` is what one of it is called. Kinds never add: one
 * inspection checks many packages, and what one administration calls a check is an inspection to another. Counts are whole, unless
 * `isDecimal`.
 */
export const ACTIVITY_KINDS = [
  { code: 'checks', label: 'Checks', unit: 'check', definition: 'Controls of any depth, of documents, persons or goods.' },
  { code: 'online-checks', label: 'Online checks', unit: 'check', definition: 'Controls of offers, auctions and accounts online.' },
  {
    code: 'inspections',
    label: 'Inspections',
    unit: 'inspection',
    definition: 'Controls on the spot: of premises, ships, sites or consignments.',
  },
  { code: 'vehicles-checked', label: 'Vehicles checked', unit: 'vehicle', definition: 'Road vehicles that were controlled.' },
  { code: 'ships-checked', label: 'Ships checked', unit: 'ship', definition: 'Ships and boats that were controlled.' },
  {
    code: 'packages-checked',
    label: 'Packages checked',
    unit: 'package',
    definition: 'Parcels and other packages that were opened or scanned.',
  },
  {
    code: 'containers-checked',
    label: 'Containers checked',
    unit: 'container',
    definition: 'Freight containers that were opened or scanned.',
  },
  { code: 'searches', label: 'Searches', unit: 'search', definition: 'Places that were searched, with or without a warrant.' },
  { code: 'search-warrants', label: 'Search warrants', unit: 'warrant', definition: 'Search warrants that were executed.' },
  {
    code: 'arrest-warrants',
    label: 'Arrest warrants',
    unit: 'warrant',
    definition: 'Arrest warrants that were issued; says nothing of arrests.',
  },
  {
    code: 'detections',
    label: 'Detections',
    unit: 'detection',
    definition: 'Times that something unlawful was found, whether or not it was seized.',
  },
  { code: 'offences', label: 'Offences', unit: 'offence', definition: 'Offences that were established.' },
  { code: 'criminal-cases', label: 'Criminal cases', unit: 'case', definition: 'Criminal proceedings that were opened.' },
  { code: 'administrative-cases', label: 'Administrative cases', unit: 'case', definition: 'Administrative proceedings that were opened.' },
  {
    code: 'case-files-opened',
    label: 'Case files opened',
    unit: 'case',
    definition: 'Files opened with the operation to follow up finds.',
  },
  {
    code: 'investigations-opened',
    label: 'Investigations opened',
    unit: 'investigation',
    definition: 'Investigations that the operation led to.',
  },
  {
    code: 'investigations-ongoing',
    label: 'Investigations ongoing',
    unit: 'investigation',
    definition: 'Investigations still open at the cut-off.',
  },
  { code: 'notices-requested', label: 'Notices requested', unit: 'notice', definition: 'INTERPOL notices that were requested.' },
  {
    code: 'laboratories-dismantled',
    label: 'Laboratories dismantled',
    unit: 'laboratory',
    definition: 'Places of unlawful production that were closed.',
  },
  { code: 'websites-monitored', label: 'Websites monitored', unit: 'website', definition: 'Websites that were watched.' },
  { code: 'websites-closed', label: 'Websites closed', unit: 'website', definition: 'Websites that were shut down or seized.' },
  {
    code: 'links-closed',
    label: 'Links closed',
    unit: 'link',
    definition: 'Links, pages and accounts that were closed; one website has many.',
  },
  {
    code: 'adverts-removed',
    label: 'Advertisements removed',
    unit: 'advertisement',
    definition: 'Advertisements that were removed or suspended.',
  },
  {
    code: 'warning-messages',
    label: 'Warning messages',
    unit: 'message',
    definition: 'Messages that announced a consignment, person or means of transport.',
  },
  {
    code: 'alerts',
    label: 'Alert reports',
    unit: 'report',
    definition: 'Reports by which the coordination unit told all members of a trend.',
  },
  { code: 'newsletters', label: 'Newsletters', unit: 'newsletter', definition: 'Newsletters of the coordination unit.' },
  {
    code: 'co2-equivalent',
    label: 'Greenhouse gases kept from the market',
    unit: 'tonne',
    isDecimal: true,
    definition: 'Tonnes of carbon dioxide with the warming effect of the gases that were found: worked out, never weighed.',
  },
] as const satisfies readonly (DefinedTerm & { unit: string; isDecimal?: true })[];
