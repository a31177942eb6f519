-- Safe writes: what a request with an Idempotency-Key was answered. The row is written in the transaction of its effect, so that
-- after a crash either both are there or neither. While that transaction is open, a twin with the same key waits at the primary key.
-- The module `idempotency` brings the table (quarkus.flyway.locations=…,db/idempotency).
create table idempotency (
    person       bigint       not null, -- who asks; 0: nobody, who registers
    route        varchar(255) not null, -- method and path with its placeholders: a key counts for one route
    key          varchar(255) not null, -- as the client sent it
    fingerprint  bytea        not null, -- HMAC-SHA-256 of method, path, query, fields and files: another one is refused
    status       smallint,              -- of the answer, like the rest; null only inside the transaction
    content_type text,
    headers      jsonb,                 -- those of the answer's own, such as ETag; of each its values
    body         bytea,                 -- null: the answer has none
    created_at   timestamptz  not null, -- after a day the key may be used anew, and the row is swept away
    primary key (person, route, key)
);
create index idempotency_of_age on idempotency (created_at);
comment on table idempotency is 'Answers of requests with an Idempotency-Key, for a day';
