import type { Route } from './route.ts';
import { ACTIVITY_COUNT_ROUTES } from './routes/activity-counts.ts';
import { APPROVAL_ROUTES } from './routes/approvals.ts';
import { ATTACHMENT_ROUTES } from './routes/attachments.ts';
import { BOUNCE_ROUTES } from './routes/bounces.ts';
import { BULLETIN_ROUTES } from './routes/bulletins.ts';
import { CALENDAR_ROUTES } from './routes/calendar.ts';
import { CASE_ROUTES } from './routes/cases.ts';
import { DUPLICATE_ROUTES } from './routes/duplicates.ts';
import { JUDGEMENT_ROUTES } from './routes/judgements.ts';
import { CATALOGUE_ROUTES } from './routes/catalogue.ts';
import { CATALOGUE_PROPOSAL_ROUTES } from './routes/catalogue-proposals.ts';
import { CHAIN_HEALTH_ROUTES } from './routes/chain-health.ts';
import { CLOCK_ROUTES } from './routes/clock.ts';
import { COURSE_ROUTES } from './routes/courses.ts';
import { CONSENT_ROUTES } from './routes/consents.ts';
import { CONTACT_ROUTES } from './routes/contacts.ts';
import { DECISION_ROUTES } from './routes/decisions.ts';
import { DECLARED_TOTAL_ROUTES } from './routes/declared-totals.ts';
import { DELIVERY_ROUTES } from './routes/deliveries.ts';
import { DESCRIPTION_ROUTES } from './routes/descriptions.ts';
import { DRAFT_ROUTES } from './routes/drafts.ts';
import { EDITION_ROUTES } from './routes/editions.ts';
import { EDITION_RECORD_ROUTES } from './routes/edition-records.ts';
import { EDITION_RELEASE_ROUTES } from './routes/edition-releases.ts';
import { UNLOCK_ROUTES } from './routes/unlocks.ts';
import { DISPUTE_ROUTES } from './routes/disputes.ts';
import { LATE_APPEAL_ROUTES } from './routes/late-appeals.ts';
import { EVENT_ROUTES } from './routes/events.ts';
import { EXPORT_ROUTES } from './routes/exports.ts';
import { FEED_RECORD_ROUTES } from './routes/feed-records.ts';
import { FEED_ROUTES } from './routes/feeds.ts';
import { CASE_HANDLING_ROUTES } from './routes/case-handling.ts';
import { EXCLUSION_ROUTES } from './routes/exclusions.ts';
import { EXTENSION_ROUTES } from './routes/extension-requests.ts';
import { EVIDENCE_ROUTES } from './routes/evidence.ts';
import { HOLD_ROUTES } from './routes/holds.ts';
import { PURGE_ROUTES } from './routes/purges.ts';
import { RETENTION_ROUTES } from './routes/retention.ts';
import { HEALTH_ROUTES } from './routes/health.ts';
import { IMPORT_ROUTES } from './routes/imports.ts';
import { INTAKE_ROUTES } from './routes/intake.ts';
import { LEDGER_ROUTES } from './routes/ledger.ts';
import { LETTER_ROUTES } from './routes/letters.ts';
import { NIL_RETURN_ROUTES } from './routes/nil-returns.ts';
import { OCU_ROUTES } from './routes/ocus.ts';
import { OPERATION_ROUTES } from './routes/operations.ts';
import { ORGANISATION_ROUTES } from './routes/organisations.ts';
import { PARTICIPATION_ROUTES } from './routes/participations.ts';
import { PEOPLE_ROUTES } from './routes/people.ts';
import { PLAN_ROUTES } from './routes/plans.ts';
import { PLAN_VERSION_ROUTES } from './routes/plan-versions.ts';
import { PRODUCT_ROUTES } from './routes/products.ts';
import { PROPOSAL_ROUTES } from './routes/proposals.ts';
import { PUBLICATION_DOCUMENT_ROUTES } from './routes/publication-documents.ts';
import { PUBLICATION_ROUTES } from './routes/publications.ts';
import { RECALL_ROUTES } from './routes/recalls.ts';
import { RECOMMENDATION_ROUTES } from './routes/recommendations.ts';
import { REVIEW_ROUTES } from './routes/reviews.ts';
import { REASSIGNMENT_ROUTES } from './routes/reassignments.ts';
import { TASKING_CHANGE_ROUTES } from './routes/tasking-changes.ts';
import { TASKING_ROUTES } from './routes/taskings.ts';
import { REJECT_ROUTES } from './routes/rejects.ts';
import { REPORT_TEMPLATE_ROUTES } from './routes/report-templates.ts';
import { ROSTER_ROUTES } from './routes/rosters.ts';
import { STAND_IN_ROUTES } from './routes/stand-ins.ts';
import { STATISTICS_ROUTES } from './routes/statistics.ts';
import { SUBSCRIPTION_ROUTES } from './routes/subscriptions.ts';
import { SUBMISSION_ROUTES } from './routes/submissions.ts';
import { TASK_ROUTES } from './routes/tasks.ts';
import { UNIT_ROUTES } from './routes/units.ts';
import { WAITING_ROUTES } from './routes/waiting.ts';
import { WEBHOOK_ROUTES } from './routes/webhooks.ts';

