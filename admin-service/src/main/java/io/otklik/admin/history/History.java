package io.otklik.admin.history;

import io.otklik.edge.Page;
import io.otklik.events.Actor;
import io.otklik.events.Event;
import io.otklik.events.TicketAssigned;
import io.otklik.events.TicketEvent;
import io.otklik.events.TicketStatus;
import io.otklik.events.TicketStatusChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who changed what of which ticket, from the tickets' events. Creation and comments change no field. */
@ApplicationScoped
public class History {

    private static final String INSERT = """
            insert into ticket_history (event_id, field, ticket_id, changed_by, old_value, new_value, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (event_id, field) do nothing""";

    private static final String FILTER = """
             from ticket_history h
            where ($1::bigint is null or ticket_id = $1)
              and ($2::bigint is null or changed_by = $2)
              and ($3::text is null or field = $3)
              and ($4::timestamptz is null or changed_at >= $4)
              and ($5::timestamptz is null or changed_at <= $5)
              and not (field = 'status' and old_value = any($6::text[]) and new_value = any($6::text[]))""";

    private static final String LIST =
            "select id, ticket_id, changed_by, field, old_value, new_value, changed_at" + FILTER + """

              and ($7::bigint is null
                   or (changed_at, id) < (select c.changed_at, c.id from ticket_history c where c.id = $7))
            order by changed_at desc, id desc
            limit $8""";

    private static final String COUNT = "select count(*)" + FILTER;

    private final Pool pool;

    History(Pool pool) {
        this.pool = pool;
    }

    /** Writes what the events changed, in the transaction of their batch; an event that came before adds nothing. */
    public Uni<Void> write(SqlConnection tx, List<Event> events) {
        List<Tuple> rows =
                events.stream().map(History::row).flatMap(Optional::stream).toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid();
    }

    /** The changes that match, newest first. */
    public Uni<HistoryList> list(HistoryFilter filter, Page page) {
        Tuple wanted = wanted(filter).addLong(page.cursor()).addInteger(page.limit() + 1);
        return pool.preparedQuery(LIST).execute(wanted).map(History::rows).chain(rows -> pool.preparedQuery(COUNT)
                .execute(wanted(filter))
                .map(count -> new HistoryList(rows, count.iterator().next().getLong(0))));
    }

    private static Optional<Tuple> row(Event event) {
        if (event instanceof TicketStatusChanged changed) {
            return Optional.of(row(
                    changed,
                    "status",
                    changed.by(),
                    changed.previous().name(),
                    changed.ticket().status().name()));
        }
        if (event instanceof TicketAssigned assigned) {
            return Optional.of(row(
                    assigned,
                    "assigned_to",
                    assigned.by(),
                    id(assigned.previous()),
                    id(assigned.ticket().assignee())));
        }
        return Optional.empty();
    }

    private static Tuple row(TicketEvent event, String field, Actor by, String oldValue, String newValue) {
        return Tuple.tuple()
                .addUUID(event.eventId())
                .addString(field)
                .addLong(event.ticket().id())
                .addLong(by.id())
                .addString(oldValue)
                .addString(newValue)
                .addOffsetDateTime(event.at().atOffset(ZoneOffset.UTC));
    }

    private static String id(Actor person) {
        return person == null ? null : Long.toString(person.id());
    }

    private static Tuple wanted(HistoryFilter filter) {
        return Tuple.tuple()
                .addLong(filter.ticketId().orElse(null))
                .addLong(filter.changedBy().orElse(null))
                .addString(filter.field().orElse(null))
                .addOffsetDateTime(
                        filter.from().map(from -> from.atOffset(ZoneOffset.UTC)).orElse(null))
                .addOffsetDateTime(
                        filter.to().map(to -> to.atOffset(ZoneOffset.UTC)).orElse(null))
                .addArrayOfString(
                        filter.alike().stream().map(TicketStatus::name).toArray(String[]::new));
    }

    private static List<HistoryRow> rows(RowSet<Row> found) {
        List<HistoryRow> rows = new ArrayList<>(found.size());
        for (Row row : found) {
            rows.add(new HistoryRow(
                    row.getLong("id"),
                    row.getLong("ticket_id"),
                    row.getLong("changed_by"),
                    row.getString("field"),
                    row.getString("old_value"),
                    row.getString("new_value"),
                    row.getOffsetDateTime("changed_at").toInstant()));
        }
        return rows;
    }
}
