package io.otklik.ticket.conversation;

import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.edge.PageNumber;
import io.otklik.events.CommentAdded;
import io.otklik.events.PersonState;
import io.otklik.outbox.Outbox;
import io.otklik.outbox.TimeOrderedId;
import io.otklik.outbox.Transactions;
import io.otklik.people.People;
import io.otklik.ticket.attachment.Attachments;
import io.otklik.ticket.ticketing.Audience;
import io.otklik.ticket.ticketing.TicketActors;
import io.otklik.ticket.ticketing.TicketRefused;
import io.otklik.ticket.ticketing.TicketSnapshot;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

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
    private final Attachments attachments;
    private final Clock clock;

    Conversation(Pool pool, Outbox outbox, TicketActors actors, People people, Attachments attachments, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.actors = actors;
        this.people = people;
        this.attachments = attachments;
        this.clock = clock;
    }

    /**
     * What the reader may see of it, oldest first; internal comments are for staff, system messages show elsewhere. Fails with
     * the ticket's NOT_FOUND.
     */
    public Uni<Listing<CommentSnapshot>> read(long ticketId, PersonState reader, Page page) {
        return tried(reader, person -> page(ticketId, person, Audience.of(person), piece(page)));
    }

    /** The same by numbers. */
    public Uni<Listing<CommentSnapshot>> read(long ticketId, PersonState reader, PageNumber page) {
        Piece piece = new Piece(0, page.size(), page.offset());
        return tried(reader, person -> page(ticketId, person, Audience.of(person), piece));
    }

    /**
     * Everything, system messages too, oldest first; it counts as read by the agent from then on. Fails with the ticket's
     * NOT_FOUND.
     */
    public Uni<Listing<CommentSnapshot>> readAll(long ticketId, PersonState agent, Page page) {
        return page(ticketId, agent, Audience.STAFF_WITH_SYSTEM, piece(page))
                .call(found -> markRead(agent, page, found.rows()));
    }

    private Uni<Void> markRead(PersonState agent, Page page, List<CommentSnapshot> found) {
        Long[] shown = found.stream()
                .limit(page.limit())
                .filter(comment -> !comment.read() && comment.authorId() != agent.id())
                .map(CommentSnapshot::id)
                .toArray(Long[]::new);
        return shown.length == 0
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(ConversationSql.MARK_READ)
                        .execute(Tuple.tuple().addArrayOfLong(shown))
                        .replaceWithVoid();
    }

    /** A public comment. Fails with NOT_FOUND when there is none that the reader may see. */
    public Uni<CommentSnapshot> publicComment(long id, PersonState reader) {
        return tried(reader, person -> pool.preparedQuery(ConversationSql.PUBLIC_ONE)
                .execute(Tuple.of(id, person.id(), person.role().isStaff()))
                .invoke(rows -> requireTicket(id, rows))
                .map(rows -> CommentSnapshot.of(rows.iterator().next())));
    }

    /** Any comment, be it internal or a system message. Fails with NOT_FOUND. */
    public Uni<CommentSnapshot> any(long id) {
        return pool.preparedQuery(ConversationSql.ONE)
                .execute(Tuple.of(id))
                .invoke(rows -> requireTicket(id, rows))
                .map(rows -> CommentSnapshot.of(rows.iterator().next()));
    }

    /** The ids of the tickets' public comments, newest first, by ticket; those without are missing. */
    public Uni<Map<Long, List<Long>>> publicIds(Collection<Long> ticketIds) {
        if (ticketIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(ConversationSql.PUBLIC_IDS)
                .execute(Tuple.tuple().addArrayOfLong(ticketIds.toArray(Long[]::new)))
                .map(rows -> {
                    Map<Long, List<Long>> ids = new HashMap<>();
                    rows.forEach(row -> ids.put(row.getLong("ticket_id"), List.of(row.getArrayOfLongs("ids"))));
                    return ids;
                });
    }

    private static Piece piece(Page page) {
        return new Piece(page.cursor() == null ? 0 : page.cursor(), page.limit() + 1, 0);
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
        return tried(person, one -> visible(ticketId, one));
    }

    /** Tries again as staff what was refused, when the owner knows the person as such. */
    private <T> Uni<T> tried(PersonState person, Function<PersonState, Uni<T>> work) {
        return work.apply(person).onFailure(TicketRefused.class).recoverWithUni(refusal -> asStaff(person, refusal)
                .chain(work::apply));
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

    private Uni<Listing<CommentSnapshot>> page(long ticketId, PersonState reader, Audience audience, Piece piece) {
        Tuple values = Tuple.of(ticketId, reader.id(), reader.role().isStaff())
                .addLong(piece.after())
                .addLong((long) piece.limit())
                .addLong(piece.offset());
        return pool.preparedQuery(ConversationSql.page(audience))
                .execute(values)
                .invoke(rows -> requireTicket(ticketId, rows))
                .map(rows -> Listing.of(rows, CommentSnapshot::of));
    }

    private Uni<Void> visible(long ticketId, PersonState person) {
        return pool.preparedQuery(ConversationSql.VISIBLE)
                .execute(Tuple.of(ticketId, person.id(), person.role().isStaff()))
                .invoke(rows -> requireTicket(ticketId, rows))
                .replaceWithVoid();
    }

    private Uni<CommentSnapshot> write(long ticketId, NewComment comment, PersonState author) {
        return actors.introduced(() -> Transactions.in(pool, tx -> insert(tx, ticketId, comment, author)
                        .call(written ->
                                attachments.attachUploads(tx, ticketId, written.id(), author, comment.uploads()))
                        .call(written -> outbox.append(tx, event(written, comment, author)))
                        .map(written -> snapshot(written, comment, author))))
                .invoke(outbox::wakeRelay);
    }

    private static CommentSnapshot snapshot(Written written, NewComment comment, PersonState author) {
        return new CommentSnapshot(
                written.id(),
                written.uuid(),
                written.ticket().id(),
                author.id(),
                author.role(),
                comment.internal(),
                false,
                comment.messageType(),
                false,
                comment.text(),
                written.at(),
                List.of());
    }

    /**
     * Lets the suite itself say something in the name of whoever acted, and queues CommentAdded, in the session and transaction of the
     * caller, who holds the ticket's lock.
     */
    public Uni<Void> saySystem(TicketSnapshot ticket, String text, PersonState by) {
        return say(ticket, text, "system", by);
    }

    /** Says something publicly, likewise; without files. */
    public Uni<Void> say(TicketSnapshot ticket, String text, PersonState by) {
        return say(ticket, text, "text", by);
    }

    private Uni<Void> say(TicketSnapshot ticket, String text, String messageType, PersonState by) {
        UUID uuid = TimeOrderedId.next();
        Instant now = clock.instant();
        boolean system = messageType.equals("system");
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ConversationSql.WRITE_LOCKED, Long.class)
                        .setParameter("uuid", uuid)
                        .setParameter("ticket", ticket.id())
                        .setParameter("author", by.id())
                        .setParameter("role", by.role().name())
                        .setParameter("system", system)
                        .setParameter("type", messageType)
                        .setParameter("text", text)
                        .setParameter("at", now.atOffset(ZoneOffset.UTC))
                        .getSingleResult())
                .chain(id -> outbox.append(new CommentAdded(
                        TimeOrderedId.next(),
                        actors.facts(ticket),
                        ticket.description(),
                        id,
                        uuid,
                        by.actor(),
                        false,
                        system,
                        text,
                        messageType,
                        now)));
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
                .addBoolean(author.role().isStaff())
                .addString(comment.messageType());
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
                comment.messageType(),
                written.at());
    }

    private static void requireTicket(long ticketId, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new TicketRefused(TicketRefused.Reason.NOT_FOUND, ticketId);
        }
    }

    /** Which rows: after an id, passing over some, at most so many. */
    private record Piece(long after, int limit, long offset) {}

    private record Written(long id, UUID uuid, Instant at, TicketSnapshot ticket) {

        static Written of(Row row, UUID uuid) {
            Instant at = row.getOffsetDateTime("comment_created_at").toInstant();
            return new Written(row.getLong("comment_id"), uuid, at, TicketSnapshot.of(row));
        }
    }
}
