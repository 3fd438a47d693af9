-- An answer names what was sent, and a name that a client makes up may hold what jsonb cannot (NUL, half of a surrogate pair): as jsonb, such an
-- answer could not be kept, and its request failed each time that it came again. Nobody looks into an answer: it is sent again as it was.

alter table receipt alter column body type json using body::json;
