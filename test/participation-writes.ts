import type { Caller } from './caller.ts';
import { created } from './operations.ts';
import { at } from './plans.ts';

/** Every write of the register, the contacts and the coordination units, with a body that it takes, and who sends it where: the route, the body, the caller, the method and the address. */
export async function participationWrites(
  { coordinator, administrator, contact }: Record<'coordinator' | 'administrator' | 'contact', Caller>,
  path: string,
): Promise<[route: string, body: object, caller: Caller, method: 'post' | 'put', target: string][]> {
  const { id: organisationId } = (await administrator.get('/organisations?code=be-customs')).body.items[0];
  const office = {
    name: 'An office',
    kind: 'customs',
    service: 'customs',
    country: 'BE',
    rilo: null,
    email: 'a@a.example',
    language: 'fr',
  };
  const hours = { zone: 'Europe/Brussels', quietFrom: '22:00', quietUntil: '06:00' };
  const { id: officeId } = created(await administrator.post('/organisations', { code: 'an-office', ...office }));
  const person = { name: 'A', email: 'a@a.example', roles: ['contact'], posts: ['p'], unit: null };
  const { id: personId } = created(await administrator.post('/people', { subject: 'any', organisation: 'be-customs', ...person }));
  const joint = { name: 'A unit', kind: 'pcu', country: 'BE', organisations: ['be-customs'] };
  const { id: jointId } = created(await administrator.post('/units', { code: 'a-unit', ...joint }));
  const validity = { from: at('2026-03-01T00:00'), until: at('2026-04-01T00:00') };
  const contacts = `/organisations/${organisationId}/contacts`;
  const named = { role: 'reporter', rank: 'deputy', person: 'any', operation: path.split('/').at(-1), ...validity };
  const { id: contactId } = created(await contact.post(contacts, { ...named, role: 'ocu-officer' }));
  const unit = { key: 'any', name: 'Any unit', kind: 'virtual', host: 'wco', location: 'Brussels', zone: 'Europe/Brussels' };
  const { id: ocuId } = created(await coordinator.post(`${path}/ocus`, unit));
  const { id: staffId } = created(await coordinator.post(`/ocus/${ocuId}/staff`, { person: 'any', ...validity }));
  created(await coordinator.post(`/ocus/${ocuId}/staff`, { person: 'bea.belgium', from: at('2026-01-01T00:00') }));
  const shift = { person: 'bea.belgium', starts: at('2026-03-20T08:00'), ends: at('2026-03-20T16:00') };
  const { id: shiftId } = created(await coordinator.post(`/ocus/${ocuId}/shifts`, shift));
  const later = { ...shift, starts: at('2026-03-21T08:00'), ends: at('2026-03-21T16:00') };
  return [
    ['/organisations/{organisationId}', { ...office, ...hours }, administrator, 'put', `/organisations/${officeId}`],
    ['/people/{personId}', person, administrator, 'put', `/people/${personId}`],
    ['/units/{unitId}', joint, administrator, 'put', `/units/${jointId}`],
    ['/units', { code: 'any', name: 'Any', kind: 'jaitf', country: 'BE', organisations: ['be-customs'] }, administrator, 'post', '/units'],
    ['/organisations/{organisationId}/contacts', named, contact, 'post', contacts],
    ['/contacts/{contactId}/endings', { at: at('2026-03-20T08:00') }, contact, 'post', `/contacts/${contactId}/endings`],
    ['/operations/{operationId}/ocus', { ...unit, key: 'another' }, coordinator, 'post', `${path}/ocus`],
    ['/ocus/{ocuId}/staff', { person: 'kira.korea', ...validity }, coordinator, 'post', `/ocus/${ocuId}/staff`],
    ['/ocus/{ocuId}/shifts', later, coordinator, 'post', `/ocus/${ocuId}/shifts`],
    ['/ocus/{ocuId}/handovers', { to: 'bea.belgium', summary: 'Quiet', openItems: ['Call'] }, contact, 'post', `/ocus/${ocuId}/handovers`],
    ['/shifts/{shiftId}/withdrawals', {}, coordinator, 'post', `/shifts/${shiftId}/withdrawals`],
    ['/staff/{staffId}/endings', { at: at('2026-03-20T08:00') }, coordinator, 'post', `/staff/${staffId}/endings`],
    ['/operations/{operationId}/withdrawals', { reason: 'No staff' }, contact, 'post', `${path}/withdrawals`],
  ];
}
