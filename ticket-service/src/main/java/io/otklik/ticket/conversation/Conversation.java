package io.otklik.ticket.conversation;

import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.events.CommentAdded;
import io.otklik.events.PersonState;
import io.otklik.outbox.Outbox;
import io.otklik.outbox.TimeOrderedId;
import io.otklik.outbox.Transactions;
import io.otklik.people.People;
import io.otklik.ticket.ticketing.TicketActors;
import io.otklik.ticket.ticketing.TicketRefused;
import io.otklik.ticket.ticketing.TicketSnapshot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is said on a ticket. Its requester takes part, and all staff; for anybody else the ticket is not there. Before a
 * person is turned away his owner is asked whether he has become staff meanwhile.
 */
@ApplicationScoped
public class Conversation {

    private final Pool pool;
    private final Outbox outbox;
    private final TicketActors actors;
    private final People people;

    Conversation(Pool pool, Outbox outbox, TicketActors actors, People people) {
        this.pool = pool;
        this.outbox = outbox;
        this.actors = actors;
        this.people = people;
    }

    /**
     * What the reader may see of it, oldest first; internal comments are for staff, system messages show elsewhere. Fails with
     * the ticket's NOT_FOUND.
     */
    public Uni<Listing<CommentSnapshot>> read(long ticketId, PersonState reader, Page page) {
        return page(ticketId, reader, page)
                .onFailure(TicketRefused.class)
                .recoverWithUni(refusal -> asStaff(reader, refusal).chain(agent -> page(ticketId, agent, page)));
    }

    /**
     * Adds the comment and queues CommentAdded. Fails with the ticket's NOT_FOUND, and with INTERNAL_BY_USER when a
     * requester writes an internal one.
     */
    public Uni<CommentSnapshot> add(long ticketId, NewComment comment, PersonState author) {
        if (comment.internal() && !author.role().isStaff()) {
            return requireWriter(ticketId, true, author).chain(agent -> write(ticketId, comment, agent));
        }
        return write(ticketId, comment, author)
                .onFailure(TicketRefused.class)
                .recoverWithUni(refusal -> asStaff(author, refusal).chain(agent -> write(ticketId, comment, agent)));
    }

    /** Fails with the ticket's NOT_FOUND when the person has no part in the conversation. */
    public Uni<Void> requireVisible(long ticketId, PersonState person) {
        return visible(ticketId, person)
                .onFailure(TicketRefused.class)
                .recoverWithUni(refusal -> asStaff(person, refusal).chain(agent -> visible(ticketId, agent)));
    }

    /** The author as he may write, be it as staff. Fails as {@link #add} does. */
    public Uni<PersonState> requireWriter(long ticketId, boolean internal, PersonState author) {
        CommentRefused refusal = new CommentRefused(CommentRefused.Reason.INTERNAL_BY_USER, ticketId);
        return requireVisible(ticketId, author)
                .chain(() -> internal && !author.role().isStaff()
                        ? asStaff(author, refusal)
                        : Uni.createFrom().item(author));
    }

    /** The person as staff; fails with the refusal when his owner does not know him as such. */
    private Uni<PersonState> asStaff(PersonState person, Throwable refusal) {
        if (person.role().isStaff()) {
            return Uni.createFrom().failure(refusal);
        }
        return people.confirmed(person.id())
                .map(answer -> answer.filter(known -> known.role().isStaff()).orElse(null))
                .onItem()
                .ifNull()
                .failWith(refusal);
    }

    private Uni<Listing<CommentSnapshot>> page(long ticketId, PersonState reader, Page page) {
        long after = page.cursor() == null ? 0 : page.cursor();
        return pool.preparedQuery(ConversationSql.PAGE)
                .execute(Tuple.of(ticketId, reader.id(), reader.role().isStaff(), after, page.limit() + 1))
                .invoke(rows -> requireTicket(ticketId, rows))
                .map(Conversation::listing);
    }

    private Uni<Void> visible(long ticketId, PersonState person) {
        return pool.preparedQuery(ConversationSql.VISIBLE)
                .execute(Tuple.of(ticketId, person.id(), person.role().isStaff()))
                .invoke(rows -> requireTicket(ticketId, rows))
                .replaceWithVoid();
    }

    private Uni<CommentSnapshot> write(long ticketId, NewComment comment, PersonState author) {
        return actors.introduced(() -> Transactions.in(pool, tx -> insert(tx, ticketId, comment, author)
                        .call(written -> outbox.append(tx, event(written, comment, author)))
                        .map(written -> new CommentSnapshot(
                                written.id(), author.id(), comment.internal(), comment.text(), written.at()))))
                .invoke(outbox::wakeRelay);
    }

    private Uni<Written> insert(SqlConnection tx, long ticketId, NewComment comment, PersonState author) {
        UUID uuid = TimeOrderedId.next();
        Tuple values = Tuple.tuple()
                .addUUID(uuid)
                .addLong(ticketId)
                .addLong(author.id())
                .addString(author.role().name())
                .addBoolean(comment.internal())
                .addString(comment.text())
                .addBoolean(author.role().isStaff());
        return tx.preparedQuery(ConversationSql.WRITE)
                .execute(values)
                .invoke(rows -> requireTicket(ticketId, rows))
                .map(rows -> Written.of(rows.iterator().next(), uuid));
    }

    private CommentAdded event(Written written, NewComment comment, PersonState author) {
        return new CommentAdded(
                TimeOrderedId.next(),
                actors.facts(written.ticket()),
                written.ticket().description(),
                written.id(),
                written.uuid(),
                author.actor(),
                comment.internal(),
                false,
                comment.text(),
                written.at());
    }

    private static void requireTicket(long ticketId, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new TicketRefused(TicketRefused.Reason.NOT_FOUND, ticketId);
        }
    }

    private static Listing<CommentSnapshot> listing(RowSet<Row> rows) {
        List<CommentSnapshot> comments = new ArrayList<>(rows.size());
        long total = 0;
        for (Row row : rows) {
            total = row.getLong("total");
            if (row.getLong("id") != null) {
                comments.add(new CommentSnapshot(
                        row.getLong("id"),
                        row.getLong("author_id"),
                        row.getBoolean("internal"),
                        row.getString("text"),
                        row.getOffsetDateTime("created_at").toInstant()));
            }
        }
        return new Listing<>(comments, total);
    }

    private record Written(long id, UUID uuid, Instant at, TicketSnapshot ticket) {

        static Written of(Row row, UUID uuid) {
            Instant at = row.getOffsetDateTime("comment_created_at").toInstant();
            return new Written(row.getLong("comment_id"), uuid, at, TicketSnapshot.of(row));
        }
    }
}
