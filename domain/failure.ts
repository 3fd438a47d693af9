/**
 * Longer than 250 lines: one list, so that no code is given twice.
 *
 * Everything that Concert may refuse, and the outages that it admits to, named once. The code travels unchanged through the domain,
 * workflow failures, HTTP problems, logs, OpenAPI and tests; `status` is what HTTP makes of it.
 */
export const FAILURES = {
  'request.not-json': { status: 400, says: 'The body is not valid JSON. Send a JSON object with Content-Type application/json.' },
  'request.cursor-invalid': { status: 400, says: 'This cursor was not issued by this list. Start again without one.' },
  'request.key-missing': { status: 400, says: 'Send an Idempotency-Key header (8 to 200 characters), and the same one when you retry.' },
  'request.route-unknown': { status: 404, says: 'There is nothing at this address. /openapi.json lists what there is.' },
  'request.method-unknown': { status: 405, says: 'This address does not take this method. The Allow header lists those it takes.' },
  'request.stale': {
    status: 412,
    says: 'If-Match does not name this as it is now: somebody has changed it since you read it. Read it again, and send its new ETag.',
  },
  'request.too-large': {
    status: 413,
    says: 'This is larger than what is taken here: a megabyte for a body or a line, 16 for a batch. Send less at once, or many reports as lines.',
  },
  'request.not-utf8': { status: 400, says: 'This is not UTF-8. Save it in that encoding and send it again.' },
  'request.media-type': {
    status: 415,
    says: 'Send the body as application/json in UTF-8, and a stream of reports as lines of JSON, application/x-ndjson.',
  },
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
  'person.subject-taken': {
    status: 409,
    says: 'A person with this subject is registered already. Change that one, by PUT /people/{personId}, or give another subject.',
  },
  'person.not-found': { status: 404, says: 'There is no such person.' },
  'person.not-of-organisation': {
    status: 403,
    says: 'You can act only for your own organisation, or for one that your unit belongs to. GET /people/me lists them.',
  },
  'person.only-address': {
    status: 403,
    says: 'Of its own people a contact can change the address; anything else an administrator changes.',
  },
  'unit.code-taken': {
    status: 409,
    says: 'A unit with this code is registered already. Change that one, by PUT /units/{unitId}, or give another code.',
  },
  'unit.not-found': { status: 404, says: 'There is no such unit.' },
  'unit.people-left': {
    status: 409,
    says: 'People of a service that the unit would lose belong to it still, see errors. Take them out of the unit first, each by PUT /people/{personId}.',
  },
  'contact.not-found': { status: 404, says: 'There is no such contact.' },
  'contact.named-before': {
    status: 409,
    says: 'This person has this role for some of that time already. Choose another time, or end the other first.',
  },
  'contact.overlap': {
    status: 409,
    says: 'Another holder would begin within this time, or come back after it. End that one first, or name a deputy instead.',
  },
  'contact.ended-before': {
    status: 409,
    says: 'This ends no later than that already. It can be ended earlier, not later: name somebody anew for a longer time.',
  },
  'organisation.not-found': { status: 404, says: 'There is no such organisation.' },
  'organisation.code-taken': {
    status: 409,
    says: 'An organisation with this code is registered already. Change that one, by PUT /organisations/{organisationId}, or give another code.',
  },
  'operation.not-found': { status: 404, says: 'There is no such operation.' },
  'operation.submission-pending': {
    status: 409,
    says: 'A submission is waiting for its approval. Once that is approved, returned or rejected, this can be done.',
  },
  'operation.nothing-to-submit': { status: 409, says: 'There is no draft to submit. Write the plan, or an amendment, first.' },
  'operation.settled': {
    status: 409,
    says: 'This operation has been rejected, cancelled or completed and does not change any more. Begin a new one.',
  },
  'operation.not-approved': {
    status: 409,
    says: 'The plan has not been approved yet. Submit it: once it is approved, the operation can be launched, and its plan amended.',
  },
  'operation.launched-before': {
    status: 409,
    says: 'This operation has been launched already. To change it under way, write an amendment.',
  },
  'operation.not-running': { status: 409, says: 'This can be done once the operation has been launched, and until it is closed.' },
  'operation.suspended': {
    status: 409,
    says: 'The operation is suspended. It takes reports and answers; for anything else resume it first, or cancel it.',
  },
  'operation.not-suspended': {
    status: 409,
    says: 'Only a suspended operation can be resumed. This one is not: GET /operations/{operationId} says where it stands.',
  },
  'operation.plan-changed': { status: 409, says: 'Another version of the plan has come into force meanwhile. Send the request again.' },
  'operation.closed': {
    status: 409,
    says: 'The operation is closed. It takes answers to its follow-ups and recommendations, and can be cancelled; nothing else.',
  },
  'operation.closing-pending': {
    status: 409,
    says: 'The closing of this operation waits for its approval. Once that is returned or rejected, this can be done.',
  },
  'operation.not-closable': {
    status: 409,
    says: 'Something is still open, see errors. Settle it, or close with an override that says why it may stay open.',
  },
  'operation.no-override': {
    status: 409,
    says: 'Something is still open, see errors, and the plan names nobody who may override that. Settle it, or amend the plan.',
  },
  'operation.not-a-drill': {
    status: 409,
    says: 'Only the clock of an operation that was created as a drill can be set. Create one with `drill` to exercise.',
  },
  'plan.not-found': { status: 404, says: 'There is no such plan.' },
  'plan.not-a-draft': { status: 409, says: 'This plan is not a draft any more. To change a plan in force, write an amendment.' },
  'plan.draft-changed': {
    status: 409,
    says: 'Somebody has changed the draft while it was being checked. Read it again, and send the same request again.',
  },
  'plan.draft-open': { status: 409, says: 'There is a draft already. Change that one, or submit it.' },
  'plan.unfit': { status: 422, says: 'The plan cannot go ahead as it is. See errors.' },
  'approval.not-found': { status: 404, says: 'There is no such approval.' },
  'approval.settled': {
    status: 409,
    says: 'This approval is settled and takes no decisions any more. What has changed since is submitted anew.',
  },
  'approval.not-an-approver': { status: 403, says: 'Only an approver of the open step can decide it.' },
  'approval.own-work': { status: 403, says: 'The author of a submission cannot decide on it.' },
  'approval.decided-before': {
    status: 409,
    says: 'You, your post, or whoever you stand in for have been heard in this approval already. Somebody of another post can decide.',
  },
  'approval.step-unclear': { status: 422, says: 'You can decide in several open steps. Name one of them as `step`.' },
  'approval.needed-later': { status: 409, says: 'A later step cannot be completed without you. Let another approver decide this one.' },
  'approval.reason-missing': { status: 422, says: 'A submission is returned or rejected with a reason.' },
  'approval.out-of-reach': { status: 422, says: 'The posts of a step have too few holders, beside the author, to reach its quorum.' },
  'tasking.not-found': { status: 404, says: 'There is no such tasking.' },
  'approval.no-fast-track': {
    status: 409,
    says: 'The plan has no fast track. Submit without one, or amend the plan by its chain first.',
  },
  'stand-in.not-found': { status: 404, says: 'There is no such stand-in.' },
  'stand-in.cycle': {
    status: 409,
    says: 'These people would stand in for each other in a circle. End one of their stand-ins, or choose other dates or somebody else.',
  },
  'stand-in.ended': {
    status: 409,
    says: 'This stand-in has been ended already. Appoint somebody anew, by POST /stand-ins, for another time.',
  },
  'task.not-found': { status: 404, says: 'There is no such task.' },
  'task.closed': {
    status: 409,
    says: 'This task takes no answer any more. An answer can be corrected until the deadline; after it only a first one may come.',
  },
  'task.answer-unfit': { status: 422, says: 'This task does not take that answer.' },
  'task.reason-missing': { status: 422, says: 'Declining, disputing, and not being able to do what is asked need a reason.' },
  'task.details-missing': { status: 422, says: 'Say in `details` what you have to say: a bare done tells whoever asked nothing.' },
  'task.too-late': { status: 409, says: 'The deadline has passed, and late answers are not taken here. Write to the coordinators.' },
  'tasking.ended': { status: 409, says: 'This tasking has ended. To ask again, open a new one.' },
  'tasking.overdue': {
    status: 409,
    says: 'The deadline of this tasking has passed. Move it first: whoever is added would be late at once.',
  },
  'tasking.key-taken': { status: 409, says: 'The operation has a tasking of this kind and key already. Give this one another key.' },
  'task.addressed-already': {
    status: 409,
    says: 'This organisation has a task of its own in this tasking. Name another one, or withdraw that task first.',
  },
  'extension.not-found': { status: 404, says: 'There is no such request.' },
  'extension.settled': {
    status: 409,
    says: 'This request has been decided, or its task has been answered or withdrawn meanwhile. While the task is open, more time can be asked for anew.',
  },
  'extension.asked-before': {
    status: 409,
    says: 'Your administration has asked for more time for this task already. Once that is decided, it can ask again.',
  },
  'task.not-open': { status: 409, says: 'This can be done while the task is open: before it is answered or withdrawn.' },
  'catalogue-proposal.not-found': { status: 404, says: 'There is no such proposal for the catalogue.' },
  'catalogue-proposal.settled': {
    status: 409,
    says: 'This proposal has been accepted or dropped already. It is raised again if twice as many reports say it.',
  },
  'case.too-late': {
    status: 409,
    says: 'An edition that counts these seizures has been cut off, and the plan takes no late reports. It is kept in your ledger. To have it taken all the same, appeal with the report and a reason, by POST /operations/{operationId}/late-appeals.',
  },
  'appeal.not-found': { status: 404, says: 'There is no such appeal.' },
  'appeal.not-late': {
    status: 409,
    says: 'This report does not come too late for anything. Report it, by POST /operations/{operationId}/cases.',
  },
  'appeal.made-before': {
    status: 409,
    says: 'Your administration has appealed for a report of this reference already. Once that is decided, it can appeal again.',
  },
  'appeal.decided-before': { status: 409, says: 'This appeal has been granted or refused already: nothing is left to decide.' },
  'case.not-found': { status: 404, says: 'There is no such case.' },
  'case.invalid': { status: 422, says: 'The report does not fit the plan; nothing was stored. See errors.' },
  'case.reference-taken': { status: 409, says: 'Your administration has reported a case with this reference. Correct that one instead.' },
  'duplicate.not-found': { status: 404, says: 'There is no such pair of reports.' },
  'duplicate.known-before': {
    status: 409,
    says: 'This pair is known already, and open or decided: GET /operations/{operationId}/duplicates lists it. Judge it, or undo what was decided.',
  },
  'duplicate.decided-before': { status: 409, says: 'Somebody has judged this pair already. Undo that first, with a reason.' },
  'duplicate.not-decided': { status: 409, says: 'Nobody has judged this pair. There is nothing to undo.' },
  'duplicate.not-of-pair': { status: 422, says: 'The primary is neither of these two cases. Name one of them, or leave it to the rule.' },
  'duplicate.counts-elsewhere': {
    status: 409,
    says: 'One of these cases counts with another one already, or others count with it. Link each to the case that counts for all of them.',
  },
  'duplicate.outside-region': { status: 403, says: 'One of these reports lies outside your region. The coordinators judge this pair.' },
  'import.not-found': { status: 404, says: 'There is no such import.' },
  'import.not-previewed': {
    status: 409,
    says: 'Only what has been previewed can be confirmed: this is still being looked at, has been confirmed already, or could not be read.',
  },
  'import.too-large': { status: 413, says: 'A file of cases has 100 MB at most. Send its rows in several files.' },
  'import.file-refused': { status: 422, says: 'This file cannot be read as a table of cases; nothing was stored. See errors.' },
  'import.too-many-rejects': {
    status: 409,
    says: 'More than 10,000 rows were refused, which is more than a workbook is made of here. Take rejects.csv.',
  },
  'attachment.not-found': { status: 404, says: 'There is no such attachment.' },
  'attachment.withdrawn': { status: 410, says: 'This attachment has been withdrawn: its content is not given out any more.' },
  'attachment.too-many': {
    status: 409,
    says: 'This case has 50 attachments, and cannot have more. Withdraw one that is not needed first.',
  },
  'attachment.too-large': {
    status: 413,
    says: 'An attachment has 25 MiB (26,214,400 bytes) at most. Make the picture smaller, or split the document.',
  },
  'attachment.type-refused': {
    status: 415,
    says: 'Attach a JPEG, PNG or WebP picture, a PDF, or a Word or Excel document without macros (.docx, .xlsx). By its content, this is none of them, whatever it is called.',
  },
  'attachment.not-a-picture': {
    status: 422,
    says: 'A photo or an X-ray is a JPEG, PNG or WebP picture. Attach a document as `document`.',
  },
  'attachment.picture-unreadable': {
    status: 422,
    says: 'This picture cannot be read to its end, or has more than 50 million pixels. Save it anew, or smaller.',
  },
  'draft.not-found': { status: 404, says: 'There is no such draft.' },
  'draft.ended': {
    status: 409,
    says: 'This draft has been submitted or withdrawn already. Correct the case that it became, or begin another draft.',
  },
  'draft.too-large': {
    status: 413,
    says: 'A draft holds 200 kB at most. Leave out what a report has no field for, or report in several cases.',
  },
  'draft.too-many': {
    status: 409,
    says: 'Your administration has 500 drafts open in this operation. Submit or withdraw some of them first.',
  },
  'case.purged': {
    status: 410,
    says: 'What this case said has been purged. GET /cases/{caseId} shows its tombstone.',
  },
  'product.purged': { status: 410, says: 'What this product said has been purged. GET /operations/{operationId}/products still lists it.' },
  'operation.purged': {
    status: 409,
    says: 'Records of this operation have been purged, so its figures stand as they were: what counts in it cannot change any more.',
  },
  'operation.not-over': {
    status: 409,
    says: 'This operation is not over, or one of its editions is still open: nothing of it is purged. Wait until it is complete, and its editions are published or returned.',
  },
  'hold.not-found': { status: 404, says: 'There is no such hold.' },
  'hold.unfit': {
    status: 422,
    says: 'There is no such administration or case in this operation, or it is not yours. Coordinators hold anything of it, everybody else what is their own.',
  },
  'hold.until-past': {
    status: 422,
    says: 'Hold until a moment that is still to come, or leave it out: then it lasts until somebody lifts it.',
  },
  'hold.lifted-before': { status: 409, says: 'This hold has been lifted, or has run out, already. Place another one.' },
  'hold.of-others': { status: 403, says: 'Another organisation placed this hold. Only its people lift it.' },
  'purge.not-found': { status: 404, says: 'There is no such purge.' },
  'purge.preview-outdated': {
    status: 409,
    says: 'What would go is not what this preview showed. Look at GET /operations/{operationId}/retention again, and decide on that.',
  },
  'purge.nothing-due': {
    status: 409,
    says: 'Nothing would go. GET /operations/{operationId}/retention says why, and when something will.',
  },
  'purge.under-way': { status: 409, says: 'A purge of this operation is being carried out. Wait until it has finished.' },
  'case.excluded-before': { status: 409, says: 'This case does not count already. GET /cases/{caseId} says since when, and why.' },
  'case.not-excluded': { status: 409, says: 'This case has not been taken out of the figures. There is nothing to put back.' },
  'proposal.not-found': { status: 404, says: 'There is no such proposal.' },
  'proposal.settled': {
    status: 409,
    says: 'This proposal has been accepted or declined already. Whoever still thinks otherwise makes another one.',
  },
  'proposal.outdated': {
    status: 409,
    says: 'The case has been corrected since this was proposed. Decline it, or correct the case by PUT /cases/{caseId}.',
  },
  'review.not-found': { status: 404, says: 'There is no such review.' },
  'review.settled': { status: 409, says: 'This review is settled. A correction that raises it again opens it again.' },
  'review.asked-before': { status: 409, says: 'Its owner has been asked already. Wait for the answer, or withdraw that tasking first.' },
  'review.unanswered': { status: 409, says: 'The owner has not answered yet. Ask it, or dismiss the warning with a reason.' },
  'review.reason-missing': { status: 422, says: 'A warning is dismissed with a reason.' },
  'participation.not-active': {
    status: 409,
    says: 'Your administration has not accepted the invitation, or has declined it. Answer the invitation first.',
  },
  'participation.withdrawn': {
    status: 409,
    says: 'Your administration has withdrawn from this operation. It can correct the cases and the numbers that it has given, by PUT /cases/{caseId} or under their own address; it takes part again once the coordinators invite it again.',
  },
  'ocu.not-found': { status: 404, says: 'There is no such coordination unit.' },
  'ocu.key-taken': { status: 409, says: 'The operation has a coordination unit of this key already. Give this one another key.' },
  'ocu.not-staff': { status: 403, says: 'Only those who are staff of this unit now can write into its handover log.' },
  'ocu.staffed-before': { status: 409, says: 'This person is staff of the unit for some of that time already. Choose another time.' },
  'staff.not-found': { status: 404, says: 'There is nobody such on the staff.' },
  'shift.not-found': { status: 404, says: 'There is no such shift.' },
  'shift.not-staff': {
    status: 409,
    says: 'This person is not staff of the unit for all of the shift. Record that first, or give it to another.',
  },
  'shift.overlap': { status: 409, says: 'This person has another shift at that time, here or in another unit. Withdraw that one first.' },
  'shift.withdrawn-before': { status: 409, says: 'This shift has been withdrawn already. Plan another one instead.' },
  'feed.not-found': { status: 404, says: 'There is no such feed.' },
  'feed.not-partner': { status: 422, says: 'The plan in force does not name this organisation as a partner: only partners have feeds.' },
  'feed.beyond-ceiling': {
    status: 422,
    says: 'An organisation of this kind may never have single reports, whatever their owners say. Subscribe it to summaries instead.',
  },
  'feed.not-own': { status: 403, says: 'A partner asks for a feed for its own organisation only.' },
  'feed.asked-before': {
    status: 409,
    says: 'This partner has a feed of this operation, or has asked for one, already. Follow that one, or end it first.',
  },
  'feed.unfit-change': { status: 409, says: 'As this feed stands now, this cannot be done with it. Read it again.' },
  'feed.own-asking': { status: 409, says: 'You have asked for this feed yourself: somebody else approves it.' },
  'feed.not-open': { status: 409, says: 'This feed has not been approved: there is nothing to read, and nothing to acknowledge.' },
  'feed.record-unknown': { status: 404, says: 'No such record of this feed has been read.' },
  'feed.record-tampered': {
    status: 409,
    says: 'This is not the hash of the record as it was sent. Read it again from the position before it, and tell the coordinators.',
  },
  'export.not-found': { status: 404, says: 'There is no such export.' },
  'subscription.not-found': { status: 404, says: 'There is no such subscription.' },
  'subscription.unfit': {
    status: 422,
    says: 'A subscription on these terms would never bring what it asks for, see errors; nothing was stored.',
  },
  'subscription.name-taken': {
    status: 409,
    says: 'Your organisation has a subscription of this name in the operation already. Give it another name.',
  },
  'subscription.pending': {
    status: 409,
    says: 'Terms of this subscription are being decided on. Once they are approved, returned or rejected, others can be proposed.',
  },
  'subscription.nothing-to-submit': {
    status: 409,
    says: 'No terms of this subscription wait to be submitted. Its organisation proposes them first.',
  },
  'subscription.changed': {
    status: 409,
    says: 'Other terms were proposed meanwhile, or these were submitted. Read them, and send the request again.',
  },
  'subscription.not-active': { status: 409, says: 'This subscription does not run: it is not approved yet, paused already, or has ended.' },
  'subscription.not-paused': { status: 409, says: 'This subscription is not paused. Nothing has to be resumed.' },
  'subscription.ended': { status: 409, says: 'This subscription has ended. Propose another one.' },
  'product.not-found': { status: 404, says: 'There is no such product.' },
  'product.without-lines': { status: 404, says: 'This product carries no lines.' },
  'statistics.period-unknown': { status: 422, says: 'The plan has no such reporting period. Name two of them by their keys.' },
  'nil-return.period-unknown': { status: 422, says: 'The plan has no such reporting period.' },
  'nil-return.too-early': {
    status: 409,
    says: 'This period has not begun yet: nobody can know that there will be nothing to report. File it once the period has begun.',
  },
  'nil-return.given-before': {
    status: 409,
    says: 'Your administration has filed a nil return for this period already. If there is something after all, report the case.',
  },
  'nil-return.contradicted': {
    status: 409,
    says: 'Your administration has reported cases in this period, or declared totals. That answers for it: if one of them is wrong, correct it by PUT /cases/{caseId}, or declare it again.',
  },
  'period.unknown': { status: 422, says: 'The plan has no such reporting period. GET /operations/{operationId}/plan lists its periods.' },
  'period.too-early': {
    status: 409,
    says: 'This period has not begun yet: there is nothing to count in it. Say it once the period has begun.',
  },
  'count.invalid': { status: 422, says: 'Some of these numbers cannot be taken; nothing was stored. See errors.' },
  'count.reason-missing': {
    status: 422,
    says: 'One of these numbers was given before and is another one now. Say in `reason` why it changes.',
  },
  'edition.not-locked': {
    status: 409,
    says: 'Nobody has signed this edition, so its figures are not locked. Have its sign-off returned, and freeze it anew.',
  },
  'edition.unlock-unpublished': {
    status: 422,
    says: 'This edition is not published: once it is unlocked it is frozen anew by the plan. Leave out `correction`.',
  },
  'edition.unlock-published': {
    status: 422,
    says: 'A published edition stays as it is. Say in `correction` until when the one that corrects it counts, and when it is published.',
  },
  'edition.unlock-pending': {
    status: 409,
    says: 'Somebody has asked for this edition to be unlocked already. Wait until that has been decided.',
  },
  'edition.corrected-before': {
    status: 409,
    says: 'Another edition corrects this one already. Once that is published, unlock that one.',
  },
  'edition.not-signed': {
    status: 409,
    says: 'The leads have not signed this edition. GET /operations/{operationId} says what it waits for.',
  },
  'edition.under-embargo': {
    status: 409,
    says: 'The embargo of this edition has not ended: its instant, or what the plan makes it wait for, is still to come. An amendment can move it.',
  },
  'edition.unreconciled': {
    status: 409,
    says: 'Those who publish this operation name different countries, or have not named them, see errors. Reconcile the lists by POST /editions/{editionId}/country-lists.',
  },
  'edition.disputed': {
    status: 409,
    says: 'Members dispute figures of this edition, and the plan holds it until that is settled, by POST /disputes/{disputeId}/settlements, or taken back.',
  },
  'edition.goes-by-itself': {
    status: 409,
    says: 'Nothing holds this edition any more: it is published by itself, by the plan. Nobody has to release it.',
  },
  'edition.published-before': { status: 409, says: 'This edition is published. To change what it says, ask to unlock it.' },
  'edition.not-reconciled-by-you': {
    status: 403,
    says: 'The plan does not name your organisation among those whose lists are reconciled.',
  },
  'dispute.not-found': { status: 404, says: 'There is no such dispute.' },
  'dispute.ended': { status: 409, says: 'This dispute has been settled or taken back already: nothing is left to do.' },
  'edition.no-document': {
    status: 404,
    says: 'This edition was frozen before editions had a document of their own. Its figures stand in GET /editions/{editionId}.',
  },
  'edition.not-found': { status: 404, says: 'There is no such edition.' },
  'edition.not-in-plan': { status: 422, says: 'The plan in force has no such edition.' },
  'edition.before-cut-off': { status: 409, says: 'The cut-off of this edition has not been reached yet. Freeze it from then on.' },
  'edition.frozen-before': {
    status: 409,
    says: 'This edition has been frozen already and was not returned. Freeze another edition of the plan, or this one once it has been returned.',
  },
  'recommendation.not-found': { status: 404, says: 'There is no such recommendation.' },
  'recommendation.phase-unfit': {
    status: 422,
    says: 'Recommendations are made in a phase of debrief or review. The plan has no such one.',
  },
  'consent.not-found': { status: 404, says: 'There is no such consent of your administration.' },
  'consent.revoked': { status: 409, says: 'This consent has been taken back already: nothing leaves by it any more.' },
  'product.recalled': {
    status: 410,
    says: 'This was called back: it carries what your organisation may not have any more. Delete it, and every copy; GET /operations/{operationId}/recalls lists what was.',
  },
  'recommendation.too-early': { status: 409, says: 'This phase has not begun yet. Recommend it once it has.' },
  'recommendation.settled': {
    status: 409,
    says: 'This recommendation has been carried on, done or dropped already. Make a new one, in a phase of debrief or review.',
  },
  'bulletin.not-found': { status: 404, says: 'There is no such newsletter or alert report.' },
  'bulletin.released': { status: 409, says: 'This has been released already, and does not change any more. Write another one.' },
  'bulletin.recipients-refused': {
    status: 422,
    says: 'Some of these recipients may not have this, see errors. Take them out, or widen its label if those whose reports it tells of agree.',
  },
  'bulletin.own-work': { status: 403, says: 'The plan asks for four eyes: somebody else than its author releases this.' },
  'bulletin.changed': {
    status: 409,
    says: 'Somebody has changed this draft while it was being checked. Read it again, and release what you have read.',
  },
  'bulletin.identifying': {
    status: 422,
    says: 'This text may tell who somebody is, see errors. Take it out; or say in `checked` why it names nobody who is suspected of something.',
  },
  'bounce.not-a-report': {
    status: 422,
    says: 'This is no delivery status notification (RFC 3464) with the headers of the mail that it is about. Send the whole mail, as it came.',
  },
  'bounce.not-final': {
    status: 422,
    says: 'The server has not given this mail up: it goes on trying, or has brought it. There is nothing to do until it says that it failed.',
  },
  'bounce.unknown-mail': {
    status: 404,
    says: 'No letter was sent under the Message-ID that this is about. Was it sent by another Concert?',
  },
  'bounce.too-large': {
    status: 413,
    says: 'A bounce has 1 MiB (1,048,576 bytes) at most. Leave out what the mail carried; its headers are enough.',
  },
  'delivery.not-found': { status: 404, says: 'There is no such delivery.' },
  'delivery.no-file': { status: 409, says: 'This delivery is not made yet. Ask again in a moment.' },
  'delivery.withheld': {
    status: 410,
    says: 'Something in this may not leave any more: it is not given out. The coordinators have been told; GET /organisations/me/products lists what there is.',
  },
  'delivery.not-sent': { status: 409, says: 'This has not been delivered yet, or will not be: there is nothing to acknowledge.' },
  'delivery.receipt-unfit': {
    status: 422,
    says: 'This is not the SHA-256 of what was sent. Compare what you have with GET /deliveries/{deliveryId}/file, and tell the coordinators if it differs.',
  },
  'delivery.acknowledged-before': { status: 409, says: 'This has been acknowledged already: there is nothing more to do.' },
  'delivery.under-way': {
    status: 409,
    says: 'This is still under way and is tried again by itself. What has arrived or failed can be sent again.',
  },
  'delivery.not-replayable': {
    status: 409,
    says: 'This was cancelled, because something in it may not leave any more. It is not sent again.',
  },
  'webhook.not-found': { status: 404, says: 'There is no such webhook.' },
  'webhook.ended': { status: 409, says: 'This webhook has ended. Register it anew.' },
  'webhook.known-before': {
    status: 409,
    says: 'Your organisation takes products at this address already. Rotate its secret, or end it first.',
  },
  'webhook.address-refused': {
    status: 422,
    says: 'Products are posted to public addresses only, by https, without a name or password in the address.',
  },
  'webhook.unreachable': { status: 422, says: 'Nothing answers at this address. Nothing was registered: try again once it does.' },
  'publication.not-found': { status: 404, says: 'There is no such publication.' },
  'temporal.unavailable': { status: 503, says: 'Decisions cannot be taken just now. Nothing was lost: send the same request again later.' },
  'database.unavailable': { status: 503, says: 'The record cannot be reached just now. Send the same request again later.' },
  'objects.unavailable': {
    status: 503,
    says: 'The store of attachments cannot be reached just now. Send the same request again later.',
  },
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
  'field.zone-unknown': 'Give an IANA zone such as Europe/Brussels.',
  'organisation.quiet-hours': 'Give both ends of the quiet hours, different from each other, and the zone in which they hold.',
  'subscription.heading-not-in-plan': 'The operation does not look for goods of this heading, so that nothing would ever be told of them.',
  'subscription.region-empty': 'This regional office follows nobody up in this operation.',
  'subscription.phase-unfit': 'The plan has no such phase of field activity.',
  'subscription.beyond-ceiling': 'An organisation of this kind may not have that much detail. Ask for less.',
  'subscription.no-brands': 'A company is told of its own brands only, and the register names none of yours.',
  'subscription.trend-regional-only': 'Trends are part of regional summaries.',
  'subscription.not-own-region': 'A regional summary is for a regional office, about its own region: name that region alone.',
  'subscription.no-webhook':
    'Your organisation has given no address to be called at. Give one first, by POST /organisations/{organisationId}/webhooks.',
  'subscription.never-due': 'No window of this cadence ends while the operation has anything to tell.',
  'person.unit-unfit': 'There is no such unit, or the organisation of this person is not among its services.',
  'unit.person-left': 'Somebody of a service that would not be among these any more belongs to the unit.',
  'contact.person-unfit': 'This is nobody of this administration, nor of a unit that belongs to it.',
  'contact.operation-unfit': 'This administration is not invited to such an operation.',
  'ocu.person-unknown': 'Nobody in the register has this subject.',
  'ocu.person-not-staff': 'This is nobody of the staff of this unit now.',
  'shift.too-long': 'A shift lasts 24 hours at most.',
  'roster.too-long': 'Ask for 92 days at most.',
  'plan.answer-in-the-past': 'Let the invitation be answered by a moment that is still to come.',
  'plan.incomplete': 'Give at least one entry here before submitting.',
  'plan.own-lead-missing': 'Name your own organisation among the leads: otherwise nobody of it could change this plan any more.',
  'plan.dates-reversed': 'This must lie after the moment that it follows.',
  'plan.key-twice': 'This stands in the list already. Keep one of the two.',
  'plan.phases-overlap': 'Let phases of field activity follow each other: a seizure belongs to one of them.',
  'plan.phase-unknown': 'Name a phase of the plan here, by its key: this is none of them.',
  'plan.heading-unknown': 'This is not in the catalogue of headings.',
  'plan.unit-unknown': 'This is not in the catalogue of units (UN/ECE Recommendation 20).',
  'plan.sum-unknown-part': 'No target allows this heading in this unit, so nothing could be added.',
  'plan.not-a-publisher': 'Only leads and partners publish an operation. Name it among them, or take it out here.',
  'plan.reconciles-alone': 'One list differs from nothing. Name those who publish besides, or nobody.',
  'dispute.not-own-figure': 'Your administration has no such figure in this edition. GET /editions/{editionId} lists them under own.',
  'edition.cut-off-outside': 'Let it count until a moment between the cut-off of the edition that it corrects, and now.',
  'edition.country-differs': 'Some of those who publish name this country, and others do not.',
  'edition.countries-unsaid': 'This organisation has not said which countries it is going to name.',
  'field.country-unknown': 'This is not the code of a country in the catalogue (ISO 3166-1 alpha-2).',
  'plan.not-a-partner': 'Only partners get the published edition. Name it under partners, or take it out here.',
  'plan.organisation-unknown': 'This organisation is not registered.',
  'plan.post-vacant': 'Nobody in the register holds this post.',
  'plan.veto-unknown': 'A veto belongs to a post of its step. Name one of them.',
  'plan.rung-before-start': 'The step opens with a letter to whoever decides it. Let every rung come after that.',
  'plan.audience-unfit': 'A step tells its addressees, their stand-ins or the coordinators. Name some of these.',
  'plan.ratification-open-ended': 'Give this step a deadline: a ratification that nobody decides must end some day.',
  'plan.rung-after-end': 'The step ends at its deadline. Let every rung be at it or before it: 0 hours or less.',
  'plan.past-rewritten': 'What has already happened cannot be amended.',
  'plan.invitee-dropped': 'Who has been invited stays invited: an amendment can add, not remove.',
  'plan.strand-unknown': 'There is no such operation, or you may not read its figures.',
  'plan.strand-circular': 'By this strand the operation would roll up into itself.',
  'plan.strand-phase-unknown': 'The plan in force of that operation has no phase of field activity of this key.',
  'plan.recommendation-unknown': 'There is no such recommendation in an operation that you may read, or it is no longer open.',
  'closing.tasks-open': 'Tasks are still open.',
  'closing.participants-unanswered': 'Administrations have not answered the invitation, or have neither reported nor filed a nil return.',
  'closing.requests-undecided': 'Requests for more time are undecided.',
  'closing.warnings-unreviewed': 'Warnings about reports are not settled.',
  'closing.figures-disputed': 'Members dispute the figures of an edition.',
  'closing.editions-unpublished': 'Editions of the plan are not published.',
  'tasking.deadline-past': 'Give a moment that is still to come, also where it comes first.',
  'tasking.rung-after-end': 'Nobody is waited for after the end any more. Put this rung at or before it, or take it out.',
  'tasking.silence-unfit': 'Silence cannot mean consent to what this kind asks for.',
  'tasking.office-missing': 'Name the regional office whose region is asked.',
  'tasking.no-addressees': 'This is nobody just now. Name organisations, or take another rule.',
  'tasking.not-invited': 'This organisation does not take part in the operation. Invite it first, by a tasking of the kind take-part.',
  'tasking.not-addressed': 'This organisation has no task in this tasking.',
  'tasking.addressed-already': 'This organisation is asked already.',
  'tasking.holder-unfit':
    'Name somebody of the administration that is asked, for its figures one who confirms them, or another organisation of its country.',
  'consent.case-unknown': 'Your administration has reported no such case in this operation.',
  'consent.to-oneself': 'Your administration may have what it has reported. Name somebody else, or null for everybody.',
  'bulletin.recipient-refused': 'This organisation may not have this: its label, or a case that it tells of, is closed to it.',
  'bulletin.recipient-unknown': 'This organisation neither takes part in the operation, nor leads it, nor is a partner of its plan.',
  'bulletin.recipient-missing': 'This is nobody just now. Name organisations, or take another rule.',
  'bulletin.case-unknown': 'There is no such case in this operation.',
  'bulletin.text-identifying': 'This text may tell who somebody is.',
  'extension.not-later': 'Ask for a moment that lies after the deadline and is still to come.',
  'count.kind-unknown': 'The catalogue has no such kind of activity, or state of persons or groups, for this period.',
  'count.twice': 'This is counted above already. Give one number for it.',
  'count.not-whole': 'This is counted in whole numbers.',
  'total.empty': 'Say a number of cases or seizures, or a quantity, of these goods.',
  'total.heading-missing': 'Quantities of all goods together do not add up. Name the heading that they belong to.',
  'case.outside-phases': 'No phase of field activity of the plan includes this date.',
  'case.after-cut-off': 'An edition that counts seizures of this date has been cut off.',
  'case.in-the-future': 'This lies after the present time of the operation.',
  'case.heading-unknown': 'This is not in the catalogue of headings. Take the nearest of them, and describe the goods.',
  'case.unit-not-allowed': 'The plan, or for goods that it does not look for the catalogue, does not allow this unit for this heading.',
  'case.code-unknown': 'The catalogue has no such code, or not for this day. GET /catalogue lists those that there are.',
  'case.hs-unknown': 'This is no code of the Harmonized System, 2022: four or six digits that begin with a chapter.',
  'case.indicator-unknown': 'The plan has no such risk indicator. Name one of them by its key, or leave this out.',
  'case.state-twice': 'This state is counted above already. Give one count for it.',
  'case.required-by-form': 'The long form of this operation asks for this field.',
  'case.seizure-number-twice': 'Give each seizure of the case a number of its own.',
} as const;

