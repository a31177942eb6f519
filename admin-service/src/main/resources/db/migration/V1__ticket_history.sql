-- The history of tickets: a read model of otklik.tickets, rebuilt from there at any time.

create table ticket_history (
    id          bigint generated always as identity primary key,
    event_id    uuid        not null, -- the event that told of the change
    field       text        not null, -- status, assigned_to, category, priority, subject or description
    ticket_id   bigint      not null,
    changed_by  bigint      not null, -- a person's id
    old_value   text,                 -- the domain's names; ids of people and categories in digits; null: nothing
    new_value   text,
    changed_at  timestamptz not null, -- when it was committed, not when it was heard of here
    -- The natural key: however often an event comes, it makes each row once.
    unique (event_id, field)
);

-- Lists are newest first, by one filter or none; (changed_at, id) is the keyset.
create index ticket_history_newest on ticket_history (changed_at desc, id desc);
create index ticket_history_of_ticket on ticket_history (ticket_id, changed_at desc, id desc);
create index ticket_history_by_person on ticket_history (changed_by, changed_at desc, id desc);
create index ticket_history_of_field on ticket_history (field, changed_at desc, id desc);
