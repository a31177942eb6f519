package io.otklik.ticket.ticketing;

import io.otklik.edge.Listing;
import io.otklik.events.Priority;
import io.otklik.events.TicketStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Tickets with everything that lists and pages show, each list read by one statement. */
@ApplicationScoped
public class TicketViews {

    private static final String ONE = """
            select t.*, c.uuid category_uuid, c.name category_name, c.code category_code, c.icon category_icon,
                   c.color category_color, m.messages, m.last_message_at
            from ticket t join category c on c.id = t.category_id
            left join lateral (
                select count(*) messages, max(created_at) last_message_at from comment
                where ticket_id = t.id and %s) m on true
            where t.%s = $1""";

    private final Pool pool;

    TicketViews(Pool pool) {
        this.pool = pool;
    }

    /** The tickets that match, newest first, and how many there are on all pages. */
    public Uni<Listing<TicketView>> list(TicketFilter filter, Slice slice, Audience audience) {
        TicketQuery query = new TicketQuery(filter, slice, audience);
        return pool.preparedQuery(query.sql()).execute(query.values()).map(rows -> Listing.of(rows, TicketViews::view));
    }

    /** Any ticket. Fails with NOT_FOUND. */
    public Uni<TicketView> any(long id, Audience audience) {
        return pool.preparedQuery(ONE.formatted(audience.condition(), "id"))
                .execute(Tuple.of(id))
                .map(rows -> only(rows, id));
    }

    /** Any ticket. Fails with NOT_FOUND. */
    public Uni<TicketView> any(UUID uuid, Audience audience) {
        return pool.preparedQuery(ONE.formatted(audience.condition(), "uuid"))
                .execute(Tuple.of(uuid))
                .map(rows -> only(rows, 0));
    }

    private static TicketView only(RowSet<Row> rows, long id) {
        if (rows.size() == 0) {
            throw new TicketRefused(TicketRefused.Reason.NOT_FOUND, id);
        }
        return view(rows.iterator().next());
    }

    private static TicketView view(Row row) {
        return new TicketView(
                row.getLong("id"),
                row.getUUID("uuid"),
                row.getString("subject"),
                row.getString("description"),
                TicketStatus.valueOf(row.getString("status")),
                Priority.valueOf(row.getString("priority")),
                new TicketView.CategoryShort(
                        row.getLong("category_id"),
                        row.getUUID("category_uuid"),
                        row.getString("category_name"),
                        row.getString("category_code"),
                        row.getString("category_icon"),
                        row.getString("category_color")),
                row.getLong("requester_id"),
                row.getLong("assignee_id"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                instant(row, "closed_at"),
                row.getLong("status_changed_by"),
                List.of(row.getArrayOfStrings("tags")),
                instant(row, "estimated_resolution_time"),
                row.getLong("messages"),
                instant(row, "last_message_at"),
                row.getInteger("version"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
