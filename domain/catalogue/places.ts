import type { Term } from './validity.ts';

/** What kind of place goods were seized at. The first seven are named by the reports of STOP; the others by maritime, inland and online operations. */
export const PLACE_TYPES = [
  { code: 'land-border', label: 'Land border' },
  { code: 'sea-port', label: 'Sea port' },
  { code: 'airport', label: 'Airport' },
  { code: 'dry-port', label: 'Dry port' },
  { code: 'customs-warehouse', label: 'Customs warehouse' },
  { code: 'free-zone', label: 'Free zone' },
  { code: 'postal-centre', label: 'Postal or express centre' },
  { code: 'rail-terminal', label: 'Rail terminal' },
  { code: 'inland-waterway', label: 'River port or inland waterway' },
  { code: 'at-sea', label: 'At sea' },
  { code: 'road-inland', label: 'Road inside the country' },
  { code: 'market', label: 'Market, shop or fair' },
  { code: 'premises', label: 'Private or business premises' },
  { code: 'inland', label: 'Elsewhere inland' },
  { code: 'online', label: 'Online' },
  { code: 'other', label: 'Other place' },
] as const satisfies readonly Term[];
