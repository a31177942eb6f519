-- People, the names they log in by, their sessions, and the key that signs their tokens.
-- Every length is one of contracts/README.md, section 3. Folded names are made by the service and not by lower(): what
-- lower() does depends on the database's collation (in "C" it leaves Cyrillic alone), and uniqueness must not.

-- One row per person. A change is made under the row's lock (select … for update), bumps revision and appends the whole
-- state as PersonChanged, so that otklik.people has the revisions of a person in their order.
create table person (
    id            bigint generated always as identity primary key,
    uuid          uuid         not null unique,          -- version 7; the id in contracts that show UUIDs
    username      varchar(150) not null,                 -- as it was chosen (NFKC); unique by login_name
    email         varchar(254),                          -- as it was given; null for people who came by Telegram; unique by login_name
    first_name    varchar(150),
    last_name     varchar(150),
    telegram_id   bigint unique,
    role          varchar(16)  not null check (role in ('USER', 'SUPPORT', 'MODERATOR', 'ADMIN')),
    blocked       boolean      not null default false,
    token_version int          not null default 1,       -- tokens with a smaller "ver" are dead: grows with a block and with a password reset
    revision      bigint       not null default 1,       -- grows with every change; what replicas go by
    staff_since   timestamptz,                           -- when the person last became an agent; null for a USER
    password_hash varchar(255),                          -- argon2id as a PHC string; null: no login by password
    created_at    timestamptz  not null,
    updated_at    timestamptz  not null,
    check ((staff_since is null) = (role = 'USER'))
);

-- The list of people of certain roles, newest first; also "is there an administrator".
create index person_by_role on person (role, id desc);

-- Every name that somebody logs in by, folded: his username and his e-mail (one row when they are the same). Three rules
-- in one primary key: no two usernames are equal, no two e-mails, and no username equals another's e-mail, all without
-- regard to case. Two separate unique indexes on person could not see the third, and a check before the insert loses the
-- race; here the second of two inserts waits for the first's commit and then finds the name taken, in both directions.
-- A transaction inserts its names in sorted order, so two of them cannot wait for each other.
create table login_name (
    name      text   primary key,                        -- NFKC, upper case, then lower case
    person_id bigint not null references person (id)
);

-- The names of a person, for changing them.
create index login_name_by_person on login_name (person_id);

-- A login and all the refresh tokens that came of it by rotation: a family. Only its latest refresh token is alive.
-- Rotation is one update that compares refresh_hash, hence of two at once with the same token the second finds another
-- hash: that is reuse, and ends the family.
create table session (
    id           uuid        primary key,                -- version 7; "sid" in the tokens
    person_id    bigint      not null references person (id),
    refresh_hash bytea       not null check (length(refresh_hash) = 32), -- SHA-256 of the "jti" of the refresh token that is alive
    created_at   timestamptz not null,
    refreshed_at timestamptz not null,
    expires_at   timestamptz not null,                   -- of the refresh token that is alive
    ended_at     timestamptz,                            -- by logout or reuse; null while alive
    ended_by     varchar(16) check (ended_by in ('LOGOUT', 'REUSE')),
    check ((ended_at is null) = (ended_by is null))
);

-- Each login clears away the person's expired sessions.
create index session_by_person on session (person_id, expires_at);

-- The RSA key pairs that sign or signed tokens. The first replica that starts makes one; of two at once the partial
-- index lets one win, and the other reads it. A retired key (not active) stays published, so its tokens live out.
create table signing_key (
    kid         text        primary key,                 -- the thumbprint of the public key (RFC 7638)
    private_key bytea       not null,                    -- PKCS #8; whoever reads this table signs tokens
    public_jwk  text        not null,                    -- as JWKS shows it
    active      boolean     not null default true,       -- the one that signs
    created_at  timestamptz not null default now()
);
create unique index signing_key_active on signing_key (active) where active;
