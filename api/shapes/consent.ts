import { z } from 'zod';
import { PURPOSES } from '../../domain/handling.ts';
import { Id, Instant } from './id.ts';
import { OrganisationCode } from './plan.ts';
import { Reason } from './tasking.ts';
import { ValidityFields } from './validity.ts';

const SCOPE = {
  headings: z
    .array(z.string().min(1).max(80))
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Reports of nothing else than these goods, by subtype or by what it belongs to. All where it is left out.' }),
  cases: z.array(Id).min(1).max(1_000).optional().meta({ description: 'Only these reports of your own. All where it is left out.' }),
  purposes: z.array(z.enum(PURPOSES)).min(1).optional().meta({ description: 'Only for these. For all where it is left out.' }),
};

export const ConsentScope = z
  .strictObject({ ...SCOPE, until: ValidityFields.until })
  .meta({ id: 'ConsentScope', description: 'How far the consent reaches that an answer gives.' });

export const NewConsent = z
  .strictObject({
    recipient: OrganisationCode.nullable().meta({ description: 'Null: everybody, in what is published.' }),
    ...SCOPE,
    ...ValidityFields,
    reason: Reason,
  })
  .meta({ id: 'NewConsent' });

export const Consent = z
  .strictObject({
    id: Id,
    operationId: Id,
    organisation: z.string().meta({ description: 'Whose reports.' }),
    recipient: z.string().nullable(),
    headings: z.array(z.string()).nullable(),
    cases: z.array(Id).nullable(),
    purposes: z.array(z.enum(PURPOSES)).nullable(),
    from: Instant,
    until: Instant.nullable(),
    reason: z.string().nullable(),
    givenAt: Instant,
    taskId: Id.nullable().meta({ description: 'The task whose answer gave it, where one did.' }),
    revokedAt: Instant.nullable(),
    revocationReason: z.string().nullable(),
  })
  .meta({
    id: 'Consent',
    description: 'An owner lets a recipient have what the code, the label or the purposes of its reports close to it.',
  });
