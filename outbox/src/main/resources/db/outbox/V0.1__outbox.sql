-- Reliable events. Every service with a database has these two tables; the module `outbox` brings them
-- (quarkus.flyway.locations=db/outbox,db/migration).

-- Events that are committed and not yet in Kafka. A row is inserted in the business transaction, the relay reads in the
-- order of seq, publishes, waits for Kafka's acknowledgement and deletes. So the table is empty but for the last milliseconds, or for as
-- long as Kafka is away.
--
-- Order: the writer holds the aggregate's row lock (select … for update) when it inserts, so of one aggregate the lower
-- seq committed first. Between aggregates seq says nothing: a lower one may become visible later, which is why the relay
-- keeps no watermark and always reads from the lowest seq there is.
--
-- The columns besides seq and created_at are Debezium's outbox layout. To let Debezium Server publish instead: switch the relay off
-- (otklik.outbox.relay.enabled=false) and let EventRouter's route.topic.replacement put 'otklik.' before the routed value.
create table outbox (
    seq           bigint generated always as identity primary key,
    id            uuid        not null, -- the event's id; ce_id
    aggregatetype varchar(64) not null, -- the topic without its prefix: 'tickets' goes to otklik.tickets
    aggregateid   varchar(64) not null, -- the record key: the ticket, person or chat whose events stay in order; ce_subject
    type          varchar(64) not null, -- ce_type
    payload       jsonb       not null, -- the event as events/ describes it; the record value
    created_at    timestamptz not null default clock_timestamp() -- for operators: how old is the oldest row
) with (
    -- Every row dies within milliseconds. Dead ones at the low end of the index would slow each read of the head, so
    -- vacuum comes by count, not by a share of a table that is nearly empty.
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_insert_threshold = -1,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 10000
);
comment on table outbox is 'Committed events that are not yet in Kafka';

-- Records that this service could not apply and has sent to <topic>.dlq: the memory by which a repeat of the
-- same offsets (a rewind, a crash before the commit of the offsets) does not send them again. The record itself is in the dlq topic.
create table dead_letter (
    topic       varchar(249) not null, -- where the record was read, not the dlq
    partition   int          not null,
    "offset"    bigint       not null,
    reason      text         not null, -- also the header dead_letter_reason
    at          timestamptz  not null default clock_timestamp(),
    primary key (topic, partition, "offset")
);
comment on table dead_letter is 'Records sent to a dead letter topic, so that none is sent twice';
