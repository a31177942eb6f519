package io.otklik.notification.feed;

import io.otklik.edge.Listing;
import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.TicketFacts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The feed of notifications: written from events, read by people. */
@ApplicationScoped
public class Feed {

    private final Pool pool;

    Feed(Pool pool) {
        this.pool = pool;
    }

    /**
     * Writes what the events tell, once, by the connection of an open transaction, which should commit right after: others
     * that write to the feed wait for it. {@link FeedTail#wake} follows the commit.
     */
    public Uni<Void> write(SqlConnection tx, List<Event> events) {
        List<Told> told = events.stream().map(Told::by).flatMap(List::stream).toList();
        if (told.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(FeedSql.INSERT).execute(columns(told)).replaceWithVoid();
    }

    private static Tuple columns(List<Told> told) {
        return Tuple.tuple()
                .addValue(column(told, Told::eventId, UUID[]::new))
                .addValue(column(told, Told::personId, Long[]::new))
                .addValue(column(told, row -> row.kind().name(), String[]::new))
                .addValue(column(told, row -> row.ticket().id(), Long[]::new))
                .addValue(column(told, row -> row.ticket().subject(), String[]::new))
                .addValue(column(told, Told::category, String[]::new))
                .addValue(column(told, row -> requester(row.ticket()), Long[]::new))
                .addValue(column(told, row -> row.ticket().requester().email(), String[]::new))
                .addValue(column(told, row -> utc(row.at()), OffsetDateTime[]::new))
                .addValue(column(told, Told::actorId, Long[]::new));
    }

    private static long requester(TicketFacts ticket) {
        return ticket.requester().id();
    }

    private static <T> T[] column(List<Told> told, Function<Told, T> value, IntFunction<T[]> array) {
        return told.stream().map(value).toArray(array);
    }

    /**
     * A piece of the person's feed, newest first.
     *
     * @param read only read or only unread rows; empty for all
     * @param before rows with smaller ids; empty for the newest
     * @param limit one row more comes when there is one
     */
    public Uni<Listing<FeedRow>> page(PersonState person, Optional<Boolean> read, Optional<Long> before, int limit) {
        String page = read.map(only -> only ? FeedSql.PAGE_OF_READ : FeedSql.PAGE_OF_UNREAD)
                .orElse(FeedSql.PAGE);
        Tuple values = viewer(person).addLong(before.orElse(Long.MAX_VALUE)).addInteger(limit + 1);
        return pool.preparedQuery(page).execute(values).map(rows -> Listing.of(rows, FeedSql::row));
    }

    /** What the person may see with ids greater than {@code after}, oldest first, at most {@code limit} rows. */
    public Uni<List<FeedRow>> after(PersonState person, long after, int limit, FeedScope scope) {
        Tuple values = viewer(person).addLong(after).addInteger(limit).addBoolean(scope == FeedScope.SUPPORT);
        return pool.preparedQuery(FeedSql.AFTER).execute(values).map(FeedSql::rows);
    }

    /** One row. Fails with NOT_FOUND when there is none that the person may see. */
    public Uni<FeedRow> required(PersonState person, long id) {
        return pool.preparedQuery(FeedSql.ONE)
                .execute(viewer(person).addLong(id))
                .map(rows -> only(rows, id));
    }

    private static FeedRow only(RowSet<Row> rows, long id) {
        if (rows.size() == 0) {
            throw new FeedRefused(FeedRefused.Reason.NOT_FOUND, id);
        }
        return FeedSql.row(rows.iterator().next());
    }

    /** Marks one row, which the person may see, as read or unread by him; the row as it is then. */
    public Uni<FeedRow> mark(PersonState person, FeedRow row, boolean read) {
        return pool.preparedQuery(read ? FeedSql.MARK : FeedSql.UNMARK)
                .execute(Tuple.of(person.id(), row.notification().id()))
                .map(done -> new FeedRow(row.notification(), read));
    }

    private static Tuple viewer(PersonState person) {
        boolean agent = person.role().isStaff() && person.staffSince() != null;
        return Tuple.of(person.id()).addValue(agent ? utc(person.staffSince()) : null);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
