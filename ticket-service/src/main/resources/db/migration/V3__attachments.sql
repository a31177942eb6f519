-- Files of tickets. The files themselves lie in the store, under the attachment's uuid; a file is on disk before its row commits, so
-- a row always has its file, and a file without a row is rubbish that a sweep removes after an hour.

create table attachment (
    id           bigint       generated always as identity primary key,
    uuid         uuid         not null unique,  -- the file's name in the store; the sweep looks files up by it
    ticket_id    bigint       not null references ticket on delete cascade,
    comment_id   bigint       references comment on delete cascade, -- null: attached to the ticket itself, else it is seen where the comment is
    uploader_id  bigint       not null,
    filename     varchar(255) not null check (filename <> ''), -- the client's, its last path segment; never part of a path
    content_type varchar(100) not null,         -- decided from the content, not what the client declared
    size         bigint       not null check (size > 0),
    sha256       bytea        not null check (octet_length(sha256) = 32),
    created_at   timestamptz  not null
);

-- What a ticket has, and what each of its comments has, oldest first.
create index attachment_of_ticket on attachment (ticket_id, comment_id, id);
create index attachment_of_comment on attachment (comment_id) where comment_id is not null;
