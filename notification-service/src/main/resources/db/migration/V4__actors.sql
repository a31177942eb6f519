-- Nobody is told of his own act: an agent who files a ticket for somebody does not see it as news. Only wider than before: an
-- older replica leaves it as it is.

alter table notification add column actor_id bigint;

comment on column notification.actor_id is
    'Who acted, of rows of the channel `support`: they are not shown to him; null when the event or the replica that wrote it does not say';
comment on column notification.requester_id is 'Whose ticket it is; a new ticket is not shown to himself';

-- Counts read nothing but an index, so who is left out stands there too. What older replicas ask, these answer as well.
create index notification_of_support_after on notification (id) include (created_at, requester_id, actor_id) where person_id is null;
create index notification_of_support_from on notification (created_at) include (id, requester_id, actor_id) where person_id is null;
drop index notification_of_support;
drop index notification_of_support_since;