/** Every route of the API. Express, openapi.json and the test of the permission table are made from this list. */
export const ROUTES: readonly Route[] = [
  ...DESCRIPTION_ROUTES,
  ...HEALTH_ROUTES,
  ...ORGANISATION_ROUTES,
  ...PEOPLE_ROUTES,
  ...UNIT_ROUTES,
  ...CONTACT_ROUTES,
  ...CATALOGUE_ROUTES,
  ...CATALOGUE_PROPOSAL_ROUTES,
  ...PLAN_ROUTES,
  ...OPERATION_ROUTES,
  ...PARTICIPATION_ROUTES,
  ...OCU_ROUTES,
  ...ROSTER_ROUTES,
  ...PLAN_VERSION_ROUTES,
  ...CHAIN_HEALTH_ROUTES,
  ...SUBMISSION_ROUTES,
  ...WAITING_ROUTES,
  ...CALENDAR_ROUTES,
  ...DECISION_ROUTES,
  ...COURSE_ROUTES,
  ...RECOMMENDATION_ROUTES,
  ...CLOCK_ROUTES,
  ...APPROVAL_ROUTES,
  ...STAND_IN_ROUTES,
  ...TASKING_ROUTES,
  ...TASKING_CHANGE_ROUTES,
  ...TASK_ROUTES,
  ...REASSIGNMENT_ROUTES,
  ...EXTENSION_ROUTES,
  ...CASE_ROUTES,
  ...DUPLICATE_ROUTES,
  ...JUDGEMENT_ROUTES,
  ...INTAKE_ROUTES,
  ...REPORT_TEMPLATE_ROUTES,
  ...IMPORT_ROUTES,
  ...REJECT_ROUTES,
  ...ATTACHMENT_ROUTES,
  ...DRAFT_ROUTES,
  ...REVIEW_ROUTES,
  ...CASE_HANDLING_ROUTES,
  ...CONSENT_ROUTES,
  ...RECALL_ROUTES,
  ...EXCLUSION_ROUTES,
  ...PROPOSAL_ROUTES,
  ...LEDGER_ROUTES,
  ...NIL_RETURN_ROUTES,
  ...ACTIVITY_COUNT_ROUTES,
  ...DECLARED_TOTAL_ROUTES,
  ...STATISTICS_ROUTES,
  ...EXPORT_ROUTES,
  ...FEED_ROUTES,
  ...FEED_RECORD_ROUTES,
  ...EDITION_ROUTES,
  ...EDITION_RECORD_ROUTES,
  ...EDITION_RELEASE_ROUTES,
  ...DISPUTE_ROUTES,
  ...UNLOCK_ROUTES,
  ...LATE_APPEAL_ROUTES,
  ...PUBLICATION_ROUTES,
  ...PUBLICATION_DOCUMENT_ROUTES,
  ...RETENTION_ROUTES,
  ...HOLD_ROUTES,
  ...PURGE_ROUTES,
  ...EVIDENCE_ROUTES,
  ...SUBSCRIPTION_ROUTES,
  ...PRODUCT_ROUTES,
  ...LETTER_ROUTES,
  ...BOUNCE_ROUTES,
  ...BULLETIN_ROUTES,
  ...DELIVERY_ROUTES,
  ...WEBHOOK_ROUTES,
  ...EVENT_ROUTES,
];
