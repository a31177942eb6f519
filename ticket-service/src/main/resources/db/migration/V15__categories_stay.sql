-- All who file at once shared the foreign key's lock of one row, `general` mostly: a fifth of what filing can do (docs/adr/0013). What it
-- kept, this keeps: a category is marked as deleted, its row stays. Replicas of before only ever mark, too.

-- Who files reads the category and then writes the ticket, who lists does it the other way round: whatever order these locks are taken in, one
-- of them may wait for us while we wait for him. So both at once, and letting go of both before PostgreSQL looks for a deadlock (after 1 s).
do $$
begin
    loop
        begin
            set local lock_timeout = '200ms';
            lock table category, ticket in access exclusive mode;
            exit;
        exception when lock_not_available then
            perform pg_sleep(0.1);
        end;
    end loop;
end $$;

create function category_stays() returns trigger language plpgsql as $$
begin
    raise exception 'A category stays: tickets refer to it. Set deleted_at.' using errcode = 'restrict_violation';
end $$;

create trigger category_stays before delete or truncate on category
    for each statement execute function category_stays();

alter table ticket drop constraint ticket_category_id_fkey;

set local lock_timeout to default;
