-- How many changes there are, by what a list that is neither of one ticket, one person nor a time asks for. Else its total is counted
-- from all rows. Only wider than before: the triggers tally what older replicas write, too, and what their rebuild deletes; batches take
-- turns, so nobody waits for them.

create table history_tally (
    field     text   not null,
    old_value text   not null, -- of a status; else empty, like new_value
    new_value text   not null,
    rows      bigint not null,
    primary key (field, old_value, new_value)
);
comment on table history_tally is 'How many rows of ticket_history there are';

create function tally_more_history() returns trigger language plpgsql as $$
begin
    insert into history_tally as tally (field, old_value, new_value, rows)
    select field, case field when 'status' then old_value else '' end, case field when 'status' then new_value else '' end, count(*)
    from changes group by 1, 2, 3
    on conflict (field, old_value, new_value) do update set rows = tally.rows + excluded.rows;
    return null;
end $$;

create function tally_less_history() returns trigger language plpgsql as $$
begin
    update history_tally tally set rows = tally.rows - gone.rows
    from (select field, case field when 'status' then old_value else '' end old_value,
                 case field when 'status' then new_value else '' end new_value, count(*) rows
          from changes group by 1, 2, 3) gone
    where (tally.field, tally.old_value, tally.new_value) = (gone.field, gone.old_value, gone.new_value);
    return null;
end $$;

create trigger tally_more_history after insert on ticket_history
    referencing new table as changes for each statement execute function tally_more_history();
create trigger tally_less_history after delete on ticket_history
    referencing old table as changes for each statement execute function tally_less_history();

-- After the triggers, whose lock lets nobody write until both are committed.
insert into history_tally (field, old_value, new_value, rows)
select field, case field when 'status' then old_value else '' end, case field when 'status' then new_value else '' end, count(*)
from ticket_history group by 1, 2, 3;
