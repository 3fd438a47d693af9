import { flawsOf, reportOf, type Said } from './sheet-reports.ts';

const row = (more: Said = {}): Said => ({
  reference: 'BE-1',
  date: '2026-03-10',
  time: '14:30',
  offset: '+01:00',
  heading: 'medicines',
  ...more,
});
const goods = (more: Said): any => reportOf([row(more)]).seizures[0]?.goods[0];
const seizure = (more: Said, as = {}): any => reportOf([row(more)], as).seizures[0];

describe('a code', () => {
  test.each(['medicines', 'Medicines', 'Medicines [medicines]', 'Médicaments [medicines]', 'médicaments', 'Medicamentos'])(
    'is taken as %s',
    (heading) => expect(goods({ heading }).heading).toBe('medicines'),
  );

  test('that is in no list is refused at its cell', () => {
    expect(flawsOf([row({ heading: 'pills', unit: 'boxes' })])).toEqual(['E3 cell.choice', 'F3 cell.choice']);
    expect(seizure({ departure: 'Allemagne', transit: 'NL; France', destination: 'BE' })).toMatchObject({
      departure: 'DE',
      transit: ['NL', 'FR'],
      destination: 'BE',
    });
    expect(flawsOf([row({ transit: 'NL; Atlantis' })])).toEqual(['F3 cell.choice']);
    expect(seizure({ riskIndicator: 'Box heavier than declared', detection: 'dog' }).detection).toEqual({
      method: 'dog',
      riskIndicator: 'empty-box',
    });
  });

  test('yes and no are taken in every language', () => {
    const said = ['yes', 'Oui', 'sí', 'TRUE', '1'].map((weighed) => goods({ weighed }).isWeighed);
    expect(said).toEqual([true, true, true, true, true]);
    expect(['no', 'Non', 'false', '0'].map((weighed) => goods({ weighed }).isWeighed)).toEqual([false, false, false, false]);
    expect(flawsOf([row({ weighed: 'perhaps' })])).toEqual(['F3 cell.yes-no']);
  });
});

test('counts are whole numbers, degrees have signs, and what CSV put before a formula is taken off', () => {
  expect(seizure({ 'persons.arrested': '2' }).persons).toEqual([{ state: 'arrested', count: 2 }]);
  expect(flawsOf([row({ 'persons.arrested': '1.5' })])).toEqual(['F3 cell.whole']);
  expect(flawsOf([row({ 'persons.arrested': 'two' })])).toEqual(['F3 cell.whole']);
  expect(seizure({ latitude: '-33,87' }).coordinates).toEqual({ latitude: -33.87 });
  expect(seizure({ latitude: "'-33.87", offset: "'+01:00" }, { isCsv: true })).toMatchObject({
    coordinates: { latitude: -33.87 },
    seizedAt: '2026-03-10T14:30:00+01:00',
  });
  expect(goods({ hs: '3004.90' }).hs).toBe('300490');
});
