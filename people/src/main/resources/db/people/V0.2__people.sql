-- What this service keeps of the people, beside the replica that it reads anew from otklik.people at each start.

-- Public keys that signed tokens seen here: with them a restart verifies tokens while identity is away.
create table token_key (
    kid     text primary key,
    jwk     text not null,        -- the public key as one JSON Web Key
    seen_at timestamptz not null default now()
);
