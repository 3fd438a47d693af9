import type { DefinedTerm } from './validity.ts';

/** What an amount of money says. Amounts of different bases are never added, nor those of different currencies. */
export const VALUE_BASES = [
  { code: 'face', label: 'Face value', definition: 'What notes, coins or bearer instruments say that they are worth.' },
  { code: 'customs', label: 'Customs value', definition: 'The value by which duty is assessed.' },
  { code: 'wholesale', label: 'Wholesale value', definition: 'What traders pay each other where the goods were seized.' },
  { code: 'retail', label: 'Retail value', definition: 'What buyers pay; for counterfeits, the price of the genuine goods.' },
  { code: 'street', label: 'Street value', definition: 'What the last buyer pays for prohibited goods, in the portions sold.' },
  { code: 'evaded-duty', label: 'Evaded duty', definition: 'Duties and taxes that would have been lost.' },
  { code: 'mis-invoiced', label: 'Mis-invoiced value', definition: 'The difference between the value declared and the real one.' },
  { code: 'loss-prevented', label: 'Loss prevented', definition: 'What others would have lost, by an estimate of the reporting service.' },
  { code: 'unstated', label: 'Not stated', definition: 'The source does not say which; shown, and added to nothing.' },
] as const satisfies readonly DefinedTerm[];
