import type { CaseReport, GoodsLine, Seizure } from './case.ts';
import { isMeansOfTransport, transportModeOf } from './catalogue/transport.ts';
import { oncePerMatter, warning, type Warning } from './warning.ts';

/** What must be asked about a report that has no flaws. It is taken, and counts, all the same: who reported may be right. */
export function caseWarnings({ seizures }: CaseReport): Warning[] {
  return oncePerMatter(
    seizures.flatMap((seizure, i) => [
      ...routeWarnings(seizure, `/seizures/${i}`),
      ...transportWarnings(seizure, `/seizures/${i}`),
      ...placeWarnings(seizure, `/seizures/${i}`),
      ...seizure.goods.flatMap((line, j) => goodsWarnings(line, seizure.number, `/seizures/${i}/goods/${j}`)),
    ]),
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

function goodsWarnings({ heading, quantity, unit, including = [] }: GoodsLine, number: number, pointer: string): Warning[] {
  const nothing = Number(quantity) === 0 ? [warning(`${pointer}/quantity`, 'case.quantity-zero', [number, heading, unit])] : [];
  const parts = including.flatMap((part, i) => {
    const exceeds = part.unit === unit && Number(part.quantity) > Number(quantity);
    const questioned = [number, heading, unit, quantity, part.quantity];
    return exceeds ? [warning(`${pointer}/including/${i}`, 'case.part-exceeds-whole', questioned)] : [];
  });
  return [...nothing, ...parts];
}
