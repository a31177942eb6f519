-- Attempts whose password is still being looked at. They count as failures as before, so many at once get no more guesses;
-- but while there are some, what they have closed may yet open, and a further attempt waits instead of being refused: so
-- people who log in at once with the right password do not close the place for each other.
--
-- What a process that died has left undecided stops counting soon after counted_at.
alter table login_attempt add column undecided int not null default 0;
