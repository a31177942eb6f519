-- The feed of notifications, what each person has read of it, and the ledger of mail. All of it is made from events.

-- One row per event and audience. Rows are only ever inserted.
--
-- Order: the writer takes a transaction advisory lock before it inserts, so ids are given and become visible in one
-- order. A reader that has seen id n finds everything that came later by `id > n`; it misses nothing.
create table notification (
    id              bigint generated always as identity primary key,
    event_id        uuid         not null,
    person_id       bigint,                -- whom it is for; null: the channel `support`, that is every agent
    kind            varchar(32)  not null, -- feed.Kind; words and wire names are the contracts' concern
    ticket_id       bigint       not null,
    subject         varchar(255) not null, -- of the ticket, at the time of the event
    category        varchar(100),          -- its category's name; only of new tickets
    requester_id    bigint       not null, -- who filed the ticket; a new ticket is not shown to himself
    requester_email varchar(254),          -- null for people who came by Telegram
    created_at      timestamptz  not null, -- when the event happened
    -- The same event may come any number of times.
    constraint notification_once unique nulls not distinct (event_id, person_id)
);
comment on table notification is 'Who is told what; one row per event and audience';

-- A person's own rows, newest first, and those after an id.
create index notification_of_person on notification (person_id, id) where person_id is not null;
-- The support channel, newest first, and those after an id.
create index notification_of_support on notification (id) include (created_at, requester_id) where person_id is null;
-- The support channel since the day that somebody became an agent: his total.
create index notification_of_support_since on notification (created_at) include (id, requester_id) where person_id is null;

-- Who has read what. A row of the support channel is read by each agent for himself.
create table read_mark (
    person_id       bigint      not null,
    notification_id bigint      not null references notification (id) on delete cascade,
    at              timestamptz not null default now(),
    primary key (person_id, notification_id)
);

-- Every mail that was ever to be sent. queued -> sending -> sent; back to queued after a refusal; failed after too many
-- refusals of the address. A `sending` whose lease ran out (the worker died, or its answer was lost) is ambiguous, the
-- server may have it: it is sent again under the same Message-ID, and `attempts` says so.
create table mail (
    id         bigint generated always as identity primary key,
    event_id   uuid         not null,
    person_id  bigint       not null,
    recipient  varchar(254) not null,  -- the address, at the time of the event
    kind       varchar(32)  not null,  -- mail.Kind: which template
    ticket_id  bigint       not null,
    params     jsonb        not null,  -- what the template shows
    message_id varchar(255) not null,  -- header Message-ID, fixed by event and person
    thread_id  varchar(255) not null,  -- headers References and In-Reply-To: the same for all mails of a ticket
    state      varchar(16)  not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed')),
    attempts   int          not null default 0, -- how often a server may have been given it
    due_at     timestamptz  not null default now(), -- queued: not to be tried before; sending: the end of the lease
    reason     varchar(500),           -- of the last failure
    created_at timestamptz  not null default now(),
    updated_at timestamptz  not null default now(),
    constraint mail_once unique (event_id, person_id)
);
comment on table mail is 'The ledger of mail';

-- What a worker may claim next.
create index mail_due on mail (due_at) where state in ('queued', 'sending');
