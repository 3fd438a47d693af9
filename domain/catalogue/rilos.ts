type Entry = { code: string; name: string; city: string };

/**
 * The WCO's Regional Intelligence Liaison Offices. The WCO publishes that there are twelve (2024) and where those of Asia and the
 * Pacific, Central Africa, Eastern and Central Europe, the Middle East, West Africa and Western Europe are; the host administrations
 * or their press say so of North Africa, South America and (Guatemala, without a city) Central America. Background knowledge,
 * unverified: Castries, where the Caribbean's joint intelligence office does a RILO's work, Moscow, Harare (only its host, Zimbabwe,
 * is published) and Guatemala City. Hosts change every few years. The codes are ours.
 */
export const RILOS = [
  { code: 'rilo-ap', name: 'RILO Asia and the Pacific', city: 'Seoul' },
  { code: 'rilo-ca', name: 'RILO Central Africa', city: 'Douala' },
  { code: 'rilo-cam', name: 'RILO Central America', city: 'Guatemala City' },
  { code: 'rilo-car', name: 'RILO Caribbean', city: 'Castries' },
  { code: 'rilo-cis', name: 'RILO Commonwealth of Independent States', city: 'Moscow' },
  { code: 'rilo-ece', name: 'RILO Eastern and Central Europe', city: 'Warsaw' },
  { code: 'rilo-esa', name: 'RILO Eastern and Southern Africa', city: 'Harare' },
  { code: 'rilo-me', name: 'RILO Middle East', city: 'Riyadh' },
  { code: 'rilo-na', name: 'RILO North Africa', city: 'Rabat' },
  { code: 'rilo-sam', name: 'RILO South America', city: 'Valparaíso' },
  { code: 'rilo-wa', name: 'RILO West Africa', city: 'Dakar' },
  { code: 'rilo-we', name: 'RILO Western Europe', city: 'Cologne' },
] as const satisfies readonly Entry[];

export type Rilo = (typeof RILOS)[number];
export type RiloCode = Rilo['code'];

/** The office with this code, or undefined. */
export function riloOf(code: string): Rilo | undefined {
  return RILOS.find((rilo) => rilo.code === code);
}
