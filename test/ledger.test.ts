import { randomUUID } from 'node:crypto';
import { EVERYTHING, queryAs } from '../prisma/sight.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, TWO_PHASES } from './two-phases.ts';

let stack: Stack;
const { clara, bea, felix } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

/** Says that one case counts with another, as the judgement on a pair does. */
async function link(primaryId: string, secondaryId: string): Promise<unknown[]> {
  const { rows } = await queryAs(stack.database.pool, EVERYTHING, {
    text: `
      insert into case_link (id, primary_id, primary_operation_id, primary_organisation_id, secondary_id, operation_id, organisation_id, reason,
        linked_by_id, linked_at)
      select $1, p.id, p.operation_id, p.organisation_id, s.id, s.operation_id, s.organisation_id, 'One parcel', v.author_id, s.reported_at
      from case_report p, case_report s join case_version v on v.case_id = s.id where p.id = $2 and s.id = $3 returning id`,
    values: [randomUUID(), primaryId, secondaryId],
  });
  return rows;
}

const WARNED = [{ quantity: '0' }];
const MEMBERS = ['bea.belgium', 'felix.france', 'kira.korea'];

test('the sender sees of each report what became of it, whether and with what it counts, and in which editions', async () => {
  const id = await aRunningOperation(stack, { plan: TWO_PHASES, accepting: MEMBERS, wall: '2026-03-20T09:00' });
  const path = `/operations/${id}`;
  const report = async (lines?: object[], caller = bea) => created(await caller.post(`${path}/cases`, aReport(undefined, lines as never)));
  const [accepted, warned, excluded, linked] = [await report(), await report(WARNED), await report(), await report()];
  const french = await report(undefined, felix);
  created(await clara.post(`/cases/${excluded.id}/exclusions`, { reason: 'Outside the operation' }));
  const rows = await link(french.id, linked.id);
  expect(rows).toHaveLength(1);
  await advance(clara, id, '2026-04-11T09:00');
  created(await clara.post(`${path}/editions`, { edition: 'final' }));
  created(await clara.post(`/cases/${accepted.id}/exclusions`, { reason: 'After the cut-off' }));
  created(await clara.post(`/cases/${accepted.id}/inclusions`, { reason: 'No' }));

  const ledger = async (query = '', caller = bea) => (await caller.get(`${path}/ledger?limit=200${query}`)).body.items;
  const entries = await ledger();
  expect(entries.map(({ caseId, state, editions }: any) => [caseId, state, editions])).toEqual([
    [linked.id, 'linked', []],
    [excluded.id, 'excluded', []],
    [warned.id, 'warned', ['final']],
    [accepted.id, 'accepted', ['final']],
  ]);
  expect(entries[0].links).toEqual([{ as: 'secondary', organisation: 'fr-customs', operationId: id, reason: 'One parcel' }]);
  expect(entries[1].exclusion.reason).toBe('Outside the operation');
  expect(entries[2].warnings).toEqual({ unsettled: 1, settled: 0 });
  for (const state of ['accepted', 'warned', 'linked', 'excluded']) {
    expect((await ledger(`&state=${state}`)).map((entry: any) => entry.state)).toEqual([state]);
  }
  expect((await ledger('', felix)).map(({ caseId, links }: any) => [caseId, links[0].as])).toEqual([[french.id, 'primary']]);
  const first = (await bea.get(`${path}/ledger?limit=3`)).body;
  const rest = (await bea.get(`${path}/ledger?limit=3&cursor=${first.next}`)).body;
  expect([...first.items, ...rest.items]).toEqual(entries);
  expect((await clara.get(`${path}/ledger`)).body.code).toBe('permission.denied');
});

test('a report that is one seizure with one of another operation counts in its own, and the ledger says so', async () => {
  const running = () => aRunningOperation(stack, { plan: TWO_PHASES, accepting: MEMBERS, wall: '2026-03-20T09:00' });
  const [path, above] = [`/operations/${await running()}`, `/operations/${await running()}`];
  const { id } = created(await bea.post(`${path}/cases`, aReport()));
  expect(await link(created(await felix.post(`${above}/cases`, aReport())).id, id)).toHaveLength(1);
  const [entry] = (await bea.get(`${path}/ledger`)).body.items;
  expect([entry.state, entry.links.length]).toEqual(['accepted', 1]);
  expect((await clara.get(`${path}/statistics`)).body.figures.cases).toBe(1);
});
