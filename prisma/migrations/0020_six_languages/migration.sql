-- Letters and templates speak the languages that products speak.

alter table organisation drop constraint organisation_language_check,
  add constraint organisation_language_check check (language in ('en','fr','es','ar','pt','ru'));