export type FlawCode = keyof typeof FLAWS;

/** One thing wrong with what somebody sent. `pointer` is an RFC 6901 JSON pointer into it. */
export type Flaw = { pointer: string; code: FlawCode; detail: string };

export function flaw(pointer: string, code: FlawCode): Flaw {
  return { pointer, code, detail: FLAWS[code] };
}

/** What must be asked about a report that is taken all the same. Listed under `warnings`, with a pointer to the field; each opens a review. */
export const WARNINGS = {
  'case.magnitude-implausible': 'This is far more than is usual. Check the unit and the decimal point.',
  'case.hs-unusual': 'Goods of this heading seldom have this code of the Harmonized System.',
  'case.key-doubtful': 'This is not what such a number looks like, or its check digit does not fit.',
  'case.text-identifying': 'This text may tell who somebody is. Reports name nobody: take it out, or say what it is.',
  'case.quantity-zero': 'This says that nothing was seized. Give the quantity, or say that goods were found and left.',
  'case.part-exceeds-whole': 'This part is more than the quantity of which it is one.',
  'case.route-circular': 'Departure and destination are one country, which this direction does not have.',
  'case.route-abroad': 'Goods that move inside one country have no other country on their route.',
  'case.transit-at-the-end': 'A country of transit is the departure or the destination as well.',
  'case.transport-contradicts': 'The mode of transport is not the one that this means of transport has.',
  'case.coordinates-unset': 'These coordinates lie in the sea off Africa, where devices put what they cannot locate.',
} as const;

export type WarningCode = keyof typeof WARNINGS;
