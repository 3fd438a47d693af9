import { z } from 'zod';
import { HANDLING_CODES, PURPOSES, SHARES, TLP_LABELS } from '../../domain/handling.ts';
import { Instant } from './id.ts';

const Permission = z.string().trim().min(1).max(2_000);

export const Handling = z
  .strictObject({
    code: z.enum(HANDLING_CODES),
    tlp: z.enum(TLP_LABELS),
    purposes: z.array(z.enum(PURPOSES)),
    shares: z.array(z.enum(SHARES)),
    permission: z.string().nullable(),
  })
  .meta({
    id: 'Handling',
    description: 'How it may be used: Europol handling code, TLP 2.0 label, purposes, and what its owner lets leave.',
  });

/** What is not said follows from the organisation, and from the plan. */
export const StatedHandling = z
  .strictObject({
    code: z.enum(HANDLING_CODES).optional(),
    tlp: z.enum(TLP_LABELS).optional(),
    purposes: z.array(z.enum(PURPOSES)).max(PURPOSES.length).optional(),
    shares: z.array(z.enum(SHARES)).max(SHARES.length).optional(),
    permission: Permission.nullable().optional(),
  })
  .meta({
    id: 'StatedHandling',
    description: 'What is left out follows from what the organisation says of all its reports, and from the plan.',
  });

export const HandlingChange = z
  .strictObject({ ...StatedHandling.shape, reason: z.string().trim().min(1).max(2_000) })
  .meta({ id: 'HandlingChange' });

export const HandlingItem = z
  .strictObject({ id: z.uuid(), stated: StatedHandling, reason: z.string().nullable(), saidBy: z.string(), saidAt: Instant })
  .meta({ id: 'HandlingItem' });
