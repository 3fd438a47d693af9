type Entry = { code: string; label: string };

/** UN/ECE Recommendation 19: all its one-digit codes for modes of transport. */
export const TRANSPORT_MODES = [
  { code: '0', label: 'Transport mode not specified' },
  { code: '1', label: 'Maritime transport' },
  { code: '2', label: 'Rail transport' },
  { code: '3', label: 'Road transport' },
  { code: '4', label: 'Air transport' },
  { code: '5', label: 'Mail' },
  { code: '6', label: 'Multimodal transport' },
  { code: '7', label: 'Fixed transport installation' },
  { code: '8', label: 'Inland water transport' },
  { code: '9', label: 'Transport mode not applicable' },
] as const satisfies readonly Entry[];

export type TransportMode = (typeof TRANSPORT_MODES)[number]['code'];

/**
 * The means of transport that reports name, and the mode that each stands for. Reports know two that the recommendation does not:
 * express couriers, which it counts as mail for want of the real mode, and passengers, whose luggage says nothing of how they came.
 */
export const MEANS_OF_TRANSPORT = [
  { code: 'sea', label: 'Sea', mode: '1' },
  { code: 'rail', label: 'Rail', mode: '2' },
  { code: 'road', label: 'Road', mode: '3' },
  { code: 'air', label: 'Air', mode: '4' },
  { code: 'mail', label: 'Mail', mode: '5' },
  { code: 'express', label: 'Express courier', mode: '5' },
  { code: 'multimodal', label: 'Several means under one contract', mode: '6' },
  { code: 'fixed-installation', label: 'Pipeline or other fixed installation', mode: '7' },
  { code: 'inland-water', label: 'Inland water', mode: '8' },
  { code: 'passenger', label: 'Passenger', mode: '0' },
  { code: 'unknown', label: 'Unknown', mode: '0' },
] as const satisfies readonly (Entry & { mode: TransportMode })[];

export type MeansOfTransport = (typeof MEANS_OF_TRANSPORT)[number]['code'];

export function isMeansOfTransport(code: string): code is MeansOfTransport {
  return MEANS_OF_TRANSPORT.some((means) => means.code === code);
}

/** The Recommendation 19 code that a means of transport stands for; '0' (not specified) for one that the catalogue does not know. */
export function transportModeOf(means: string): TransportMode {
  return MEANS_OF_TRANSPORT.find(({ code }) => code === means)?.mode ?? '0';
}
