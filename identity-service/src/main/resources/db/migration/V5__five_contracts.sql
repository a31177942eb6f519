-- What the other four contracts need of the people.

create extension if not exists pg_trgm;

-- Search: any part of a username, of the personal names, of an e-mail, without regard to case. By trigrams, since people search
-- for parts of words. The personal names are one text, so that "ivan petrov" is found.
create index person_search on person using gin (
    username gin_trgm_ops,
    (coalesce(first_name, '') || ' ' || coalesce(last_name, '')) gin_trgm_ops,
    email gin_trgm_ops);

-- The list of those who are blocked, newest first: they are few.
create index person_blocked on person (id desc) where blocked;

-- What Telegram said at the last login. Only when it says something else the next time, the person's username follows: in
-- between he may have chosen another one here.
alter table person add column telegram_username varchar(150);
