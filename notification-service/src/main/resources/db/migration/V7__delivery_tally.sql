-- The ledger of deliveries counted all notifications and all mails for its total, and the total of an agent added up some thousand hours a
-- quarter. Now days are tallied as well, what is one person's own, and mails. Only wider than before: the triggers tally what older
-- replicas write, too; these read the hours, which stay as they were.

create table support_day_tally (
    day  timestamptz primary key, -- in UTC, as its first moment
    rows bigint not null
);
comment on table support_day_tally is 'How many rows of the channel `support` there are, by the day';

create table delivery_tally (
    source varchar(12) primary key, -- own: notifications of one person; mail
    rows   bigint not null
);
comment on table delivery_tally is 'How many deliveries there are that a row stands for';

-- Also when rows are taken away, by whoever keeps the tables small.
create or replace function tally_support() returns trigger language plpgsql as $$
declare
    more int := case TG_OP when 'INSERT' then 1 else -1 end;
begin
    insert into support_tally as tally (hour, rows)
    select date_trunc('hour', created_at, 'UTC'), more * count(*) from told where person_id is null group by 1
    on conflict (hour) do update set rows = tally.rows + excluded.rows;
    insert into support_day_tally as tally (day, rows)
    select date_trunc('day', created_at, 'UTC'), more * count(*) from told where person_id is null group by 1
    on conflict (day) do update set rows = tally.rows + excluded.rows;
    insert into delivery_tally as tally (source, rows)
    select 'own', more * count(*) from told where person_id is not null having count(*) > 0
    on conflict (source) do update set rows = tally.rows + excluded.rows;
    return null;
end $$;

create function tally_mail() returns trigger language plpgsql as $$
declare
    more int := case TG_OP when 'INSERT' then 1 else -1 end;
begin
    insert into delivery_tally as tally (source, rows)
    select 'mail', more * count(*) from mailed having count(*) > 0
    on conflict (source) do update set rows = tally.rows + excluded.rows;
    return null;
end $$;

-- Notifications first, as who writes both.
create trigger tally_less_support after delete on notification
    referencing old table as told for each statement execute function tally_support();
create trigger tally_mail after insert on mail
    referencing new table as mailed for each statement execute function tally_mail();
create trigger tally_less_mail after delete on mail
    referencing old table as mailed for each statement execute function tally_mail();

-- After the triggers, whose locks let nobody write until all is committed.
insert into support_day_tally (day, rows)
select date_trunc('day', hour, 'UTC'), sum(rows) from support_tally group by 1;
insert into delivery_tally (source, rows)
select 'own', count(*) from notification where person_id is not null
union all
select 'mail', count(*) from mail;
