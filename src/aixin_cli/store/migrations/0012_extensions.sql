-- The day until which a return may come without being late, where somebody granted one: of a decision `extend`.
alter table meta.return_decision add column until_day date;
