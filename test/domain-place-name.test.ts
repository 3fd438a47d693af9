import { kilometresBetween, likenessOf } from '../domain/place-name.ts';

test('places are compared as they are written, and as they lie', () => {
  expect(likenessOf('Aéroport de Liège', 'aeroport-de-liege')).toBe(1);
  expect(likenessOf('Antwerp', 'Antwerpen')).toBeGreaterThan(0.5);
  expect([likenessOf('Antwerp', 'Incheon'), likenessOf('Antwerp', undefined), likenessOf('-', '-')]).toEqual([0, 0, 0]);
  expect(kilometresBetween({ latitude: 50.9, longitude: 4.48 }, { latitude: 37.46, longitude: 126.44 })).toBeCloseTo(8_700, -2);
});
