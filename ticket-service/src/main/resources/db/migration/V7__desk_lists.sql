-- The lists of desk tell open tickets that somebody has from those that nobody has: `assigned` and `new`. A ticket is in one of
-- the two indexes, so together they cost a write as much as one. Like those in V1__tickets.sql, whose queries these are.
create index ticket_unassigned_by_status on ticket (status, (-id)) where assignee_id is null;
create index ticket_assigned_by_status on ticket (status, (-id)) where assignee_id is not null;
