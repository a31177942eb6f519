-- What the other four contracts need of the domain. Only wider than before: an older replica goes on writing what it knows.

create extension if not exists pg_trgm;

-- Tickets ----------------------------------------------------------------------------------------------------------

alter table ticket add column tags text[] not null default '{}';
alter table ticket add column estimated_resolution_time timestamptz;

-- Search: any part of the subject or the description, without regard to case. By trigrams, since people search for parts of words.
create index ticket_search on ticket using gin (subject gin_trgm_ops, description gin_trgm_ops);
-- The list of one priority, like those in V1__tickets.sql.
create index ticket_by_priority on ticket (priority, status, (-id));


-- Comments ---------------------------------------------------------------------------------------------------------

alter table comment add column message_type varchar(16) not null default 'text'
    check (message_type in ('text', 'image', 'file', 'system'));
alter table comment add column is_read boolean not null default false; -- a staff member other than its author has had it shown in `requests`

-- How many there are for which reader, and the time of the last one.
create index comment_count on comment (ticket_id, id) include (internal, system, created_at);
drop index comment_of_ticket;


-- Files ------------------------------------------------------------------------------------------------------------

-- A file may be uploaded first and attached to a comment later. Until then only its uploader sees it; what nobody attaches
-- within a day is rubbish.
alter table attachment alter column ticket_id drop not null;
create index attachment_unattached on attachment (created_at) where ticket_id is null;
