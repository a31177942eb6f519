package io.otklik.ticket.conversation;

/** The statements of {@link Conversation}: whether the ticket is there for the person is part of each. */
final class ConversationSql {

    /** 1 ticket, 2 person, 3 whether he is staff. */
    static final String VISIBLE = "select from ticket where id = $1 and ($3 or requester_id = $2)";

    /**
     * Like VISIBLE; 4 the id that the page lies after, 5 rows. No row: no such ticket; else every row has the total, and the only
     * row of an empty page nothing else. A first page that holds everything is its own total.
     */
    static final String PAGE = """
            with page as materialized (
                select id, author_id, internal, text, created_at from comment
                where ticket_id = $1 and id > $4 and not system and ($3 or not internal)
                order by id limit $5::bigint
            )
            select case when $4 = 0 and (select count(*) from page) < $5 then (select count(*) from page)
                        else (select count(*) from comment where ticket_id = $1 and not system and ($3 or not internal))
                   end total, p.*
            from ticket t left join page p on true
            where t.id = $1 and ($3 or t.requester_id = $2)
            order by p.id""";

    /**
     * Locks the ticket, then writes: so the ids, the times and the events of a ticket come in the order of the commits. The
     * time is the database's, since only that can be read after the lock within one statement. 1 uuid, 2 ticket, 3 author,
     * 4 his role, 5 internal, 6 text, 7 whether he is staff. No row: no such ticket.
     */
    static final String WRITE = """
            with locked as materialized (
                select * from ticket where id = $2 and ($7 or requester_id = $3) for no key update
            ), written as (
                insert into comment (uuid, ticket_id, author_id, author_role, internal, text, created_at)
                select $1, id, $3, $4, $5, $6, clock_timestamp() from locked
                returning id, created_at
            )
            select written.id comment_id, written.created_at comment_created_at, locked.* from written, locked""";

    private ConversationSql() {}
}
