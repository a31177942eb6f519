-- How many changes there are of each person, and of each day: totals of lists that ask for a person, or for a time, and beside the field
-- for nothing else (HistoryQuery). Only wider than before, and kept up like history_tally (V6__history_tally.sql): by triggers, so
-- that what older replicas write and delete is tallied, too.

create table history_person_tally (
    changed_by bigint not null,
    field      text   not null,
    old_value  text   not null, -- of a status; else empty, like new_value
    new_value  text   not null,
    rows       bigint not null,
    primary key (changed_by, field, old_value, new_value)
);
comment on table history_person_tally is 'How many rows of ticket_history each person made';

create table history_day_tally (
    day       timestamptz not null, -- its midnight, in UTC
    field     text        not null,
    old_value text        not null, -- of a status; else empty, like new_value
    new_value text        not null,
    rows      bigint      not null,
    primary key (day, field, old_value, new_value)
);
comment on table history_day_tally is 'How many rows of ticket_history each day has';

create function tally_history_parts() returns trigger language plpgsql as $$
declare
    sign int := case tg_op when 'DELETE' then -1 else 1 end;
begin
    insert into history_person_tally as tally (changed_by, field, old_value, new_value, rows)
    select changed_by, field, case field when 'status' then old_value else '' end, case field when 'status' then new_value else '' end,
           sign * count(*)
    from changes group by 1, 2, 3, 4
    on conflict (changed_by, field, old_value, new_value) do update set rows = tally.rows + excluded.rows;

    insert into history_day_tally as tally (day, field, old_value, new_value, rows)
    select date_trunc('day', changed_at, 'UTC'), field, case field when 'status' then old_value else '' end,
           case field when 'status' then new_value else '' end, sign * count(*)
    from changes group by 1, 2, 3, 4
    on conflict (day, field, old_value, new_value) do update set rows = tally.rows + excluded.rows;
    return null;
end $$;

create trigger tally_more_history_parts after insert on ticket_history
    referencing new table as changes for each statement execute function tally_history_parts();
create trigger tally_less_history_parts after delete on ticket_history
    referencing old table as changes for each statement execute function tally_history_parts();

-- Adds all three up from nothing: here, and at the end of a rebuild, which keeps none of them up meanwhile (docs/adr/0007).
create function tally_history_anew() returns void language sql as $$
    delete from history_tally;
    delete from history_person_tally;
    delete from history_day_tally;

    insert into history_tally (field, old_value, new_value, rows)
    select field, case field when 'status' then old_value else '' end, case field when 'status' then new_value else '' end, count(*)
    from ticket_history group by 1, 2, 3;
    insert into history_person_tally (changed_by, field, old_value, new_value, rows)
    select changed_by, field, case field when 'status' then old_value else '' end, case field when 'status' then new_value else '' end,
           count(*)
    from ticket_history group by 1, 2, 3, 4;
    insert into history_day_tally (day, field, old_value, new_value, rows)
    select date_trunc('day', changed_at, 'UTC'), field, case field when 'status' then old_value else '' end,
           case field when 'status' then new_value else '' end, count(*)
    from ticket_history group by 1, 2, 3, 4;
$$;

-- After the triggers, whose lock lets nobody write until both are committed.
select tally_history_anew();
