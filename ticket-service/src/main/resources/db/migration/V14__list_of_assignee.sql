-- The support list of one assignee in every status, which is how an agent works. By ticket_by_assignee it took the newest of each of six
-- statuses to show the newest of all: 105 rows read for a page of 20. Nobody's tickets are not in it, so filing costs no more.
create index ticket_of_assignee on ticket (assignee_id, (-id)) where assignee_id is not null;
-- And its total: else all of the tally is read for the some thirty rows that are his.
create index queue_tally_of_assignee on queue_tally (assignee_id);
