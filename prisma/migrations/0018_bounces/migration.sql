-- A mail that a server had accepted and gave back later: its letters are refused after all. Whether the mailbox works again is not seen from a later
-- letter that is accepted in the same way.

alter table letter add column bounced_at timestamptz(3);
