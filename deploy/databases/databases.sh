#!/bin/sh
# A role and a database for each service, by the superuser that PG* (or, in PostgreSQL's image, POSTGRES_USER) names. What is
# there stays, but for the passwords: IDENTITY_DATABASE_PASSWORD and so on are set each time.
set -eu
export PGUSER="${PGUSER:-${POSTGRES_USER:-postgres}}" PGDATABASE="${PGDATABASE:-postgres}"
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
\getenv identity_password IDENTITY_DATABASE_PASSWORD
\getenv ticket_password TICKET_DATABASE_PASSWORD
\getenv notification_password NOTIFICATION_DATABASE_PASSWORD
\getenv admin_password ADMIN_DATABASE_PASSWORD

select format('create role %I login', wanted)
from unnest(array['identity', 'ticket', 'notification', 'admin']) wanted
where not exists (select from pg_roles where rolname = wanted) \gexec

alter role identity password :'identity_password';
alter role ticket password :'ticket_password';
alter role notification password :'notification_password';
alter role admin password :'admin_password';

-- The same order and case rules for text on every machine, Cyrillic included, whatever locales it has.
select format('create database %I owner %1$I template template0 encoding ''UTF8'''
    ' locale_provider builtin builtin_locale ''C.UTF-8'' locale ''C''', wanted)
from unnest(array['identity', 'ticket', 'notification', 'admin']) wanted
where not exists (select from pg_database where datname = wanted) \gexec

-- None reads another's.
revoke connect, temporary on database identity, ticket, notification, admin from public;
SQL
