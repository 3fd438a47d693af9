/** Numbers by which two reports of one seizure are recognised. */
export const MATCH_KEY_KINDS = ['container', 'flight', 'parcel', 'lab-exhibit', 'national-reference'] as const;

/** As it is compared: capital letters and digits only. '' where nothing of it is left. */
export function normaliseKey(_kind: string, value: string): string {
  return value.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
