import { matchCases } from '../prisma/duplicates/match.ts';
import { EVERYTHING, queryAs } from '../prisma/sight.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aLot, aPairOperation, compared, pairOf, pairsOf, reported } from './pairs.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, correction } from './two-phases.ts';

let stack: Stack;
let id: string;
let path: string;
const { clara, bea, pia, felix, kira } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  id = await aPairOperation(stack);
  path = `/operations/${id}`;
});
afterAll(() => stack.stop());

test('a correction takes a pair back, and another one raises it again', async () => {
  const lot = aLot();
  const ours = await reported(bea, path, lot);
  const theirs = await reported(pia, path, lot);
  const { id: pairId } = await pairOf(stack, path, [ours, theirs], 'open');
  const { seizures } = theirs.report;
  const elsewhere = { ...theirs.report, seizures: [{ ...seizures[0], seizedAt: '2026-03-03T12:00:00Z' }] };
  expect((await pia.put(`/cases/${theirs.id}`, correction(elsewhere))).status).toBe(200);
  expect((await pairOf(stack, path, [ours, theirs], 'withdrawn')).id).toBe(pairId);
  expect((await pairsOf(clara, path, '&state=open')).map((each) => each.id)).not.toContain(pairId);
  expect((await pia.put(`/cases/${theirs.id}`, correction(theirs.report))).status).toBe(200);
  expect((await pairOf(stack, path, [ours, theirs], 'open')).id).toBe(pairId);
});

test('what a country reports of one day is not all one seizure, and what two countries report is, where one route says so', async () => {
  const ours = await reported(bea, path, aLot());
  const others = [await reported(pia, path, aLot({ transport: '1' })), await reported(felix, path, aLot())];
  const parcel = aLot();
  const left = await reported(kira, path, { ...parcel, seizure: { ...parcel.seizure, direction: 'export', destination: 'FR' } });
  const right = await reported(felix, path, { ...parcel, seizure: { ...parcel.seizure, direction: 'import', departure: 'KR' } });
  expect((await pairOf(stack, path, [left, right])).reasons.map(({ code }: any) => code)).toContain('both-ends');
  await compared(stack);
  const known = (await pairsOf(clara, path)).map(({ sides }) => sides.map(({ caseId }: any) => caseId));
  for (const other of others) expect(known.filter((ids) => ids.includes(ours.id) && ids.includes(other.id))).toEqual([]);
});

test('while nobody works, reports are taken all the same; a matcher that dies on the way loses nothing', async () => {
  const lot = aLot();
  await stack.stopWork();
  const ours = await reported(bea, path, lot);
  const theirs = await reported(pia, path, lot);
  const { pool } = stack.database;
  await queryAs(pool, EVERYTHING, { text: 'insert into unmatched_case (case_id) values ($1), ($2)', values: [ours.id, theirs.id] });
  await pool.query("alter table event add constraint broken check (type <> 'duplicate.found') not valid");
  await expect(matchCases(stack.database, 100, Date.now())).rejects.toThrow('broken');
  await pool.query('alter table event drop constraint broken');
  expect((await pool.query('select from unmatched_case')).rowCount).toBe(2);
  expect(await matchCases(stack.database, 100, Date.now())).toBe(2);
  expect((await pairOf(stack, path, [ours, theirs])).state).toBe('open');
  await stack.startWork();
});

test('an equal amount is found among however many seizures a country makes at the same hour', async () => {
  const { lines, seizure } = aLot();
  const [{ quantity } = { quantity: '' }] = lines;
  const amounts = Array.from({ length: 120 }, (_, i) => String(Number(quantity) + 1_000_000 * (i + 1)));
  const reports = amounts.map((amount) => aReport('2026-03-05T12:00:00Z', [{ quantity: amount }], seizure));
  const { results } = (await bea.post(`${path}/cases:batch`, { reports })).body;
  const theirs = await reported(pia, path, { lines: [{ quantity: amounts[60] ?? '' }], seizure }, '2026-03-05T12:30:00Z');
  expect((await pairOf(stack, path, [results[60], theirs])).reasons.map(({ code }: any) => code)).toContain('same-quantity');
});
