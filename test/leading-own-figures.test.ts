import type { Caller } from './caller.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, created } from './operations.ts';
import { postOf } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let clara: Caller;
let bea: Caller;
let felix: Caller;

beforeAll(async () => {
  stack = await aStack();
  const people = ['clara.coordinator', 'bea.belgium', 'felix.france'];
  [clara, bea, felix] = (await Promise.all(people.map((person) => stack.as(person)))) as [Caller, Caller, Caller];
});
afterAll(() => stack.stop());

const report = async (member: Caller, id: string, reference: string, quantity: string): Promise<any> =>
  created(
    await member.post(`/operations/${id}/cases`, {
      reference,
      seizures: [{ number: 1, seizedAt: '2026-03-10T12:00:00Z', goods: [{ heading: 'medicines', quantity, unit: 'C62' }] }],
    }),
  );
const figures = (cases: string, quantity: string): object[] => [
  { name: 'cases', unit: 'cases', value: cases },
  { name: 'seizures', unit: 'seizures', value: cases },
  { name: 'medicines', unit: 'C62', value: quantity },
];

test('whoever is asked to confirm its figures finds them in the letter and in the edition, and nobody finds those of another', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  await report(bea, id, 'BE-1', '1200');
  await report(bea, id, 'BE-2', '34.5');
  await report(felix, id, 'FR-1', '300');
  await advance(clara, id, '2026-04-10T18:01');
  await report(bea, id, 'BE-3', '5000'); // after the cut-off
  const { id: editionId, taskingId } = created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));

  const own = async (person: Caller): Promise<unknown> => (await person.get(`/editions/${editionId}`)).body.own;
  expect(await own(bea)).toEqual(figures('2', '1234.5'));
  expect(await own(felix)).toEqual(figures('1', '300'));
  expect(await own(clara)).toBeNull();

  const asked = (await postOf(stack, id)).filter(({ batch }) => batch === `tasking/${taskingId}`);
  const toOne = (address: string): string => asked.find((letter) => letter.address.startsWith(address))?.mail.text ?? '';
  expect(asked).toHaveLength(2);
  expect(toOne('bea.')).toMatch(/^Médicaments \(.*\).*: 1.234,5$/m);
  expect(toOne('felix.')).toMatch(/^Médicaments \(.*\).*: 300$/m);
  for (const { mail } of asked) expect(mail.text).toContain(`GET /editions/${editionId}`);
});
