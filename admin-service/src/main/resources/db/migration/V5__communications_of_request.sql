-- What is about a deleted request goes with it.
create index communication_of_request on communication (request_id) where request_id is not null;
