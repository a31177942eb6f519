package io.otklik.ticket.ticketing;

import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.events.CategoryFacts;
import io.otklik.events.TicketStatus;
import io.otklik.ticket.attachment.AttachmentSnapshot;
import io.otklik.ticket.category.CategoryRefused;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Tickets as lists and pages show them, each read by one statement. */
@ApplicationScoped
public class TicketReads {

    private final Pool pool;

    TicketReads(Pool pool) {
        this.pool = pool;
    }

    /**
     * The requester's tickets, newest first.
     *
     * @param statuses all of them when empty
     */
    public Uni<Listing<OwnLine>> own(long requesterId, Optional<Set<TicketStatus>> statuses, Page page) {
        Tuple values = Tuple.of(requesterId, after(page), page.limit() + 1);
        if (statuses.isEmpty()) {
            return pool.preparedQuery(TicketSql.OWN)
                    .execute(values)
                    .map(rows -> Listing.of(rows, TicketReads::ownLine));
        }
        return pool.preparedQuery(TicketSql.OWN_BY_STATUS)
                .execute(values.addArrayOfString(names(statuses.get())))
                .map(rows -> Listing.of(rows, TicketReads::ownLine));
    }

    /** The tickets that match, newest first. Fails with the category's NOT_USABLE when the filter names none that is there. */
    public Uni<Listing<QueueLine>> queue(QueueFilter filter, Page page) {
        Tuple values = Tuple.of(after(page), page.limit() + 1);
        boolean narrowed =
                filter.assigneeId().isPresent() || filter.categoryId().isPresent();
        if (narrowed || filter.statuses().isPresent()) {
            values = values.addArrayOfString(names(filter.statuses().orElse(EnumSet.allOf(TicketStatus.class))));
        }
        if (filter.assigneeId().isPresent()) {
            values = values.addLong(filter.assigneeId().get());
        }
        if (filter.categoryId().isPresent()) {
            values = values.addLong(filter.categoryId().get());
        }
        return pool.preparedQuery(TicketSql.queue(filter))
                .execute(values)
                .invoke(rows -> filter.categoryId().ifPresent(id -> requireCategory(id, rows)))
                .map(rows -> Listing.of(rows, TicketReads::queueLine));
    }

    /** The requester's own ticket. Fails with NOT_FOUND when there is none, or it is another's. */
    public Uni<TicketDetail> owned(long id, long requesterId) {
        return pool.preparedQuery(TicketSql.OWNED)
                .execute(Tuple.of(id, requesterId))
                .map(rows -> detail(id, rows));
    }

    /** Any ticket. Fails with NOT_FOUND. */
    public Uni<TicketDetail> any(long id) {
        return pool.preparedQuery(TicketSql.ANY).execute(Tuple.of(id)).map(rows -> detail(id, rows));
    }

    /** Fails with NOT_FOUND when there is no such ticket. */
    public Uni<Void> exists(long id) {
        return pool.preparedQuery(TicketSql.EXISTS)
                .execute(Tuple.of(id))
                .invoke(rows -> required(id, rows))
                .replaceWithVoid();
    }

    /** Lists run by -id. */
    private static long after(Page page) {
        return page.cursor() == null ? -Long.MAX_VALUE : Math.max(-Long.MAX_VALUE, -page.cursor());
    }

    private static String[] names(Set<TicketStatus> statuses) {
        return statuses.stream().map(TicketStatus::name).toArray(String[]::new);
    }

    private static OwnLine ownLine(Row row) {
        return new OwnLine(
                row.getLong("id"),
                row.getString("subject"),
                TicketStatus.valueOf(row.getString("status")),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static QueueLine queueLine(Row row) {
        return new QueueLine(
                row.getLong("id"),
                row.getString("subject"),
                TicketStatus.valueOf(row.getString("status")),
                row.getLong("assignee_id"),
                new CategoryFacts(row.getLong("category_id"), row.getString("category_name")),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static TicketDetail detail(long id, RowSet<Row> rows) {
        required(id, rows);
        Row row = rows.iterator().next();
        return new TicketDetail(
                id,
                row.getString("subject"),
                row.getString("description"),
                TicketStatus.valueOf(row.getString("status")),
                row.getLong("assignee_id"),
                new CategoryFacts(row.getLong("category_id"), row.getString("category_name")),
                row.getOffsetDateTime("created_at").toInstant(),
                AttachmentSnapshot.listed(row.getJsonArray("attachments")),
                row.getInteger("version"));
    }

    private static void required(long id, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new TicketRefused(TicketRefused.Reason.NOT_FOUND, id);
        }
    }

    private static void requireCategory(long id, RowSet<Row> rows) {
        if (!rows.iterator().next().getBoolean("category_known")) {
            throw new CategoryRefused(CategoryRefused.Reason.NOT_USABLE, id);
        }
    }
}
