/**
 * Every event of the ledger, named once, with the sentence that tells it. An event is appended in the transaction of the change that
 * it tells, so that the story of an operation has no gaps. `sight` says who may read it beside coordinators, auditors and
 * administrators: `participants` everybody who has a relation to the operation, `owner` only the organisation that it is about.
 */
export const EVENTS = {
  'organisation.registered': { sight: 'register', says: 'An organisation was registered.' },
  'person.registered': { sight: 'register', says: 'A person was registered.' },
  'operation.created': { sight: 'leads', says: 'The operation was created with a draft plan.' },
  'operation.launched': { sight: 'participants', says: 'The operation was launched and the invitations were opened.' },
  'operation.completed': { sight: 'participants', says: 'Nothing is left to wait for: the operation is complete.' },
  'clock.set': { sight: 'participants', says: "The drill's clock was set." },
  'plan.drafted': { sight: 'leads', says: 'A draft of the plan was written.' },
  'plan.submitted': { sight: 'leads', says: 'The plan was submitted for approval.' },
  'plan.approved': { sight: 'participants', says: 'The plan was approved and is in force.' },
  'plan.returned': { sight: 'leads', says: 'The plan was returned with a reason.' },
  'plan.rejected': { sight: 'leads', says: 'The plan was rejected with a reason.' },
  'approval.decided': { sight: 'leads', says: 'An approver decided.' },
  'participation.invited': { sight: 'owner', says: 'The organisation was invited.' },
  'participation.silent': { sight: 'owner', says: 'The invitation was not answered by its deadline.' },
  'phase.opened': { sight: 'participants', says: 'A phase began.' },
  'phase.closed': { sight: 'participants', says: 'A phase ended.' },
  'tasking.opened': { sight: 'participants', says: 'A tasking was opened and its letters were written.' },
  'tasking.moved': { sight: 'participants', says: 'The deadline of a tasking followed the plan.' },
  'tasking.reminded': { sight: 'leads', says: 'A rung of the ladder was climbed: letters were written to those who are told there.' },
  'tasking.lapsed': { sight: 'leads', says: 'The deadline passed: what had not been answered lapsed.' },
  'tasking.ended': { sight: 'leads', says: 'Nothing of the tasking is left to wait for.' },
  'task.answered': { sight: 'owner', says: 'An addressee answered its task.' },
  'case.reported': { sight: 'owner', says: 'A case was reported.' },
  'case.corrected': { sight: 'owner', says: 'The owner corrected a case: a new version.' },
  'nil-return.filed': { sight: 'owner', says: 'The organisation said that it has nothing to report for the period.' },
  'edition.frozen': { sight: 'participants', says: 'The figures were frozen at the cut-off.' },
  'edition.confirmed': {
    sight: 'leads',
    says: 'The reporting members have confirmed their figures, disputed them, or let the deadline pass.',
  },
  'edition.signed': { sight: 'leads', says: 'The leads signed the figures off.' },
  'edition.returned': { sight: 'leads', says: 'The leads did not sign the figures off.' },
  'edition.moved': { sight: 'leads', says: 'The embargo of an edition followed the plan.' },
  'edition.published': { sight: 'participants', says: 'The embargo ended and the edition was published.' },
  'letter.sent': { sight: 'leads', says: 'A mail server accepted a letter.' },
  'letter.refused': { sight: 'leads', says: 'A mail server refused a letter for good. Somebody must find another address.' },
} as const satisfies Record<string, { sight: 'register' | 'leads' | 'participants' | 'owner'; says: string }>;

export type EventType = keyof typeof EVENTS;
export type Sight = (typeof EVENTS)[EventType]['sight'];

export function eventTypesSeenBy(sights: readonly Sight[]): EventType[] {
  return (Object.keys(EVENTS) as EventType[]).filter((type) => sights.includes(EVENTS[type].sight));
}
