-- Three contracts file tickets without a category, into `general`: so that one is always there and active. Where it was deleted
-- or made inactive before, it comes back, by another name if its own has been taken meanwhile.
with back as (
    update category g set is_active = true, deleted_at = null,
        name = case when exists (
            select from category other
            where other.id <> g.id and other.deleted_at is null
              and lower(other.name collate pg_c_utf8) = lower(g.name collate pg_c_utf8))
            then 'general ' || g.uuid else g.name end
    where code = 'general' and (deleted_at is not null or not is_active)
    returning g.*, gen_random_uuid() event_id
)
insert into outbox (id, aggregatetype, aggregateid, type, payload)
select event_id, 'tickets', 'category-' || id, 'CategoryChanged',
       jsonb_build_object(
           'eventId', event_id,
           'category', jsonb_build_object('id', id, 'uuid', uuid, 'name', name, 'code', code, 'deleted', false),
           'at', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
from back;

alter table category add constraint category_general_stays
    check (code is distinct from 'general' or is_active and deleted_at is null);
