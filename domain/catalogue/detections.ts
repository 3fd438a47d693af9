import type { DefinedTerm } from './validity.ts';

/** What led to the goods. One is given: that without which the control would not have been made. */
export const DETECTION_METHODS = [
  { code: 'risk-profile', label: 'Risk profile', definition: 'Selected by a risk indicator, of the operation or of the administration.' },
  { code: 'intelligence', label: 'Intelligence', definition: 'Intelligence on this consignment, person or means of transport.' },
  { code: 'warning-message', label: 'Warning message', definition: 'A warning message of the operation announced it.' },
  { code: 'informant', label: 'Informant', definition: 'A person outside the service told of it.' },
  { code: 'documents', label: 'Documents', definition: 'Declaration, manifest or permit did not hold when it was checked.' },
  { code: 'dog', label: 'Detector dog', definition: 'A dog indicated it.' },
  { code: 'scanner', label: 'X-ray or scanner', definition: 'Found in an image of the goods, the vehicle or the luggage.' },
  { code: 'detector', label: 'Other technical device', definition: 'Indicated by a trace, metal, radiation or density detector.' },
  {
    code: 'physical-check',
    label: 'Physical check',
    definition: 'Found by hand or by eye in a control that nothing of the above asked for.',
  },
  { code: 'online-monitoring', label: 'Online monitoring', definition: 'Found in an offer, advertisement or auction online.' },
  { code: 'investigation', label: 'Investigation', definition: 'Found while an investigation that was open already was pursued.' },
  { code: 'random', label: 'Random selection', definition: 'Selected by chance, or because everything was checked.' },
  { code: 'other', label: 'Other', definition: 'None of the above.' },
] as const satisfies readonly DefinedTerm[];
