-- Categories that are older than CategoryChanged, the seeded ones among them, have never been told of; whoever shows categories
-- from otklik.tickets (statistics) learns their uuids here, once.
insert into outbox (id, aggregatetype, aggregateid, type, payload)
select event_id, 'tickets', 'category-' || id, 'CategoryChanged',
       jsonb_build_object(
           'eventId', event_id,
           'category', jsonb_build_object(
               'id', id, 'uuid', uuid, 'name', name, 'code', code, 'deleted', deleted_at is not null),
           'at', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
from (select c.*, gen_random_uuid() event_id from category c) untold
order by id;
