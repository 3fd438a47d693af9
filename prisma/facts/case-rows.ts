import { v7 } from 'uuid';
import type { CaseReport, Channel, GoodsLine, Seizure } from '../../domain/case.ts';
import { targetOf } from '../../domain/case-flaws.ts';
import { placesOf } from '../../domain/case-places.ts';
import { commodityOf } from '../../domain/catalogue/headings.ts';
import { isoOf } from '../../domain/moment.ts';
import type { Plan } from '../../domain/plan.ts';
import { normaliseKey } from '../../domain/catalogue/match-keys.ts';
import type { RaisedWarning } from './raised-warnings.ts';

/** A version of a case that is to be appended, by whom and by which way. `reason` says why it changes; a first version has none. */
export type CaseWriting = {
  caseId: string;
  version: number;
  operationId: string;
  organisationId: string;
  personId: string;
  report: CaseReport;
  plan: Plan;
  channel: Channel;
  /** What must be asked about it; the ids are those of warnings that are new. */
  warnings: readonly RaisedWarning[];
  reason: string | null;
  at: string;
};

/** The arrays that a statement takes for many versions at once: one for each column, and one JSON list for each kind of row below them. */
export function versionValues(writings: readonly CaseWriting[]): unknown[] {
  const places = writings.map(({ report, plan }) => placesOf(report, plan));
  const seizures: object[] = [];
  const lines: object[] = [];
  const values: object[] = [];
  const counts: object[] = [];
  const keys: object[] = [];
  const handling: object[] = [];
  const warned = writings.flatMap(({ caseId, warnings }) => warnings.map((warning) => ({ c: caseId, ...warning })));
  writings.forEach(({ caseId, report, plan }, i) => {
    const { phases = [], periods = [] } = places[i] ?? {};
    report.seizures.forEach((seizure, j) => {
      const id = { c: caseId, s: seizure.number };
      seizures.push({ ...id, ...seizureColumns(seizure), phase: phases[j], period: periods[j] });
      seizure.goods.forEach((line, k) => {
        lines.push({ ...id, l: k + 1, ...lineColumns(line, plan) });
        line.values?.forEach((value, n) => values.push({ ...id, l: k + 1, p: n + 1, ...value }));
      });
      for (const count of seizure.persons ?? []) counts.push({ ...id, kind: 'persons', ...count });
      for (const count of seizure.groups ?? []) counts.push({ ...id, kind: 'groups', ...count });
    });
    keys.push(...keysOf(report).map((key) => ({ c: caseId, ...key })));
    if (report.handling) handling.push({ c: caseId, id: v7(), ...report.handling });
  });
  return [
    writings.map(({ caseId }) => caseId),
    writings.map(({ version }) => version),
    writings.map(({ operationId }) => operationId),
    writings.map(({ organisationId }) => organisationId),
    writings.map(({ personId }) => personId),
    writings.map(({ report }) => report.reference),
    writings.map(({ report }) => JSON.stringify(report)),
    writings.map(({ reason }) => reason),
    writings.map(({ at }) => at),
    places.map(({ reported }) => reported.join(',')),
    writings.map(({ channel }) => channel),
    writings.map(({ report }) => report.external?.system ?? null),
    writings.map(({ report }) => report.external?.id ?? null),
    ...[seizures, lines, values, counts, keys, warned, handling].map((rows) => (rows.length === 0 ? null : JSON.stringify(rows))),
  ];
}

function seizureColumns({ seizedAt, transport, direction, placeType, departure, destination, detection }: Seizure): object {
  // To the millisecond, as the phase was found: PostgreSQL would round the rest, and so move a seizure into the next period.
  const at = isoOf(Date.parse(seizedAt));
  return { at, transport, direction, place_type: placeType, departure, destination, detection: detection?.method };
}

function lineColumns({ heading, unit, quantity, isWeighed, status, brand }: GoodsLine, { targets }: Plan): object {
  return {
    heading,
    unit,
    quantity,
    status,
    brand,
    commodity: commodityOf(heading),
    is_bonus: targetOf(targets, heading) === undefined,
    weighing: isWeighed === undefined ? '' : isWeighed ? 'weighed' : 'unweighed',
  };
}

/** Each number once for a case, written as it is compared. */
function keysOf({ nationalReference, seizures }: CaseReport): { kind: string; value: string }[] {
  const given = [
    ...(nationalReference ? [{ kind: 'national-reference', value: nationalReference }] : []),
    ...seizures.flatMap(({ keys = [] }) => keys),
  ];
  const keys = given.map(({ kind, value }) => ({ kind, value: normaliseKey(kind, value) })).filter(({ value }) => value !== '');
  return [...new Map(keys.map((key) => [`${key.kind}/${key.value}`, key])).values()];
}
