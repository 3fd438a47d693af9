import { z } from 'zod';
import { Id, Instant } from './id.ts';
import { MomentShape, OrganisationCode } from './plan.ts';

const Person = z.strictObject({ subject: z.string(), name: z.string() });

export const NewOcu = z
  .strictObject({
    key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower-case letters, digits and hyphens, 40 characters at most.'),
    name: z.string().trim().min(2).max(200),
    kind: z.enum(['physical', 'virtual']),
    host: OrganisationCode,
    location: z.string().trim().min(1).max(200).nullable().default(null),
    zone: z.string().min(1).max(64).meta({ description: 'IANA zone of the unit: what its clocks show.' }),
  })
  .meta({ id: 'NewOcu', description: 'An operational coordination unit: physical in one place, or virtual.' });
export const Ocu = z.strictObject({ id: Id, ...NewOcu.shape }).meta({ id: 'Ocu' });

export const Staff = z
  .strictObject({ id: Id, person: Person, organisation: z.string(), from: Instant, until: Instant.nullable() })
  .meta({ id: 'Staff' });

export const Shift = z
  .strictObject({ id: Id, person: Person, organisation: z.string(), starts: MomentShape, ends: MomentShape })
  .meta({ id: 'Shift', description: 'In the wall time that it was written in.' });

const Part = z.strictObject({ from: MomentShape, until: MomentShape });

export const Roster = z
  .strictObject({
    ocu: z.string(),
    zone: z.string(),
    from: MomentShape,
    until: MomentShape,
    shifts: z.array(Shift.extend({ here: Part.meta({ description: 'The same by the clocks of the unit.' }) })),
    onDuty: z.array(Person).meta({ description: "Now, by the operation's time." }),
    gaps: z.array(Part).meta({ description: 'When nobody is on duty. Together with the shifts these are the whole window.' }),
  })
  .meta({ id: 'Roster' });

export const Handover = z
  .strictObject({
    id: Id,
    from: Person,
    to: Person.nullable(),
    summary: z.string(),
    openItems: z.array(z.string()),
    saidAt: Instant,
  })
  .meta({ id: 'Handover' });
