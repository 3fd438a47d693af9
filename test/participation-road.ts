import type { Caller } from './caller.ts';
import { created } from './operations.ts';
import { at } from './plans.ts';

type Road = Record<'coordinator' | 'administrator' | 'contact' | 'ocu', Caller>;

/**
 * Goes every road of the register, the contacts and the coordination units once, as far as there is success to be had. Answers the ids of
 * what is there now; `organisationId` and `personId` are those of the contact's administration.
 */
export async function walkParticipation(
  { coordinator, administrator, contact, ocu: officer }: Road,
  operationId: string,
): Promise<Record<string, string>> {
  const belgium = (await administrator.get('/organisations?code=be-customs')).body.items[0];
  const organisationId = belgium.id;
  const { id: _, code: __, ...entry } = belgium;
  await administrator.put(`/organisations/${organisationId}`, entry);
  const {
    id: jointId,
    code: _____,
    ...joint
  } = created(await administrator.post('/units', { code: 'be-unit', name: 'A unit', kind: 'jaitf', organisations: ['be-customs'] }));
  await administrator.put(`/units/${jointId}`, { ...joint, organisations: ['be-customs', 'be-police'] });

  const people = (await contact.get(`/organisations/${organisationId}/people`)).body.items;
  const { id: personId, subject: ___, organisation: ____, ...person } = people.find(({ subject }: any) => subject === 'cora.contact');
  await administrator.put(`/people/${personId}`, { ...person, email: 'cora@be-customs.example' });
  const named = { role: 'ocu-officer', rank: 'deputy', person: 'cora.contact', operation: operationId };
  const { id: contactId } = created(await contact.post(`/organisations/${organisationId}/contacts`, named));

  const unit = { key: 'main', name: 'OCU Brussels', kind: 'virtual', host: 'wco', zone: 'Europe/Brussels' };
  const { id: ocuId } = created(await coordinator.post(`/operations/${operationId}/ocus`, unit));
  created(await coordinator.post(`/ocus/${ocuId}/staff`, { person: 'olivia.ocu' }));
  const { id: staffId } = created(await coordinator.post(`/ocus/${ocuId}/staff`, { person: 'igor.interpol' }));
  const shift = { person: 'olivia.ocu', starts: at('2026-03-20T08:00'), ends: at('2026-03-20T16:00') };
  const { id: shiftId } = created(await coordinator.post(`/ocus/${ocuId}/shifts`, shift));
  await coordinator.get(`/ocus/${ocuId}/roster?from=2026-03-20T00:00:00Z`);
  created(await officer.post(`/ocus/${ocuId}/handovers`, { to: 'igor.interpol', summary: 'A quiet night', openItems: ['Call back'] }));
  created(await coordinator.post(`/staff/${staffId}/endings`));
  created(await coordinator.post(`/shifts/${shiftId}/withdrawals`));
  created(await contact.post(`/contacts/${contactId}/endings`));
  await administrator.get(`/people/${personId}`);
  return { organisationId, personId, unitId: jointId, contactId, ocuId, staffId, shiftId };
}
