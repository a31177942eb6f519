-- The ledger of deliveries counted all notifications and all mails for its total, and the total of an agent added up some thousand hours a
-- quarter. Now days are tallied as well, what is one person's own, and mails. Only wider than before: the triggers tally what older
-- replicas write, too; these read the hours, which stay as they were.

-- Nobody may write until all is committed. Mail first, as who writes both (TicketEvents).
lock table mail, notification in share row exclusive mode;

create table support_day_tally (
    day  timestamptz primary key, -- in UTC, as its first moment
    rows bigint not null
);
comment on table support_day_tally is 'How many rows of the channel `support` there are, by the day';

create table delivery_tally (
    source varchar(12) not null, -- own: notifications of one person; mail
    kind   varchar(32) not null, -- as there. So a link for a new password waits for no transaction that tallies other mails
    rows   bigint      not null,
    primary key (source, kind)
);
comment on table delivery_tally is 'How many rows tell of one delivery each, by their table';

-- V6's, which tallied the hours. Also when rows are taken away, by whoever keeps the tables small: he takes the lock of the feed
-- (FeedSql.INSERT), and mails before notifications, or else a consumer and he may wait for each other.
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
    insert into delivery_tally as tally (source, kind, rows)
    select 'own', kind, more * count(*) from told where person_id is not null group by kind
    on conflict (source, kind) do update set rows = tally.rows + excluded.rows;
    return null;
end $$;

-- Two consumers may come here at once: the kinds in one order.
create function tally_mail() returns trigger language plpgsql as $$
declare
    more int := case TG_OP when 'INSERT' then 1 else -1 end;
begin
    insert into delivery_tally as tally (source, kind, rows)
    select 'mail', kind, more * count(*) from mailed group by kind order by kind
    on conflict (source, kind) do update set rows = tally.rows + excluded.rows;
    return null;
end $$;

create trigger tally_less_support after delete on notification
    referencing old table as told for each statement execute function tally_support();
create trigger tally_mail after insert on mail
    referencing new table as mailed for each statement execute function tally_mail();
create trigger tally_less_mail after delete on mail
    referencing old table as mailed for each statement execute function tally_mail();

-- The hours anew, too: V6 did not see what was taken away.
delete from support_tally;
insert into support_tally (hour, rows)
select date_trunc('hour', created_at, 'UTC'), count(*) from notification where person_id is null group by 1;
insert into support_day_tally (day, rows)
select date_trunc('day', hour, 'UTC'), sum(rows) from support_tally group by 1;
insert into delivery_tally (source, kind, rows)
select 'own', kind, count(*) from notification where person_id is not null group by kind
union all
select 'mail', kind, count(*) from mail group by kind;
