-- When somebody last commented (io.otklik.ticket.activity).
create index comment_of_author on comment (author_id, created_at);
