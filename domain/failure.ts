/**
 * Everything that Concert may refuse, and the outages that it admits to, named once. The code travels unchanged through the domain,
 * workflow failures, HTTP problems, logs, OpenAPI and tests; `status` is what HTTP makes of it.
 */
export const FAILURES = {
  'request.not-json': { status: 400, says: 'The body is not valid JSON. Send a JSON object with Content-Type application/json.' },
  'request.cursor-invalid': { status: 400, says: 'This cursor was not issued by this list. Start again without one.' },
  'request.key-missing': { status: 400, says: 'Send an Idempotency-Key header (8 to 200 characters), and the same one when you retry.' },
  'request.route-unknown': { status: 404, says: 'There is nothing at this address. /openapi.json lists what there is.' },
  'request.method-unknown': { status: 405, says: 'This address does not take this method. The Allow header lists those it takes.' },
  'request.stale': { status: 412, says: 'Somebody has changed this since you read it. Read it again, and send its new ETag in If-Match.' },
  'request.too-large': { status: 413, says: 'The body is larger than one megabyte.' },
  'request.media-type': { status: 415, says: 'Send the body as application/json in UTF-8.' },
  'request.invalid': { status: 422, says: 'Some fields are not as they should be; nothing was stored. See errors.' },
  'request.key-reused': { status: 422, says: 'This Idempotency-Key was used for another request. Use a new key for a new request.' },
  'request.if-match-missing': { status: 428, says: 'Send the ETag that you last read in If-Match, so that nobody else is overwritten.' },
  'request.too-many': { status: 429, says: 'Too many requests. Wait as long as Retry-After says.' },
  'token.missing': { status: 401, says: 'Send a bearer token in the Authorization header.' },
  'token.invalid': { status: 401, says: 'The token is not valid here: check issuer, audience and expiry, or get a new one.' },
  'permission.denied': { status: 403, says: 'What you are in this operation does not include this.' },
  'person.unknown': {
    status: 403,
    says: 'The token is valid, but its subject is not in the register. Ask an administrator to register you.',
  },
  'person.subject-taken': { status: 409, says: 'A person with this subject is registered already.' },
  'organisation.not-found': { status: 404, says: 'There is no such organisation.' },
  'organisation.code-taken': { status: 409, says: 'An organisation with this code is registered already.' },
  'operation.not-found': { status: 404, says: 'There is no such operation.' },
  'operation.submission-pending': { status: 409, says: 'A submission is waiting for its approval. It must be settled first.' },
  'operation.nothing-to-submit': { status: 409, says: 'There is no draft to submit. Write the plan, or an amendment, first.' },
  'operation.settled': { status: 409, says: 'This operation has been rejected or completed and does not change any more.' },
  'operation.not-approved': { status: 409, says: 'Only an approved plan can be launched.' },
  'operation.launched-before': { status: 409, says: 'This operation has been launched already.' },
  'operation.not-running': { status: 409, says: 'This can be done once the operation has been launched, and until it is completed.' },
  'operation.not-a-drill': { status: 409, says: 'Only the clock of an operation that was created as a drill can be set.' },
  'plan.not-found': { status: 404, says: 'There is no such plan.' },
  'plan.not-a-draft': { status: 409, says: 'This plan is not a draft any more. To change a plan in force, write an amendment.' },
  'plan.draft-open': { status: 409, says: 'There is a draft already. Change that one, or submit it.' },
  'plan.unfit': { status: 422, says: 'The plan cannot go ahead as it is. See errors.' },
  'approval.not-found': { status: 404, says: 'There is no such approval.' },
  'approval.settled': { status: 409, says: 'This approval has already been decided.' },
  'approval.not-an-approver': { status: 403, says: 'Only an approver of the open step can decide it.' },
  'approval.own-work': { status: 403, says: 'The author of a submission cannot decide on it.' },
  'approval.decided-before': { status: 409, says: 'You, or somebody who holds the same post, have already decided in this approval.' },
  'approval.needed-later': { status: 409, says: 'A later step cannot be completed without you. Let another approver decide this one.' },
  'approval.reason-missing': { status: 422, says: 'A submission is returned or rejected with a reason.' },
  'approval.out-of-reach': { status: 422, says: 'The posts of a step have too few holders, beside the author, to reach its quorum.' },
  'task.not-found': { status: 404, says: 'There is no such task.' },
  'task.closed': { status: 409, says: 'This task no longer takes answers.' },
  'task.answer-unfit': { status: 422, says: 'This task does not take that answer.' },
  'task.reason-missing': { status: 422, says: 'Declining and disputing need a reason.' },
  'case.not-found': { status: 404, says: 'There is no such case.' },
  'case.invalid': { status: 422, says: 'The report does not fit the plan; nothing was stored. See errors.' },
  'case.reference-taken': { status: 409, says: 'Your administration has reported a case with this reference. Correct that one instead.' },
  'participation.not-active': {
    status: 409,
    says: 'Your administration has not accepted the invitation, or has declined it. Answer the invitation first.',
  },
  'nil-return.period-unknown': { status: 422, says: 'The plan has no such reporting period.' },
  'nil-return.too-early': { status: 409, says: 'This period has not begun yet: nobody can know that there will be nothing to report.' },
  'nil-return.given-before': { status: 409, says: 'Your administration has filed a nil return for this period already.' },
  'nil-return.contradicted': { status: 409, says: 'Your administration has reported cases in this period.' },
  'edition.not-found': { status: 404, says: 'There is no such edition.' },
  'edition.not-in-plan': { status: 422, says: 'The plan in force has no such edition.' },
  'edition.before-cut-off': { status: 409, says: 'The cut-off of this edition has not been reached yet.' },
  'edition.frozen-before': { status: 409, says: 'This edition has been frozen already and was not returned.' },
  'publication.not-found': { status: 404, says: 'There is no such publication.' },
  'temporal.unavailable': { status: 503, says: 'Decisions cannot be taken just now. Nothing was lost: send the same request again later.' },
  'database.unavailable': { status: 503, says: 'The record cannot be reached just now. Send the same request again later.' },
  'identity.unavailable': {
    status: 503,
    says: 'The identity provider cannot be reached to check your token. Send the same request again later.',
  },
  'bug.unexpected': { status: 500, says: 'Something went wrong on our side. Quote the request id when you report it.' },
} as const satisfies Record<string, { status: number; says: string }>;

