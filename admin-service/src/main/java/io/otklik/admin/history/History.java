package io.otklik.admin.history;

import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.events.Actor;
import io.otklik.events.Event;
import io.otklik.events.TicketAssigned;
import io.otklik.events.TicketEdited;
import io.otklik.events.TicketEvent;
import io.otklik.events.TicketStatusChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Who changed what of which ticket, from the tickets' events. Creation and comments change no field. */
@ApplicationScoped
public class History {

    private static final String INSERT = """
            insert into ticket_history (event_id, field, ticket_id, changed_by, old_value, new_value, changed_at)
            select * from unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::timestamptz[])
            on conflict (event_id, field) do nothing""";

    /** What else TicketEdited tells of is no field of the history. */
    private static final Set<String> EDITED = Set.of("subject", "description", "category", "priority");

    private static final String CLEAR = """
            alter table ticket_history disable trigger user;
            create temporary table known_id on commit drop as select event_id, field, id from ticket_history;
            delete from ticket_history""";

    private static final String FINISH = """
            analyze known_id;
            update ticket_history h set id = k.id from known_id k
            where h.event_id = k.event_id and h.field = k.field;
            alter table ticket_history enable trigger user;
            select tally_history_anew()""";

    /** One field that an event changed. */
    private record Change(TicketEvent event, String field, Actor by, String oldValue, String newValue) {}

    private final Pool pool;

    History(Pool pool) {
        this.pool = pool;
    }

    /** Writes what the events changed, in the transaction of their batch; an event that came before adds nothing. */
    public Uni<Void> write(SqlConnection tx, List<Event> events) {
        List<Change> changes = events.stream().flatMap(History::changes).toList();
        return changes.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(INSERT).execute(values(changes)).replaceWithVoid();
    }

    private static Tuple values(List<Change> changes) {
        return Tuple.tuple()
                .addValue(column(changes, change -> change.event().eventId(), UUID[]::new))
                .addValue(column(changes, Change::field, String[]::new))
                .addValue(column(changes, change -> change.event().ticket().id(), Long[]::new))
                .addValue(column(changes, change -> change.by().id(), Long[]::new))
                .addValue(column(changes, Change::oldValue, String[]::new))
                .addValue(column(changes, Change::newValue, String[]::new))
                .addValue(
                        column(changes, change -> change.event().at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
    }

    private static <T> T[] column(List<Change> changes, Function<Change, T> value, IntFunction<T[]> array) {
        return changes.stream().map(value).toArray(array);
    }

    /**
     * Deletes all rows, and remembers their ids until the transaction ends. From here to {@link #finish} no trigger keeps up the
     * tallies: a row that is updated with each batch of one transaction gets slower with each.
     */
    public Uni<Void> clear(SqlConnection tx) {
        return tx.query(CLEAR).execute().replaceWithVoid();
    }

    /** Gives each row the id that it had before {@link #clear}: clients know it, and the log does not. Adds up the tallies. */
    public Uni<Void> finish(SqlConnection tx) {
        return tx.query(FINISH).execute().replaceWithVoid();
    }

    /** The changes that match, newest first. */
    public Uni<Listing<HistoryRow>> list(HistoryFilter filter, Page page) {
        HistoryQuery query = new HistoryQuery(filter, page);
        return pool.preparedQuery(query.sql()).execute(query.values()).map(rows -> Listing.of(rows, History::row));
    }

    private static Stream<Change> changes(Event event) {
        if (event instanceof TicketStatusChanged changed) {
            return Stream.of(new Change(
                    changed,
                    "status",
                    changed.by(),
                    changed.previous().name(),
                    changed.ticket().status().name()));
        }
        if (event instanceof TicketAssigned assigned) {
            return Stream.of(new Change(
                    assigned,
                    "assigned_to",
                    assigned.by(),
                    id(assigned.previous()),
                    id(assigned.ticket().assignee())));
        }
        if (event instanceof TicketEdited edited) {
            return edited.changes().stream()
                    .filter(change -> EDITED.contains(change.field()))
                    .map(change ->
                            new Change(edited, change.field(), edited.by(), change.oldValue(), change.newValue()));
        }
        return Stream.empty();
    }

    private static String id(Actor person) {
        return person == null ? null : Long.toString(person.id());
    }

    static HistoryRow row(Row row) {
        return new HistoryRow(
                row.getLong("id"),
                row.getLong("ticket_id"),
                row.getLong("changed_by"),
                row.getString("field"),
                row.getString("old_value"),
                row.getString("new_value"),
                row.getOffsetDateTime("changed_at").toInstant());
    }
}
