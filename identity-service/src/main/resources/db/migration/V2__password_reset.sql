-- Password reset by mail (contracts/README.md, section 5). Three tables, because the answer to "reset my password" must not
-- tell whether the e-mail is anybody's, not even by the time it takes: the request only writes a wish, which costs the same
-- for everybody. A worker turns wishes into resets and hands their mails to notification-service.

-- Requests as they came, gone within milliseconds: a worker takes each (for update skip locked) and, in the same
-- transaction, grants it or not.
create table password_reset_wish (
    id       uuid         primary key,                   -- version 7: wishes are taken in their order
    email    varchar(254) not null,                      -- as it was sent; most likely somebody's, not necessarily
    language varchar(2)   not null check (language in ('RU', 'EN')), -- that the mail will speak
    asked_at timestamptz  not null
);

-- A link that was or will be mailed. It works while it is not used, not expired, and the person's token_version is still
-- the one here: so a block, and any other reset that was carried out, end it. A newer request does not: else a stranger
-- could keep the owner's link dead by asking again and again.
create table password_reset (
    id              uuid        primary key,             -- version 7; the idempotency key of the mail. The link's token is an HMAC of it
    person_id       bigint      not null references person (id),
    token_version   int         not null,                -- the person's, when it was granted
    language        varchar(2)  not null check (language in ('RU', 'EN')),
    created_at      timestamptz not null,
    expires_at      timestamptz not null,                -- afterwards the row does nothing and is swept
    used_at         timestamptz,                         -- when the password was set by it
    mailed_at       timestamptz,                         -- when notification-service had accepted the mail
    attempts        int         not null default 0,      -- to hand the mail over
    next_attempt_at timestamptz not null                 -- the end of a worker's lease, or of the pause after a refusal
);

-- The person's links: for checking a token, and for how many mails there were within the hour.
create index password_reset_by_person on password_reset (person_id, created_at);

-- The mails to hand over.
create index password_reset_to_mail on password_reset (next_attempt_at) where mailed_at is null and used_at is null;

-- For sweeping.
create index password_reset_by_expiry on password_reset (expires_at);

-- The key of the tokens' HMAC, made by the first replica that starts. It is not in the rows above, so that who sees only
-- them (a log of statements, a report) cannot make a link.
create table password_reset_key (
    one boolean primary key default true check (one),    -- row
    key  bytea not null check (length(key) = 32)
);
