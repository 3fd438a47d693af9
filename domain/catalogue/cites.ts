import type { DefinedTerm } from './validity.ts';

/** Where a species is listed by the Convention on International Trade in Endangered Species of Wild Fauna and Flora. */
export const CITES_APPENDICES = [
  { code: 'I', label: 'Appendix I', definition: 'Threatened with extinction; commercial trade in wild specimens is prohibited.' },
  { code: 'II', label: 'Appendix II', definition: 'Not necessarily threatened now; trade needs an export permit.' },
  { code: 'III', label: 'Appendix III', definition: 'Protected by at least one country that asked others for help.' },
  { code: 'none', label: 'Not listed', definition: 'In none of the appendices; protected by national law, or not at all.' },
] as const satisfies readonly DefinedTerm[];
