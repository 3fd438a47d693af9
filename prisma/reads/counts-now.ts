/** Of a case `c (id, operation_id)`: whether somebody has taken it out of the figures. */
export const EXCLUDED_NOW = 'exists (select from case_exclusion x where x.case_id = c.id and x.included_at is null)';

/** Whether it counts with another report. One that is linked with a report of another operation counts in its own all the same. */
export const LINKED_NOW = `exists (
      select from case_link l
      where l.secondary_id = c.id and l.operation_id = c.operation_id and l.primary_operation_id = c.operation_id and l.unlinked_at is null
    )`;

/** Whether it counts, as it stands now; counted.ts says the same for a cut-off. */
export const COUNTS_NOW = `(not ${EXCLUDED_NOW} and not ${LINKED_NOW})`;
