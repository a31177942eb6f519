package io.otklik.notification.feed;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/** The statements of the feed. In all of them {@code $1} is the person and {@code $2} since when he is an agent, null when he is none. */
public final class FeedSql {

    private static final String COLUMNS =
            "n.id, n.person_id, n.kind, n.ticket_id, n.subject, n.category, n.requester_id, n.requester_email, n.created_at, n.actor_id";

    private static final String IS_READ =
            "exists (select from read_mark m where m.person_id = $1 and m.notification_id = n.id)";

    /** A newer replica may write others. Counts do without, as they read nothing but an index. */
    private static final String KNOWN = " and n.kind = any('{" + String.join(",", Kind.KNOWN) + "}')";

    private static final String OWN = "n.person_id = $1";

    static final String SUPPORT_VISIBLE = supportVisible("$1", "$2");

    /** One look at the end of the feed, whoever it is for and of whatever kind. {@code $1}: after this id; {@code $2}: the most rows. */
    static final String TAIL = "select " + COLUMNS + " from notification n where n.id > $1 order by n.id limit $2";

    /** What the person has read of his feed. */
    private static final String READ =
            "read_mark m join notification n on n.id = m.notification_id where m.person_id = $1 and (%s or (%s))"
                    .formatted(OWN, SUPPORT_VISIBLE);

    /** How many rows the feed has, however long it is. */
    private static final String TOTAL =
            "(select count(*) from notification n where n.person_id = $1) + " + supportTotal("$1", "$2");

    private static final String READ_TOTAL = "(select count(*) from " + READ + ")";

    /** A page of all rows. {@code $3}: before this id; {@code $4}: the most rows. One row at least, with the total. */
    static final String PAGE = page(newest(""), TOTAL);

    /** As {@link #PAGE}, of those that he has not read. */
    static final String PAGE_OF_UNREAD = page(newest(" and not " + IS_READ), TOTAL + " - " + READ_TOTAL);

    /** As {@link #PAGE}, of those that he has read. */
    static final String PAGE_OF_READ = page(
            "select " + COLUMNS + " from " + READ + " and m.notification_id < $3" + KNOWN
                    + " order by m.notification_id desc limit $4",
            READ_TOTAL);

    /** What follows an id, oldest first. {@code $3}: after this id; {@code $4}: the most rows; {@code $5}: only the support channel. */
    static final String AFTER = """
            select n.*, %4$s as is_read from (
                (select %1$s from notification n where %2$s and n.id > $3 and not $5%5$s order by n.id limit $4)
                union all
                (select %1$s from notification n where %3$s and n.id > $3%5$s order by n.id limit $4)
            ) n order by n.id limit $4
            """.formatted(COLUMNS, OWN, SUPPORT_VISIBLE, IS_READ, KNOWN);

    /** One row. {@code $3}: its id. */
    static final String ONE = "select " + COLUMNS + ", " + IS_READ
            + " as is_read from notification n where n.id = $3 and (" + OWN + " or (" + SUPPORT_VISIBLE + "))" + KNOWN;

    static final String MARK =
            "insert into read_mark (person_id, notification_id) values ($1, $2) on conflict do nothing";

    static final String UNMARK = "delete from read_mark where person_id = $1 and notification_id = $2";

    /** The advisory lock under which ids are given, held to the end of the transaction. Of this database only, so any number will do. */
    private static final long ORDER_LOCK = 0x6665_6564L;

    /** Rows in the order of the arrays, which is the order of their ids: the lock comes before the first of them. */
    static final String INSERT = """
            with ordered as materialized (select pg_advisory_xact_lock(%d))
            insert into notification
                (event_id, person_id, kind, ticket_id, subject, category, requester_id, requester_email, created_at,
                 actor_id)
            select event_id, person_id, kind, ticket_id, subject, category, requester_id, requester_email, created_at, actor_id
            from ordered cross join unnest($1::uuid[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::bigint[],
                        $8::text[], $9::timestamptz[], $10::bigint[]) with ordinality
                as told (event_id, person_id, kind, ticket_id, subject, category, requester_id, requester_email,
                         created_at, actor_id, n)
            order by n
            on conflict do nothing
            """.formatted(ORDER_LOCK);

    private FeedSql() {}

    /**
     * Whether {@code n} is of the support channel and a person may see it. {@link Notification#isFor} says the same in Java.
     *
     * @param person SQL for his id
     * @param since SQL for since when he is an agent
     */
    public static String supportVisible(String person, String since) {
        return "n.person_id is null and n.created_at >= %2$s and n.requester_id <> %1$s and n.actor_id is distinct from %1$s"
                .formatted(person, since);
    }

    /**
     * How many rows of the support channel a person may see: the rest of the hour in which he became an agent, the hours of that day
     * and all later days (V6__support_tally.sql, V7__delivery_tally.sql), without what {@link #supportVisible} leaves out.
     *
     * @param person SQL for his id
     * @param since SQL for since when he is an agent
     */
    public static String supportTotal(String person, String since) {
        return """
                ((select count(*) from notification n where n.person_id is null and n.created_at >= %2$s
                        and n.created_at < date_trunc('hour', %2$s::timestamptz, 'UTC') + interval '1 hour')
                + (select coalesce(sum(t.rows), 0) from support_tally t where t.hour > date_trunc('hour', %2$s::timestamptz, 'UTC')
                        and t.hour < date_trunc('day', %2$s::timestamptz, 'UTC') + interval '24 hours')
                + (select coalesce(sum(t.rows), 0) from support_day_tally t where t.day > date_trunc('day', %2$s::timestamptz, 'UTC'))
                - (select count(*) from notification n
                        where n.person_id is null and n.created_at >= %2$s and n.requester_id = %1$s)
                - (select count(*) from notification n where n.person_id is null and n.created_at >= %2$s and n.actor_id = %1$s
                        and n.actor_id <> n.requester_id))""".formatted(person, since);
    }

    private static String newest(String wanted) {
        return """
                (select %1$s from notification n where %2$s and n.id < $3%4$s%5$s order by n.id desc limit $4)
                union all
                (select %1$s from notification n where %3$s and n.id < $3%4$s%5$s order by n.id desc limit $4)
                """.formatted(COLUMNS, OWN, SUPPORT_VISIBLE, wanted, KNOWN);
    }

    private static String page(String rows, String total) {
        return """
                with page as (%1$s)
                select total.total, %2$s, %3$s as is_read
                from (select (%4$s)::bigint as total) total left join page n on true
                order by n.id desc limit $4
                """.formatted(rows, COLUMNS, IS_READ, total);
    }

    static Notification notification(Row row) {
        return new Notification(
                row.getLong("id"),
                row.getLong("person_id"),
                Kind.valueOf(row.getString("kind")),
                row.getLong("ticket_id"),
                row.getString("subject"),
                row.getString("category"),
                row.getLong("requester_id"),
                row.getString("requester_email"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getLong("actor_id"));
    }

    static FeedRow row(Row row) {
        return new FeedRow(notification(row), row.getBoolean("is_read"));
    }

    static List<FeedRow> rows(RowSet<Row> rows) {
        List<FeedRow> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(row(row)));
        return found;
    }
}
