-- How often logins failed, so that guessing is slow (contracts/README.md, section 3: 429). Three scopes:
--   PAIR     an account as tried from one address;
--   ADDRESS  one address, whatever accounts it tries: one list of stolen passwords, many accounts;
--   ACCOUNT  one account, from whatever addresses it is tried: a botnet.
-- A pair that has logged in before (known_at) is judged by its own row alone. So nobody elsewhere can lock a person out of
-- the place where he usually is, by whatever number of tries; that is all there is to gain from ADDRESS and ACCOUNT.
--
-- An attempt counts before its password is looked at, in one statement, and is taken back when it succeeds: so a hundred at
-- once get no more guesses than one after the other. Rows are always locked in the order PAIR, ADDRESS, ACCOUNT.
create table login_attempt (
    scope        varchar(8)       not null check (scope in ('PAIR', 'ADDRESS', 'ACCOUNT')),
    key          varchar(160)     not null,  -- the account ('p' and the person's id, or 'n' and the SHA-256 of a name that is nobody's), the address, or both
    level        double precision not null,  -- failures, leaking away with time
    counted_at   timestamptz      not null,  -- when level was right
    closed_until timestamptz,                -- until then nothing is tried and nothing counts; null: open
    known_at     timestamptz,                -- PAIR: the latest login that succeeded
    primary key (scope, key),
    check (known_at is null or scope = 'PAIR')
) with (
    -- Only columns without an index change: leave room for doing so in place.
    fillfactor = 70
);
