import { LANGUAGES } from '../domain/language.ts';
import { ORGANISATION_KINDS, SERVICES } from '../domain/organisation.ts';
import { countryOf, isCountry } from '../domain/catalogue/countries.ts';
import { RILOS } from '../domain/catalogue/rilos.ts';
import { SAMPLE_ORGANISATIONS } from '../main/embedded/people.ts';

const organisationOf = (code: string | undefined) => SAMPLE_ORGANISATIONS.find((organisation) => organisation.code === code);

test('every sample organisation uses the words of the register', () => {
  const unfit = SAMPLE_ORGANISATIONS.filter(
    ({ kind, service, language, country, rilo }) =>
      !ORGANISATION_KINDS.includes(kind) ||
      !SERVICES.includes(service) ||
      !LANGUAGES.includes(language) ||
      (country !== null && !isCountry(country)) ||
      (rilo !== null && organisationOf(rilo)?.kind !== 'rilo'),
  );
  expect(unfit).toEqual([]);
});

test('a national administration is named by country and service and belongs to the RILO of its country', () => {
  const national = SAMPLE_ORGANISATIONS.filter(({ country }) => country !== null);
  expect(national).toHaveLength(7);
  for (const { code, kind, country, rilo } of national) {
    expect(code).toBe(`${country?.toLowerCase()}-${kind}`);
    expect(rilo).toBe(countryOf(country ?? '')?.rilo);
  }
});

test('every RILO of the catalogue is an organisation in customs service', () => {
  const missing = RILOS.filter(({ code }) => {
    const rilo = organisationOf(code);
    return rilo?.kind !== 'rilo' || rilo.service !== 'customs';
  });
  expect(missing).toEqual([]);
});

test('the leads speak for customs and for police', () => {
  expect(organisationOf('wco')).toMatchObject({ kind: 'international-organisation', service: 'customs' });
  expect(organisationOf('interpol')).toMatchObject({ kind: 'international-organisation', service: 'police' });
});
