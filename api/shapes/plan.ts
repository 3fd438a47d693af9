import { z } from 'zod';
import { StatedHandling } from '../../documents/reports/shape.ts';
import { NOTICE_DAYS } from '../../domain/meeting.ts';
import { SERVICES } from '../../domain/organisation.ts';
import { PHASE_KINDS } from '../../domain/phase.ts';
import { DISPUTE_RULES, EDITION_STATUSES, FORM_DEPTHS, LATE_REPORT_RULES, UNRATIFIED_COURSES } from '../../domain/plan.ts';
import { MOST_MONTHS, MOST_REVIEW_MONTHS, RECORD_CLASSES } from '../../domain/retention.ts';
import { AUDIENCES, LATE_RULES } from '../../domain/tasking.ts';

export const Key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower-case letters, digits and hyphens, 40 characters at most.');
const Text = z.string().trim().min(1).max(2_000);
export const OrganisationCode = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'This is not the code of an organisation.');

const NoticeDays = z
  .number()
  .int()
  .min(0)
  .max(366)
  .optional()
  .meta({
    description: `Days before it begins from which on everybody who takes part is told of it; ${NOTICE_DAYS} where it is not said.`,
  });

/** Clients write wall time and zone; `at` comes back with what they read, and what they send of it is worked out anew. */
export const MomentShape = z
  .strictObject({
    wall: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/, 'Write a wall time such as 2026-03-31T18:00.'),
    zone: z.string().min(1).max(64),
    at: z.string().optional(),
  })
  .meta({ id: 'Moment', description: 'Wall time in an IANA zone. `at`, its instant, is added by Concert.' });

export const Ladder = z
  .array(z.strictObject({ offsetHours: z.number().min(-8_784).max(8_784), tells: z.array(z.enum(AUDIENCES)).min(1).max(5) }))
  .max(12)
  .meta({ id: 'Ladder', description: 'Who is told when, in hours from the deadline; negative is before it.' });

const Steps = z
  .array(
    z.strictObject({
      name: Text,
      posts: z.array(z.string().min(1).max(80)).min(1).max(20),
      quorum: z
        .strictObject({
          count: z.number().int().min(1).max(20),
          perService: z.array(z.enum(SERVICES)).max(3).optional(),
          perLead: z.boolean().optional(),
        })
        .refine(
          ({ perService, perLead }) => !perLead || !perService?.length,
          'Ask for one of each service or for one of each lead, not for both.',
        ),
      isParallel: z.boolean().optional(),
      veto: z.array(z.string().min(1).max(80)).max(20).optional(),
      deadline: z.strictObject({ hours: z.number().min(1).max(8_784), ladder: Ladder, then: z.enum(['lapse', 'consent']) }).optional(),
      onResubmission: z.enum(['repeat', 'keep']).optional(),
    }),
  )
  .max(10)
  .meta({ id: 'Steps' });

const Late = z.enum(LATE_RULES).optional();

