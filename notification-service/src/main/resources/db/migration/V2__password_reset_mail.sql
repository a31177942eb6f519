-- Mail that no ticket causes: the links for a new password, which identity hands over. Only wider than before: an older
-- replica goes on writing what it knows. One that claims a kind it does not know gives it back when its lease ends.

alter table mail alter column ticket_id drop not null; -- null: of no ticket
alter table mail alter column thread_id drop not null; -- null: refers to no other mail
alter table mail add column expires_at timestamptz;    -- not worth sending later, and its params are a secret; null: neither

comment on column mail.event_id is 'What causes the mail: an event, or the id that the service chose who handed it over';
