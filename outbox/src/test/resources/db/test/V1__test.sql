-- An aggregate to lock before appending.
create table ticket (
    id      bigint primary key,
    subject text not null
);

-- The effect: one row per event, its natural key. A subject that the schema refuses makes a poison record.
create table applied (
    position  bigint generated always as identity primary key,
    event_id  uuid   not null unique,
    ticket_id bigint not null,
    subject   text   not null constraint applied_subject_sane check (subject <> 'poison')
);
