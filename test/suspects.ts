import type { Suspect, SuspectSeizure } from '../domain/duplicate.ts';

export const medicines = (quantity: string, unit = 'C62') => [{ heading: 'medical-products', unit, quantity }];
export const noon = Date.parse('2026-03-10T12:00:00Z');
export const days = (count: number): number => noon + count * 86_400_000;
export const aSeizure = (seizure: Partial<SuspectSeizure> = {}): SuspectSeizure => ({
  at: noon,
  transport: '4',
  goods: medicines('1200'),
  ...seizure,
});

/** A case of Belgian customs with one seizure. */
export const aSuspect = (suspect: Partial<Suspect> = {}, seizure: Partial<SuspectSeizure> = {}): Suspect => ({
  ...{
    operation: 'tulip',
    organisation: 'be-customs',
    country: 'BE',
    service: 'customs',
    units: [],
    keys: [],
    seizures: [aSeizure(seizure)],
  },
  ...suspect,
});
export const police = (seizure: Partial<SuspectSeizure> = {}, suspect: Partial<Suspect> = {}): Suspect =>
  aSuspect({ organisation: 'be-police', service: 'police', ...suspect }, seizure);
export const korea = (seizure: Partial<SuspectSeizure>, suspect: Partial<Suspect> = {}): Suspect =>
  aSuspect({ organisation: 'kr-customs', country: 'KR', ...suspect }, seizure);
export const key = (kind: string, value = 'X1') => ({ keys: [{ kind, value }] });
