-- How many tickets a list has (X-Total-Count), exact and without counting them.
--
-- A counter row that every writer updates would make writers wait for each other's commit. So writers only append what
-- changed, here, by triggers, whoever writes; the service folds the changes into the tallies once a second; a list adds up
-- the tally and the changes not yet folded, in one snapshot.

create table ticket_tally_change (
    requester_id bigint      not null,
    category_id  bigint      not null,
    status       varchar(16) not null,
    assignee_id  bigint      not null, -- 0: nobody
    n            integer     not null  -- tickets more (or, negative, fewer) with these four values
) with (
    -- Rows live for a second: vacuum comes by count, as for the outbox.
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_insert_threshold = -1
);
create index ticket_tally_change_of_requester on ticket_tally_change (requester_id);

-- For own lists.
create table requester_tally (
    requester_id bigint      not null,
    status       varchar(16) not null,
    n            bigint      not null,
    primary key (requester_id, status)
);

-- For the support list, under any filter: a row per combination in use, so some hundreds.
create table queue_tally (
    category_id bigint      not null,
    status      varchar(16) not null,
    assignee_id bigint      not null, -- 0: nobody
    n           bigint      not null,
    primary key (category_id, status, assignee_id)
);

create function ticket_tally_insert() returns trigger language plpgsql as $$
begin
    insert into ticket_tally_change
    select requester_id, category_id, status, coalesce(assignee_id, 0), count(*) from added group by 1, 2, 3, 4;
    return null;
end $$;

create function ticket_tally_delete() returns trigger language plpgsql as $$
begin
    insert into ticket_tally_change
    select requester_id, category_id, status, coalesce(assignee_id, 0), -count(*) from removed group by 1, 2, 3, 4;
    return null;
end $$;

create function ticket_tally_update() returns trigger language plpgsql as $$
begin
    insert into ticket_tally_change
    select requester_id, category_id, status, assignee_id, sum(n)
    from (select requester_id, category_id, status, coalesce(assignee_id, 0) assignee_id, 1 n from added
          union all
          select requester_id, category_id, status, coalesce(assignee_id, 0), -1 from removed) moved
    group by 1, 2, 3, 4
    having sum(n) <> 0;
    return null;
end $$;

-- Per statement, so that a million rows inserted at once cost some rows here.
create trigger ticket_tally_insert after insert on ticket
    referencing new table as added for each statement execute function ticket_tally_insert();
create trigger ticket_tally_delete after delete on ticket
    referencing old table as removed for each statement execute function ticket_tally_delete();
create trigger ticket_tally_update after update on ticket
    referencing new table as added old table as removed for each statement execute function ticket_tally_update();

-- Moves the changes into the tallies; called by each replica once a second, one at a time. Returns how many it moved.
create function fold_ticket_tally() returns bigint language sql as $$
    with turn as materialized (
        select pg_try_advisory_xact_lock(hashtext('fold_ticket_tally')) as mine
    ), gone as (
        delete from ticket_tally_change where (select mine from turn)
        returning requester_id, category_id, status, assignee_id, n
    ), own as (
        insert into requester_tally
        select requester_id, status, sum(n) from gone group by 1, 2 having sum(n) <> 0
        on conflict (requester_id, status) do update set n = requester_tally.n + excluded.n
    ), queue as (
        insert into queue_tally
        select category_id, status, assignee_id, sum(n) from gone group by 1, 2, 3 having sum(n) <> 0
        on conflict (category_id, status, assignee_id) do update set n = queue_tally.n + excluded.n
    )
    select count(*) from gone
$$;
