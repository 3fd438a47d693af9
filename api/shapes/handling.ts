import { z } from 'zod';
import { HANDLING_CODES, PURPOSES, SHARES, TLP_LABELS } from '../../domain/handling.ts';
import { StatedHandling } from '../../documents/reports/shape.ts';
import { Id, Instant } from './id.ts';

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

export const HandlingChange = z
  .strictObject({ ...StatedHandling.shape, reason: z.string().trim().min(1).max(2_000) })
  .meta({ id: 'HandlingChange' });

export const HandlingItem = z
  .strictObject({ id: Id, stated: StatedHandling, reason: z.string().nullable(), saidBy: z.string(), saidAt: Instant })
  .meta({ id: 'HandlingItem' });
