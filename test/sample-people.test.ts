import { ROLES } from '../domain/organisation.ts';
import { SAMPLE_ORGANISATIONS, SAMPLE_PEOPLE } from '../main/embedded/people.ts';

const twice = (codes: readonly string[]): string[] => codes.filter((code, i) => codes.indexOf(code) < i);
const personOf = (subject: string) => SAMPLE_PEOPLE.find((person) => person.subject === subject);
const organisationOf = (code: string | undefined) => SAMPLE_ORGANISATIONS.find((organisation) => organisation.code === code);

test('every sample person belongs to a sample organisation and is somebody once', () => {
  expect(SAMPLE_PEOPLE.filter(({ organisation }) => !organisationOf(organisation))).toEqual([]);
  expect(twice(SAMPLE_PEOPLE.map(({ subject }) => subject))).toEqual([]);
  expect(twice(SAMPLE_PEOPLE.map(({ email }) => email))).toEqual([]);
});

test('every sample person has a role or a post, one line about it, and only roles that exist', () => {
  const unfit = SAMPLE_PEOPLE.filter(
    ({ roles, posts, about }) =>
      roles.length + posts.length === 0 || !roles.every((role) => ROLES.includes(role)) || about === '' || about.includes('\n'),
  );
  expect(unfit).toEqual([]);
});

test('no post has two holders, so that every post speaks with one voice', () => {
  expect(twice(SAMPLE_PEOPLE.flatMap(({ posts }) => posts))).toEqual([]);
});

test.each([
  ['wco-director-compliance', 'wco'],
  ['wco-deputy-compliance', 'wco'],
  ['interpol-director-operations', 'interpol'],
])('%s is held by somebody of %s who cannot also write the plan', (post, organisation) => {
  const holder = SAMPLE_PEOPLE.find(({ posts }) => posts.includes(post));
  expect(holder).toMatchObject({ organisation, roles: [] });
});

test('every role has somebody to play it', () => {
  expect(ROLES.filter((role) => !SAMPLE_PEOPLE.some(({ roles }) => roles.includes(role)))).toEqual([]);
});

test('every national administration has somebody who answers and reports', () => {
  const silent = SAMPLE_ORGANISATIONS.filter(
    ({ code, country }) =>
      country !== null &&
      !SAMPLE_PEOPLE.some(({ organisation, roles }) => organisation === code && roles.includes('contact') && roles.includes('reporter')),
  );
  expect(silent).toEqual([]);
});

test('ada.admin keeps the register under a readable name', () => {
  expect(personOf('ada.admin')).toMatchObject({ name: 'Ada Admin', roles: ['administrator'], email: 'ada.admin@wco.example' });
});

test('no address of the samples can ever be delivered', () => {
  const addresses = [...SAMPLE_ORGANISATIONS, ...SAMPLE_PEOPLE].map(({ email }) => email);
  expect(addresses.filter((address) => !/^[a-z.]+@[a-z-]+\.example$/.test(address))).toEqual([]);
});