export const PlanShape = z
  .strictObject({
    title: z.string().trim().min(3).max(200),
    objectives: z.array(Text).max(20),
    leads: z.array(OrganisationCode).max(10),
    partners: z.array(OrganisationCode).max(50),
    phases: z
      .array(z.strictObject({ key: Key, name: Text, kind: z.enum(PHASE_KINDS), opensAt: MomentShape, closesAt: MomentShape }))
      .max(50),
    targets: z
      .array(z.strictObject({ heading: z.string().min(1).max(80), units: z.array(z.string().min(1).max(20)).min(1).max(20) }))
      .max(100),
    sums: z
      .array(
        z.strictObject({
          key: Key,
          name: Text,
          unit: z.string().min(1).max(20),
          parts: z
            .array(z.strictObject({ heading: z.string(), unit: z.string() }))
            .min(1)
            .max(50),
          reason: Text,
        }),
      )
      .max(20),
    invitees: z.array(z.strictObject({ organisation: OrganisationCode, rilo: OrganisationCode.nullable(), joins: Key })).max(500),
    invitation: z.strictObject({ answerBy: MomentShape, ladder: Ladder, isLocal: z.boolean().optional(), late: Late }),
    form: z.enum(FORM_DEPTHS),
    reporting: z.strictObject({
      periods: z.array(z.strictObject({ key: Key, phase: Key, from: MomentShape, until: MomentShape, dueBy: MomentShape })).max(200),
      nilReturns: z.boolean(),
      ladder: Ladder,
      isLocal: z.boolean().optional(),
      late: Late,
    }),
    approval: Steps,
    editions: z
      .array(
        z.strictObject({
          key: Key,
          status: z.enum(EDITION_STATUSES),
          phases: z.array(Key).min(1).max(50),
          cutOff: MomentShape,
          confirmBy: MomentShape,
          embargo: MomentShape,
          embargoEvent: z
            .string()
            .max(60)
            .regex(/^(operation-closed|released-by-coordinator|phase-closed:[a-z0-9][a-z0-9-]{0,39})$/)
            .optional()
            .meta({ description: 'What its embargo waits for besides its instant: an event, or the word of the coordinators.' }),
        }),
      )
      .max(50),
    publication: z.strictObject({
      silence: z.enum(['silent', 'consent']),
      ladder: Ladder,
      signOff: Steps,
      recipients: z.array(OrganisationCode).max(50),
      late: Late,
      disputes: z.enum(DISPUTE_RULES).optional().meta({ description: 'What a disputed figure holds up.' }),
      lateReports: z.enum(LATE_REPORT_RULES).optional().meta({ description: 'What becomes of reports that come after a cut-off.' }),
      reconciles: z.array(OrganisationCode).max(10).optional().meta({
        description: 'Leads and partners that publish too: nothing goes out while they name different countries.',
      }),
    }),
    chains: z
      .strictObject({
        amendment: Steps.optional(),
        extension: Steps.optional(),
        closing: Steps.optional(),
        publication: Steps.optional(),
        release: Steps.optional(),
        subscription: Steps.optional(),
        fastTrack: z.strictObject({ approval: Steps, ratification: Steps, ifUnratified: z.enum(UNRATIFIED_COURSES).optional() }).optional(),
        override: z.array(z.string().min(1).max(80)).max(20).optional(),
      })
      .optional(),
    followUps: z
      .array(z.strictObject({ key: Key, title: Text, opensAt: MomentShape, dueBy: MomentShape }))
      .max(20)
      .optional(),
    meetings: z
      .array(z.strictObject({ key: Key, title: Text, startsAt: MomentShape, endsAt: MomentShape, place: Text, noticeDays: NoticeDays }))
      .max(100)
      .optional(),
    strands: z
      .array(
        z.strictObject({
          operation: z.uuid(),
          phases: z.array(Key).max(50),
          headings: z.array(z.string().min(1).max(80)).max(100),
          reason: Text,
        }),
      )
      .max(20)
      .optional(),
    recommendations: z
      .array(z.strictObject({ recommendation: z.uuid(), text: Text }))
      .max(200)
      .optional(),
    handling: StatedHandling.optional(),
    bulletins: z
      .strictObject({ fourEyes: z.boolean().meta({ description: 'Whoever wrote a newsletter or an alert does not release it.' }) })
      .optional(),
    riskIndicators: z
      .array(z.strictObject({ key: Key, name: Text }))
      .max(200)
      .optional(),
    retention: z
      .array(
        z.strictObject({
          class: z.enum(RECORD_CLASSES),
          months: z.number().int().min(1).max(MOST_MONTHS).meta({ description: 'How long they are kept; five years at most.' }),
          reviewEveryMonths: z.number().int().min(1).max(MOST_REVIEW_MONTHS).optional().meta({
            description: 'How often owners are asked whether they are still needed; every year where it is not said.',
          }),
        }),
      )
      .max(RECORD_CLASSES.length)
      .optional(),
  })
  .meta({ id: 'Plan' });
