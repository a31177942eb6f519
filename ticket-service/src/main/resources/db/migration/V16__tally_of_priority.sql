-- How many tickets the list of a priority has, without counting them: 24 ms of a million. It goes as in V2__ticket_tallies.sql.

-- No writer may be under way, as the changes that he writes have no priority yet; and lists wait, as their table gets a column. Both locks at
-- once, and letting go of both before PostgreSQL looks for a deadlock (V15__categories_stay.sql). First the turn to fold, which has to be ours
-- below and for which nobody waits. An autovacuum of `ticket` has to come to its end first.
select pg_advisory_xact_lock(hashtext('fold_ticket_tally'));
do $$
begin
    loop
        begin
            set local lock_timeout = '200ms';
            lock table ticket in share row exclusive mode;
            lock table ticket_tally_change in access exclusive mode;
            exit;
        exception when lock_not_available then
            perform pg_sleep(0.1);
        end;
    end loop;
end $$;
set local lock_timeout to default;

select fold_ticket_tally();
alter table ticket_tally_change add column priority varchar(16) not null; -- there are no rows left

-- For lists of all people's tickets, whoever has them: some hundred rows, where queue_tally has as many for each assignee.
create table priority_tally (
    category_id bigint      not null,
    status      varchar(16) not null,
    priority    varchar(16) not null,
    n           bigint      not null,
    primary key (category_id, status, priority)
);
insert into priority_tally
select category_id, status, priority, count(*) from ticket group by 1, 2, 3;

create or replace function ticket_tally_insert() returns trigger language plpgsql as $$
begin
    insert into ticket_tally_change (requester_id, category_id, status, assignee_id, priority, n)
    select requester_id, category_id, status, coalesce(assignee_id, 0), priority, count(*) from added group by 1, 2, 3, 4, 5;
    return null;
end $$;

create or replace function ticket_tally_delete() returns trigger language plpgsql as $$
begin
    insert into ticket_tally_change (requester_id, category_id, status, assignee_id, priority, n)
    select requester_id, category_id, status, coalesce(assignee_id, 0), priority, -count(*) from removed group by 1, 2, 3, 4, 5;
    return null;
end $$;

create or replace function ticket_tally_update() returns trigger language plpgsql as $$
begin
    insert into ticket_tally_change (requester_id, category_id, status, assignee_id, priority, n)
    select requester_id, category_id, status, assignee_id, priority, sum(n)
    from (select requester_id, category_id, status, coalesce(assignee_id, 0) assignee_id, priority, 1 n from added
          union all
          select requester_id, category_id, status, coalesce(assignee_id, 0), priority, -1 from removed) moved
    group by 1, 2, 3, 4, 5
    having sum(n) <> 0;
    return null;
end $$;

-- A trigger, so that nobody folds without it: a replica that has called fold_ticket_tally() by now waits for the lock above, and which text
-- of that function it would go on with, were it replaced here, is promised nowhere.
create function priority_tally_fold() returns trigger language plpgsql as $$
begin
    insert into priority_tally
    select category_id, status, priority, sum(n) from folded group by 1, 2, 3 having sum(n) <> 0
    on conflict (category_id, status, priority) do update set n = priority_tally.n + excluded.n;
    return null;
end $$;

create trigger priority_tally_fold after delete on ticket_tally_change
    referencing old table as folded for each statement execute function priority_tally_fold();