export type FailureCode = keyof typeof FAILURES;

/** What can be wrong with one field of a plan or a report. Listed under `errors` of a problem, with a pointer to the field. */
export const FLAWS = {
  'field.invalid': 'This field is not as it should be.',
  'field.moment-unknown':
    'Give a wall time such as 2026-03-31T18:00 and an IANA zone such as Europe/Brussels. A time that a change of clocks skips or repeats needs another hour.',
  'plan.answer-in-the-past': 'Let the invitation be answered by a moment that is still to come.',
  'plan.incomplete': 'Give at least one entry here before submitting.',
  'plan.own-lead-missing': 'Name your own organisation among the leads: otherwise nobody of it could change this plan any more.',
  'plan.dates-reversed': 'This must lie after the moment that it follows.',
  'plan.key-twice': 'This stands in the list already. Keep one of the two.',
  'plan.phases-overlap': 'Let phases of field activity follow each other: a seizure belongs to one of them.',
  'plan.phase-unknown': 'The plan has no phase of this key.',
  'plan.heading-unknown': 'This is not in the catalogue of headings.',
  'plan.unit-unknown': 'This is not in the catalogue of units (UN/ECE Recommendation 20).',
  'plan.sum-unknown-part': 'No target allows this heading in this unit, so nothing could be added.',
  'plan.not-a-partner': 'Only partners get the published edition. Name it under partners, or take it out here.',
  'plan.organisation-unknown': 'This organisation is not registered.',
  'plan.post-vacant': 'Nobody in the register holds this post.',
  'plan.past-rewritten': 'What has already happened cannot be amended.',
  'plan.invitee-dropped': 'Who has been invited stays invited: an amendment can add, not remove.',
  'case.outside-phases': 'No phase of field activity of the plan includes this date.',
  'case.in-the-future': 'This lies after the present time of the operation.',
  'case.heading-not-targeted': 'The plan does not list this heading among its targets.',
  'case.unit-not-allowed': 'The plan does not allow this unit for this heading.',
  'case.required-by-form': 'The long form of this operation asks for this field.',
  'case.seizure-number-twice': 'Give each seizure of the case a number of its own.',
} as const;

export type FlawCode = keyof typeof FLAWS;

/** One thing wrong with what somebody sent. `pointer` is an RFC 6901 JSON pointer into it. */
export type Flaw = { pointer: string; code: FlawCode; detail: string };

export function flaw(pointer: string, code: FlawCode): Flaw {
  return { pointer, code, detail: FLAWS[code] };
}
