package io.otklik.ticket.conversation;

import io.otklik.ticket.attachment.AttachmentSnapshot;
import io.otklik.ticket.ticketing.Audience;

/** The statements of {@link Conversation}: whether the ticket is there for the person is part of each. */
final class ConversationSql {

    /** 1 ticket, 2 person, 3 whether he is staff. */
    static final String VISIBLE = "select from ticket where id = $1 and ($3 or requester_id = $2)";

    /**
     * Like VISIBLE; 4 the id that the page lies after, 5 rows, 6 rows to pass over. No row: no such ticket; else every row has the
     * total, and the only row of an empty page nothing else. A first page that holds everything is its own total.
     */
    static String page(Audience audience) {
        return """
                with page as materialized (
                    select c.*, %2$s from comment c
                    where ticket_id = $1 and id > $4 and %1$s
                    order by id limit $5::bigint offset $6::bigint
                )
                select case when $4 = 0 and $6 = 0 and (select count(*) from page) < $5
                            then (select count(*) from page)
                            else (select count(*) from comment where ticket_id = $1 and %1$s)
                       end total, p.*
                from ticket t left join page p on true
                where t.id = $1 and ($3 or t.requester_id = $2)
                order by p.id""".formatted(audience.condition(), AttachmentSnapshot.OF_COMMENT);
    }

    /** 1 comment, 2 person, 3 whether he is staff. Neither internal comments nor system messages. */
    static final String PUBLIC_ONE = "select c.*, " + AttachmentSnapshot.OF_COMMENT + """
             from comment c join ticket t on t.id = c.ticket_id
            where c.id = $1 and ($3 or t.requester_id = $2) and not c.internal and not c.system""";

    /** 1 comment. */
    static final String ONE = "select c.*, " + AttachmentSnapshot.OF_COMMENT + " from comment c where c.id = $1";

    /** 1 tickets. A row per ticket that has some, newest first. */
    static final String PUBLIC_IDS = """
            select ticket_id, array_agg(id order by id desc) ids from comment
            where ticket_id = any($1) and not internal and not system group by ticket_id""";

    /** 1 the comments. */
    static final String MARK_READ = "update comment set is_read = true where id = any($1)";

    /** A public comment on a ticket that is locked already; named, for a session. */
    static final String WRITE_LOCKED = """
            insert into comment (uuid, ticket_id, author_id, author_role, internal, system, message_type, text, created_at)
            values (:uuid, :ticket, :author, :role, false, :system, :type, :text, :at) returning id""";

    /**
     * Locks the ticket, then writes: so the ids, the times and the events of a ticket come in the order of the commits. The
     * time is the database's, since only that can be read after the lock within one statement. 1 uuid, 2 ticket, 3 author,
     * 4 his role, 5 internal, 6 text, 7 whether he is staff, 8 the message's type. No row: no such ticket.
     */
    static final String WRITE = """
            with locked as materialized (
                select * from ticket where id = $2 and ($7 or requester_id = $3) for no key update
            ), written as (
                insert into comment (uuid, ticket_id, author_id, author_role, internal, text, message_type, created_at)
                select $1, id, $3, $4, $5, $6, $8, clock_timestamp() from locked
                returning id, created_at
            )
            select written.id comment_id, written.created_at comment_created_at, locked.* from written, locked""";

    private ConversationSql() {}
}
