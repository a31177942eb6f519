-- The ledger of deliveries: event × recipient × channel. No table of its own, since these hold all of it: a row of `notification` with
-- a person is one delivery, one of the channel `support` is one for each agent who sees it, both read when there is a
-- read_mark; a row of `mail` is one. So a ticket costs no more for a hundred agents than for one. Only indexes: an older
-- replica notices nothing.

comment on column mail.reason is
    'Why the latest attempt failed, or why there was another one after it; stays when the mail is sent at last';

-- What was told of a ticket.
create index notification_of_ticket on notification (ticket_id);
create index mail_of_ticket on mail (ticket_id) where ticket_id is not null;
-- What was mailed to a person. (What he was told: notification_of_person.)
create index mail_of_person on mail (person_id);
-- The newest. (Of the support channel: notification_of_support_from.)
create index notification_newest on notification (created_at, id) where person_id is not null;
create index mail_newest on mail (created_at, id);
-- What is under way or given up: few of many.
create index mail_unsent on mail (state, created_at, id) where state <> 'sent';
