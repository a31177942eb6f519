-- Staff chats. People live in identity-service: a person's id stands here without a foreign key.

create table chat (
    id         bigint       generated always as identity primary key, -- grows with time: lists are newest first by it
    uuid       uuid         not null unique,
    name       varchar(100) not null,
    chat_type  varchar(20)  not null check (chat_type in ('GENERAL', 'DEPARTMENT', 'PRIVATE')),
    created_by bigint       not null,
    is_active  boolean      not null default true, -- false: given up, and there for nobody
    created_at timestamptz  not null
);

-- Who takes part, and who did. Whoever leaves keeps his row: what he has read stays read, also for himself when he comes back.
create table chat_member (
    chat_id    bigint  not null references chat,
    person_id  bigint  not null,
    active     boolean not null default true, -- false: he has left
    read_up_to bigint  not null default 0,    -- the newest message that he was shown; messages come in the order of their ids
    primary key (chat_id, person_id)
);
create index chat_member_of_person on chat_member (person_id, chat_id desc) where active;

-- What is said. A message is written under the lock of its chat's row: so within a chat ids, times and events have one order, and
-- no message appears below one that was read already.
create table chat_message (
    id           bigint         generated always as identity primary key,
    uuid         uuid           not null unique,
    chat_id      bigint         not null references chat,
    sender_id    bigint         not null,
    content      varchar(10000) not null,
    message_type varchar(20)    not null check (message_type in ('text', 'image', 'file', 'system')),
    reply_to     bigint         references chat_message, -- of the same chat
    created_at   timestamptz    not null
);
-- The sender is in it for counting what a participant has not read, which are others' messages.
create index chat_message_of_chat on chat_message (chat_id, id) include (sender_id);
