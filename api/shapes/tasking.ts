import { z } from 'zod';
import { ADDRESSEE_RULES } from '../../domain/addressees.ts';
import { ENDS, LATE_RULES, ruleOf, SILENCES, TASKING_KINDS } from '../../domain/tasking.ts';
import { Id } from './id.ts';
import { Key, Ladder, MomentShape, OrganisationCode } from './plan.ts';

export const Reason = z.string().trim().min(1).max(2_000);

export const AddresseesShape = z
  .union([
    z.strictObject({ list: z.array(OrganisationCode).min(1).max(500) }),
    z.strictObject({ rule: z.enum(ADDRESSEE_RULES), rilo: OrganisationCode.optional(), phase: Key.optional() }),
  ])
  .meta({
    id: 'Addressees',
    description:
      'Organisations by code, or everybody of whom a rule holds: who accepted, whom a regional office follows up, who reported, who was silent.',
  });

const joining = {
  joins: Key.optional().meta({ description: 'For a late invitation: the phase with which those who are not invited yet join.' }),
  rilo: OrganisationCode.optional().meta({ description: 'For a late invitation: the regional office that follows them up.' }),
};

export const NewTasking = z
  .strictObject({
    kind: z.enum(TASKING_KINDS.filter((kind) => ruleOf(kind).isOpenedByHand)),
    key: Key.optional(),
    title: z.string().trim().min(3).max(200),
    instructions: z.string().trim().min(1).max(4_000).optional(),
    addressees: AddresseesShape,
    ...joining,
    about: Id.optional().meta({
      description:
        'What it asks about, where that is a thing with an id: a case, a pair of reports, an edition; of a consent the organisation that would get reports, and everybody where there is none.',
    }),
    deadline: MomentShape,
    isLocal: z.boolean().default(false),
    ladder: Ladder.default([]),
    ends: z.enum(ENDS).default('answered'),
    silence: z.enum(SILENCES).default('silent'),
    late: z.enum(LATE_RULES).default('taken'),
    isUrgent: z.boolean().default(false),
  })
  .meta({ id: 'NewTasking' });

export const NewAddition = z.strictObject({ addressees: AddresseesShape, ...joining }).meta({ id: 'NewAddition' });

export const NewWithdrawal = z
  .strictObject({ reason: Reason, organisations: z.array(OrganisationCode).min(1).max(500).optional() })
  .meta({ id: 'NewTaskingWithdrawal', description: 'Without organisations the whole tasking is withdrawn, and ends.' });
