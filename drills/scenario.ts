import { z } from 'zod';
import { eventSchema } from './event.ts';
import { countriesSchema, decimalSchema, keySchema, wallSchema } from './words.ts';
import { scenarioFlaws } from './scenario-flaws.ts';

/** Whom the scenario needs in the register beside the participants. Whoever is there already is left as they are. */
const organisationSchema = z.strictObject({
  code: keySchema,
  name: z.string().min(1),
  kind: z.string(),
  service: z.enum(['customs', 'police', 'other']),
});

const personSchema = z.strictObject({
  subject: z.string().min(1),
  organisation: keySchema,
  roles: z.array(z.string()).default([]),
  posts: z.array(z.string()).default([]),
});

/** Administrations that are invited together. Each gets one person who answers and reports for it. */
const groupSchema = z.strictObject({
  key: keySchema,
  service: z.enum(['customs', 'police']),
  /** The phase with which they join. */
  joins: keySchema,
  /** Codes of ISO 3166-1 with spaces between them, by the regional office that follows them up. */
  countries: z.record(keySchema, countriesSchema),
});

const figureSchema = z.strictObject({
  edition: keySchema,
  name: keySchema,
  /** Needed where figures of one name exist in several units. */
  unit: z.string().optional(),
  value: decimalSchema,
  /** Where the figure was published. */
  source: z.url().optional(),
});

export const scenarioSchema = z
  .strictObject({
    drill: keySchema,
    about: z.string().min(1),
    /** Said under the table: where cases come from, what is assumed. */
    notes: z.array(z.string()).default([]),
    /** Same seed, same cases and same order of members. */
    seed: z.string().min(1),
    /** The zone of every wall time in this file. */
    zone: z.string().min(1),
    clock: z.strictObject({ startsAt: wallSchema, rate: z.number().positive() }),
    /** Subjects of those who act where an event names nobody. */
    cast: z.strictObject({ administrator: z.string(), coordinator: z.string() }),
    organisations: z.array(organisationSchema).default([]),
    people: z.array(personSchema).default([]),
    groups: z.array(groupSchema).min(1),
    plan: z.strictObject({
      template: keySchema,
      /** RFC 7396 merge patch to the template's plan: what is not named stays, null removes, lists are replaced whole. */
      change: z.record(z.string(), z.unknown()).default({}),
      invite: z.array(keySchema).min(1),
    }),
    events: z.array(eventSchema).min(1),
    figures: z.array(figureSchema),
  })
  .superRefine((scenario, context) => {
    for (const { path, message } of scenarioFlaws(scenario)) context.addIssue({ code: 'custom', path, message });
  });

export type Scenario = z.infer<typeof scenarioSchema>;
export type Group = Scenario['groups'][number];
export type ExpectedFigure = Scenario['figures'][number];

/** A scenario from its JSON text. Throws with one line per mistake, each with the place in the file. */
export function readScenario(text: string): Scenario {
  const read = scenarioSchema.safeParse(parse(text));
  if (read.success) return read.data;
  const lines = read.error.issues.map(({ path, message }) => `  /${path.map(String).join('/')}: ${message}`);
  throw new Error(`This is not a scenario that can be played:\n${lines.join('\n')}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`This is not JSON: ${(error as Error).message}`, { cause: error });
  }
}
