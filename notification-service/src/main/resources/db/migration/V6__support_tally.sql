-- An agent's total was counted from all rows of the channel `support` since he became one. Now they are tallied by the hour, and only
-- the rows of his first hour and those that he is not told of are counted. Only wider than before: the trigger tallies the rows of older
-- replicas, too. Rows are inserted one transaction after the other (V1), so nobody waits for the hour's row who did not before.

create table support_tally (
    hour timestamptz primary key, -- in which the events of the rows happened, as its first moment
    rows bigint not null
);
comment on table support_tally is 'How many rows of the channel `support` there are, by the hour';

create function tally_support() returns trigger language plpgsql as $$
begin
    insert into support_tally as tally (hour, rows)
    select date_trunc('hour', created_at, 'UTC'), count(*) from told where person_id is null group by 1
    on conflict (hour) do update set rows = tally.rows + excluded.rows;
    return null;
end $$;

create trigger tally_support after insert on notification
    referencing new table as told for each statement execute function tally_support();

-- After the trigger, whose lock lets nobody write until both are committed.
insert into support_tally (hour, rows)
select date_trunc('hour', created_at, 'UTC'), count(*) from notification where person_id is null group by 1;

-- What an agent is not told of: his own tickets and acts. A new ticket is mostly of one who is both.
create index notification_of_requester on notification (requester_id, created_at) where person_id is null;
create index notification_of_actor on notification (actor_id, created_at) where person_id is null and actor_id <> requester_id;
