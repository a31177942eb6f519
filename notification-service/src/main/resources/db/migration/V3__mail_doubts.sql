-- Only wider than before: an older replica leaves it as it is.

alter table mail add column doubts int not null default 0;

comment on column mail.doubts is 'How often it was handed to a server that did not say what became of it, so that it may have it';
