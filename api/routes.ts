import type { Route } from './route.ts';
import { APPROVAL_ROUTES } from './routes/approvals.ts';
import { CASE_ROUTES } from './routes/cases.ts';
import { CLOCK_ROUTES } from './routes/clock.ts';
import { DECISION_ROUTES } from './routes/decisions.ts';
import { DESCRIPTION_ROUTES } from './routes/descriptions.ts';
import { EDITION_ROUTES } from './routes/editions.ts';
import { EVENT_ROUTES } from './routes/events.ts';
import { HEALTH_ROUTES } from './routes/health.ts';
import { LETTER_ROUTES } from './routes/letters.ts';
import { NIL_RETURN_ROUTES } from './routes/nil-returns.ts';
import { OPERATION_ROUTES } from './routes/operations.ts';
import { ORGANISATION_ROUTES } from './routes/organisations.ts';
import { PEOPLE_ROUTES } from './routes/people.ts';
import { PLAN_ROUTES } from './routes/plans.ts';
import { PLAN_VERSION_ROUTES } from './routes/plan-versions.ts';
import { PUBLICATION_ROUTES } from './routes/publications.ts';
import { TASK_ROUTES } from './routes/tasks.ts';

/** Every route of the API. Express, openapi.json and the test of the permission table are made from this list. */
export const ROUTES: readonly Route[] = [
  ...DESCRIPTION_ROUTES,
  ...HEALTH_ROUTES,
  ...ORGANISATION_ROUTES,
  ...PEOPLE_ROUTES,
  ...PLAN_ROUTES,
  ...OPERATION_ROUTES,
  ...PLAN_VERSION_ROUTES,
  ...DECISION_ROUTES,
  ...CLOCK_ROUTES,
  ...APPROVAL_ROUTES,
  ...TASK_ROUTES,
  ...CASE_ROUTES,
  ...NIL_RETURN_ROUTES,
  ...EDITION_ROUTES,
  ...PUBLICATION_ROUTES,
  ...LETTER_ROUTES,
  ...EVENT_ROUTES,
];
