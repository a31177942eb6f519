-- Internal communications: letters between departments, seen by whoever sent them and by whom they are for.

create table communication (
    id              bigint         generated always as identity primary key, -- grows with time: lists are newest first by it
    uuid            uuid           not null unique,
    request_id      bigint,                  -- the ticket that it is about; ticket-service owns it
    from_department varchar(50)    not null,
    to_department   varchar(50)    not null,
    subject         varchar(200)   not null,
    content         varchar(20000) not null,
    priority        varchar(20)    not null check (priority in ('LOW', 'MEDIUM', 'HIGH')),
    status          varchar(20)    not null check (status in ('PENDING', 'READ', 'REPLIED')),
    sender_id       bigint         not null,
    created_at      timestamptz    not null
);

-- Who sees it: its participants and its sender, who may be one of them. One index then answers a person's list.
create table communication_reader (
    person_id        bigint  not null,
    communication_id bigint  not null references communication on delete cascade,
    is_participant   boolean not null,
    primary key (person_id, communication_id)
);
create index communication_reader_of_one on communication_reader (communication_id);
