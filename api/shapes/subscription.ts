import { z } from 'zod';
import { WEEKDAYS } from '../../domain/cadence.ts';
import { CHANNELS } from '../../domain/delivery.ts';
import { DETAILS, PURPOSES } from '../../domain/handling.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { PRODUCT_FORMATS } from '../../domain/product.ts';
import {
  LEAST_SMALLEST_CELL,
  SUBSCRIPTION_KINDS,
  SUBSCRIPTION_STATES,
  TERMS_STATES,
  TREND_STEPS,
  USUAL_SMALLEST_CELL,
} from '../../domain/subscription.ts';
import { Id, Instant } from './id.ts';
import { Key, OrganisationCode } from './plan.ts';

const At = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time of day such as 07:30.');

const Cadence = z
  .discriminatedUnion('every', [
    z.strictObject({ every: z.literal('day'), at: At }),
    z.strictObject({ every: z.literal('week'), on: z.enum(WEEKDAYS), at: At }),
    z.strictObject({ every: z.literal('month'), on: z.number().int().min(1).max(31), at: At }),
    z.strictObject({ every: z.literal('phase') }),
    z.strictObject({ every: z.literal('edition') }),
  ])
  .meta({
    id: 'Cadence',
    description: 'When a window ends: at a wall time of the zone, with a phase, or with the publication of an edition.',
  });

const Scope = z
  .strictObject({
    headings: z.array(z.string().min(1).max(80)).max(100).default([]),
    regions: z.array(OrganisationCode).max(50).default([]),
    phases: z.array(Key).max(50).default([]),
    detail: z.enum(DETAILS),
    purpose: z.enum(PURPOSES),
  })
  .meta({ id: 'SubscriptionScope', description: 'Empty lists are all that there is.' });

export const Terms = z
  .strictObject({
    kind: z.enum(SUBSCRIPTION_KINDS).default('summary'),
    scope: Scope,
    cadence: Cadence,
    zone: z.string().min(1).max(64),
    format: z.enum(PRODUCT_FORMATS),
    channel: z.enum(CHANNELS),
    language: z.enum(LANGUAGES),
    smallestCell: z.number().int().min(LEAST_SMALLEST_CELL).max(100).default(USUAL_SMALLEST_CELL),
    trend: z.enum(TREND_STEPS).nullable().default(null),
  })
  .meta({ id: 'SubscriptionTerms' });

export const NewSubscription = Terms.extend({ name: z.string().trim().min(1).max(120) }).meta({ id: 'NewSubscription' });

const TermsVersion = z
  .strictObject({
    number: z.number().int(),
    state: z.enum(TERMS_STATES),
    terms: Terms,
    proposedBy: z.string(),
    proposedAt: Instant,
    approvalId: Id.nullable(),
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'TermsVersion' });

export const Subscription = z
  .strictObject({
    id: Id,
    operationId: Id,
    organisation: z.string(),
    name: z.string(),
    state: z.enum(SUBSCRIPTION_STATES),
    stateSince: Instant,
    stateReason: z.string().nullable(),
    version: z.number().int().nullable().meta({ description: 'The terms in force.' }),
    versions: z.array(TermsVersion).meta({ description: 'Newest first.' }),
    coveredUntil: Instant.nullable().meta({ description: 'Where the next window begins.' }),
  })
  .meta({ id: 'Subscription' });

export const SubscriptionPath = z.object({ subscriptionId: Id });
