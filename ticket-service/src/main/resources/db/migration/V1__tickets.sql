-- Tickets, their comments and categories. Ids: the bigint is what techsupport, desk, requests and support0 show, the
-- uuid (version 7, made by the service) is what bot shows. People live in identity-service: a person's id stands here
-- without a foreign key, his names come from the replica of otklik.people.


-- Categories -------------------------------------------------------------------------------------------------------

create table category (
    id          bigint       generated always as identity primary key,
    uuid        uuid         not null unique,
    name        varchar(100) not null check (char_length(name) >= 3),
    code        varchar(32),                      -- the name on the wire of `requests`; a category without one shows there as general
    description text,
    icon        varchar(32),                      -- an emoji
    color       varchar(7)   check (color ~ '^#[0-9a-f]{6}$'),
    is_active   boolean      not null default true,  -- false: refused for new tickets, listed only by bot
    sort_order  integer      not null default 100,   -- lists come by it, then by name; the seeded ones are 1 to 5
    deleted_at  timestamptz                       -- set: hidden from lists, refused for new tickets, its name is free; its tickets keep showing it
);

-- One name among those that are not deleted, without regard to case. The collation is named, so that Cyrillic folds
-- whatever locale the database has.
create unique index category_name on category (lower(name collate pg_c_utf8)) where deleted_at is null;
create unique index category_code on category (code) where deleted_at is null and code is not null;

insert into category (uuid, name, code, sort_order) values
    ('01990f6e-7c00-7000-8000-0000000000c1', 'Техническая', 'technical', 1),
    ('01990f6e-7c00-7000-8000-0000000000c2', 'Биллинг',     'billing',   2),
    ('01990f6e-7c00-7000-8000-0000000000c3', 'Аккаунт',     'account',   3),
    ('01990f6e-7c00-7000-8000-0000000000c4', 'Заказ',       'order',     4),
    ('01990f6e-7c00-7000-8000-0000000000c5', 'Общая',       'general',   5);


-- Tickets ----------------------------------------------------------------------------------------------------------

create table ticket (
    id                bigint        generated always as identity primary key, -- grows with time: every list is keyset-paged by it
    uuid              uuid          not null unique,
    subject           varchar(255)  not null,
    description       varchar(20000) not null,
    status            varchar(16)   not null default 'OPEN' check (status in
                          ('OPEN', 'IN_PROGRESS', 'WAITING_RESPONSE', 'FROZEN', 'RESOLVED', 'CLOSED')),
    priority          varchar(16)   not null default 'NORMAL' check (priority in ('LOW', 'NORMAL', 'HIGH', 'CRITICAL')),
    category_id       bigint        not null references category,
    requester_id      bigint        not null,
    assignee_id       bigint,                 -- null while nobody is assigned
    origin            varchar(16)   not null, -- the contract it was opened through; decides the layout of its mails
    created_at        timestamptz   not null,
    updated_at        timestamptz   not null, -- last change of the ticket itself; comments do not touch it
    closed_at         timestamptz,
    closed_by         bigint,
    status_changed_by bigint,                 -- who set the present status; null for the first one
    version           integer       not null default 0, -- grows with each change: the optimistic lock, later the ETag
    check ((status = 'CLOSED') = (closed_at is not null) and (closed_at is null) = (closed_by is null))
);

-- Lists are newest first. Their indexes end in -id, and the queries order by -id, not by id: otherwise the planner likes to
-- take the primary key and read through a million tickets of which none matches (2.4 s instead of 0.2 ms).

-- Own list; the same of one status.
create index ticket_of_requester on ticket (requester_id, (-id));
create index ticket_of_requester_by_status on ticket (requester_id, status, (-id));
-- The support list, unfiltered: the primary key. Filtered: a status filter names several statuses, so the query takes the
-- newest of each from the matching index and merges; without a status filter it names all six.
create index ticket_by_status on ticket (status, (-id));
create index ticket_by_category on ticket (category_id, status, (-id));
create index ticket_by_assignee on ticket (assignee_id, status, (-id)) where assignee_id is not null;


-- Comments ---------------------------------------------------------------------------------------------------------

create table comment (
    id          bigint      generated always as identity primary key, -- drawn under the ticket's lock: the order of the conversation
    uuid        uuid        not null unique,
    ticket_id   bigint      not null references ticket on delete cascade,
    author_id   bigint      not null,
    author_role varchar(16) not null, -- the author's role when he wrote it: a first response is a staff member's
    internal    boolean     not null, -- seen by staff only
    system      boolean     not null default false, -- written by the suite (take and complete of `requests`), shown only there
    text        varchar(10000) not null,
    created_at  timestamptz not null
);

-- The conversation, oldest first, and how many there are for which reader.
create index comment_of_ticket on comment (ticket_id, id) include (internal, system);
