import type { CaseReport, GoodsLine, Seizure } from './case.ts';
import { isUsualHs } from './catalogue/hs-fits.ts';
import { isDoubtfulKey } from './catalogue/match-keys.ts';
import { isMeansOfTransport, transportModeOf } from './catalogue/transport.ts';
import { WARNINGS } from './failure.ts';
import { identifyingText } from './identifying-text.ts';
import { implausibilityOf, type MagnitudeHistory } from './magnitude.ts';
import { oncePerMatter, warning, type Warning } from './warning.ts';

/** What is known of the quantities of a heading in a unit; null where nothing is. */
export type HistoryOf = (heading: string, unit: string) => MagnitudeHistory | null;

/** What must be asked about a report that has no flaws. It is taken, and counts, all the same: who reported may be right. */
export function caseWarnings({ summary, seizures }: CaseReport, historyOf: HistoryOf): Warning[] {
  return oncePerMatter([
    ...textWarnings(summary, '/summary'),
    ...seizures.flatMap((seizure, i) => [
      ...routeWarnings(seizure, `/seizures/${i}`),
      ...transportWarnings(seizure, `/seizures/${i}`),
      ...placeWarnings(seizure, `/seizures/${i}`),
      ...keyWarnings(seizure, `/seizures/${i}/keys`),
      ...textWarnings(seizure.place, `/seizures/${i}/place`),
      ...textWarnings(seizure.concealment, `/seizures/${i}/concealment`),
      ...seizure.goods.flatMap((line, j) => goodsWarnings(line, seizure.number, `/seizures/${i}/goods/${j}`, historyOf)),
    ]),
  ]);
}

/** Says what kind of thing the text may hold, and never the thing: warnings are listed to others than the owner. */
function textWarnings(text: string | undefined, pointer: string): Warning[] {
  const kinds = [...new Set(text === undefined ? [] : identifyingText(text).map(({ kind }) => kind))];
  if (kinds.length === 0) return [];
  return [warning(pointer, 'case.text-identifying', text, `${WARNINGS['case.text-identifying']} It looks like: ${kinds.join(', ')}.`)];
}

function keyWarnings({ number, keys = [] }: Seizure, pointer: string): Warning[] {
  return keys.flatMap(({ kind, value }, i) =>
    isDoubtfulKey(kind, value) ? [warning(`${pointer}/${i}/value`, 'case.key-doubtful', [number, kind, value])] : [],
  );
}

function routeWarnings({ number, direction, departure, transit = [], destination }: Seizure, pointer: string): Warning[] {
  const questioned = [number, direction, departure, transit, destination];
  if (direction === 'internal') {
    const isAbroad = new Set([departure, ...transit, destination].filter((country) => country !== undefined)).size > 1;
    return isAbroad ? [warning(`${pointer}/direction`, 'case.route-abroad', questioned)] : [];
  }
  const isCircular = direction !== undefined && departure !== undefined && departure === destination;
  const end = transit.findIndex((country) => country === departure || country === destination);
  return [
    ...(isCircular ? [warning(`${pointer}/destination`, 'case.route-circular', questioned)] : []),
    ...(end >= 0 ? [warning(`${pointer}/transit/${end}`, 'case.transit-at-the-end', questioned)] : []),
  ];
}

/** What is unknown, what passengers carry, and what goes by post or by several means may have come by any mode. */
function transportWarnings({ number, transport, means }: Seizure, pointer: string): Warning[] {
  if (transport === undefined || means === undefined || !isMeansOfTransport(means)) return [];
  const mode = transportModeOf(means);
  const isOpen = ['0', '5', '6'].includes(mode) || ['0', '5', '6', '9'].includes(transport);
  return isOpen || mode === transport ? [] : [warning(`${pointer}/transport`, 'case.transport-contradicts', [number, transport, means])];
}

function placeWarnings({ number, coordinates }: Seizure, pointer: string): Warning[] {
  const isUnset = coordinates?.latitude === 0 && coordinates.longitude === 0;
  return isUnset ? [warning(`${pointer}/coordinates`, 'case.coordinates-unset', number)] : [];
}

function goodsWarnings(line: GoodsLine, number: number, pointer: string, historyOf: HistoryOf): Warning[] {
  const { heading, quantity, unit, hs, description, including = [] } = line;
  const unusual = hs !== undefined && !isUsualHs(heading, hs) ? [warning(`${pointer}/hs`, 'case.hs-unusual', [number, heading, hs])] : [];
  const nothing = Number(quantity) === 0 ? [warning(`${pointer}/quantity`, 'case.quantity-zero', [number, heading, unit])] : [];
  const parts = including.flatMap((part, i) => {
    const exceeds = part.unit === unit && Number(part.quantity) > Number(quantity);
    const questioned = [number, heading, unit, quantity, part.quantity];
    return exceeds ? [warning(`${pointer}/including/${i}`, 'case.part-exceeds-whole', questioned)] : [];
  });
  return [
    ...nothing,
    ...parts,
    ...unusual,
    ...magnitudeWarnings(line, number, pointer, historyOf),
    ...textWarnings(description, `${pointer}/description`),
    ...including.flatMap((part, i) => textWarnings(part.description, `${pointer}/including/${i}/description`)),
  ];
}

/** The ceiling of the catalogue is told. What others have reported is not, though it is what the quantity was compared with. */
function magnitudeWarnings({ heading, quantity, unit }: GoodsLine, number: number, pointer: string, historyOf: HistoryOf): Warning[] {
  const found = implausibilityOf({ heading, quantity, unit }, historyOf(heading, unit));
  if (!found) return [];
  const says = WARNINGS['case.magnitude-implausible'];
  const detail = found.reason === 'beyond-ceiling' ? `${says} More than ${found.threshold} ${found.unit} is asked about.` : says;
  return [warning(`${pointer}/quantity`, 'case.magnitude-implausible', [number, heading, quantity, unit], detail)];
}
