import { z } from 'zod';
import { AUDIENCE_RULES, BULLETIN_CHANNELS, BULLETIN_KINDS } from '../../domain/bulletin.ts';
import { HANDLING_CODES, TLP_LABELS } from '../../domain/handling.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { PRODUCT_FORMATS } from '../../domain/product.ts';
import { Id, Instant } from './id.ts';
import { MomentShape, OrganisationCode } from './plan.ts';

const Paragraph = z.string().trim().min(1).max(4_000);

/** What somebody writes; the rest is added by Concert. */
const written = {
  title: z.string().trim().min(3).max(200),
  text: z
    .array(z.strictObject({ heading: z.string().trim().min(1).max(200), paragraphs: z.array(Paragraph).min(1).max(50) }))
    .min(1)
    .max(30)
    .meta({ description: 'Non-nominal: nobody is named.' }),
  language: z.enum(LANGUAGES).default('en'),
  format: z.enum(PRODUCT_FORMATS).default('pdf'),
  channel: z
    .enum(BULLETIN_CHANNELS)
    .default('letter')
    .meta({ description: 'Attached to the letter, or a link in it. Webhooks get it besides.' }),
  audience: z
    .union([z.strictObject({ list: z.array(OrganisationCode).min(1).max(500) }), z.strictObject({ rule: z.enum(AUDIENCE_RULES) })])
    .meta({ id: 'BulletinAudience', description: 'Organisations by code; or all who take part, all partners of the plan, or both.' }),
  handling: z
    .strictObject({
      code: z.enum(HANDLING_CODES).default('H0'),
      tlp: z.enum(TLP_LABELS),
      permission: z.string().trim().min(1).max(1_000).nullable().default(null),
    })
    .meta({ id: 'BulletinHandling', description: 'How its readers may use it; stricter where what it tells of is.' }),
  hasFigures: z
    .boolean()
    .default(false)
    .meta({ description: 'Figures of the moment of its release, for each recipient by its own rights.' }),
  caseIds: z.array(Id).max(50).default([]).meta({ description: 'Cases that it tells of: it goes to nobody who may not have them.' }),
  acknowledgeBy: MomentShape.nullable().default(null).meta({ description: 'Until when its recipients are asked to acknowledge it.' }),
};

export const NewBulletin = z.strictObject({ kind: z.enum(BULLETIN_KINDS), ...written }).meta({ id: 'NewBulletin' });
export const BulletinText = z.strictObject(written).meta({ id: 'BulletinText' });

const Flaw = z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() });

export const Bulletin = z
  .strictObject({
    id: Id,
    operationId: Id,
    kind: z.enum(BULLETIN_KINDS),
    number: z.number().int().nullable().meta({ description: 'In its operation, by kind; given at its release.' }),
    version: z.number().int(),
    state: z.enum(['draft', 'released']),
    ...(Object.fromEntries(Object.entries(BulletinText.shape)) as typeof BulletinText.shape),
    title: z.string().meta({ description: 'Empty, as the text is, once it has been purged.' }),
    text: z.array(z.strictObject({ heading: z.string(), paragraphs: z.array(z.string()) })),
    writtenAt: Instant,
    releasedAt: Instant.nullable(),
    recipients: z.array(z.string()).meta({ description: 'Whom it would reach now, by code; once it is released, GET its deliveries.' }),
    warnings: z.array(Flaw).meta({ description: 'Where its text may tell who somebody is.' }),
  })
  .meta({ id: 'Bulletin' });
