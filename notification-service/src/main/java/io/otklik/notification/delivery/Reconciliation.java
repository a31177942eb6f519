package io.otklik.notification.delivery;

import io.otklik.events.Topic;
import io.otklik.outbox.EventLogs;
import io.otklik.outbox.LoggedEvent;
import io.otklik.outbox.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Compares all of otklik.tickets with the ledger while both grow: first it notes how far the ledger has come, then how far the
 * topic and the consumer have. So every delivery noted has its event in what is read, and every event that the consumer had taken in
 * has its deliveries in the ledger.
 */
@ApplicationScoped
public class Reconciliation {

    private static final int MOST = 10_000;

    /** One at a time, of all replicas. */
    private static final String TURN = "select pg_try_advisory_xact_lock(hashtext('reconciliation')) as mine";

    /** Mails that no event causes are not concerned: they have no ticket. */
    private static final String PREPARE = """
            create temporary table noted on commit drop as
                select (select coalesce(max(id), 0) from notification) as notification,
                       (select coalesce(max(id), 0) from mail) as mail;
            create temporary table due (
                channel     text    not null,
                event_id    uuid    not null,
                person_id   bigint,
                kind        text    not null,
                ticket_id   bigint  not null,
                partition   int     not null,
                "offset"    bigint  not null,
                consumed    boolean not null
            ) on commit drop""";

    private static final String INSERT = """
            insert into due select * from unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::bigint[], $6::int[],
                                                 $7::bigint[], $8::boolean[])""";

    /** An event may lie in the topic several times; it is due once. */
    private static final String COMPARE = """
            create temporary table compared on commit drop as
            with once as (
                select channel, event_id, person_id, kind, ticket_id, bool_or(consumed) as consumed,
                       min(partition) as partition, min("offset") as "offset"
                from due group by channel, event_id, person_id, kind, ticket_id
            ), written as (
                select 'FEED' as channel, event_id, person_id, kind, ticket_id, count(*) as times,
                       min(id) <= (select notification from noted) as noted
                from notification group by event_id, person_id, kind, ticket_id
                union all
                select 'EMAIL', event_id, person_id, kind, ticket_id, count(*), min(id) <= (select mail from noted)
                from mail where ticket_id is not null group by event_id, person_id, kind, ticket_id
            )
            select case when written.event_id is null and consumed then 'missing'
                        when written.event_id is null then 'pending'
                        when times > 1 then 'doubled'
                        when once.event_id is null and noted then 'unexplained'
                   end as what,
                   once.event_id is not null as due, channel, event_id,
                   coalesce(once.person_id, written.person_id) as person_id, ticket_id, kind, partition, "offset"
            from (select *, coalesce(person_id, 0) as audience from once) once
            full join (select *, coalesce(person_id, 0) as audience from written) written
                using (channel, event_id, audience, kind, ticket_id)""";

    private static final String COUNT = """
            select count(*) filter (where due) as due, count(*) filter (where what = 'pending') as pending,
                   count(*) filter (where what <> 'pending') as different
            from compared""";

    private static final String DIFFERENCES = """
            select what, channel, event_id, person_id, ticket_id, kind,
                   $1 || '-' || c.partition || '-' || c."offset" as place, d.reason
            from compared c
            left join dead_letter d on d.topic = $1 and d.partition = c.partition and d."offset" = c."offset"
            where what <> 'pending' order by ticket_id, c."offset", channel, person_id limit $2""";

    private final Pool pool;
    private final EventLogs logs;

    Reconciliation(Pool pool, EventLogs logs) {
        this.pool = pool;
        this.logs = logs;
    }

    /** Reads everything from zero. Fails when Kafka is away; with {@link ReconciliationRuns} while another one runs. */
    public Uni<Comparison> run() {
        return Transactions.in(pool, this::compare);
    }

    private Uni<Comparison> compare(SqlConnection tx) {
        return turn(tx).chain(() -> tx.query(PREPARE).execute())
                .chain(() -> logs.read(Topic.TICKETS, events -> insert(tx, events)))
                .chain(events -> tx.query("analyze due; " + COMPARE).execute().replaceWith(events))
                .chain(events -> found(tx, events));
    }

    private static Uni<Void> turn(SqlConnection tx) {
        return tx.query(TURN)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("mine"))
                .chain(mine ->
                        mine ? Uni.createFrom().voidItem() : Uni.createFrom().failure(new ReconciliationRuns()));
    }

    /** What is due, and the event that it is due by. */
    private record Placed(Due due, LoggedEvent event) {}

    private static Uni<Void> insert(SqlConnection tx, List<LoggedEvent> events) {
        List<Placed> rows = events.stream()
                .flatMap(event -> Due.by(event.event()).map(due -> new Placed(due, event)))
                .toList();
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.tuple()
                .addValue(column(rows, row -> row.due().channel().name(), String[]::new))
                .addValue(column(rows, row -> row.due().eventId(), UUID[]::new))
                .addValue(column(rows, row -> row.due().personId(), Long[]::new))
                .addValue(column(rows, row -> row.due().kind(), String[]::new))
                .addValue(column(rows, row -> row.due().ticketId(), Long[]::new))
                .addValue(column(rows, row -> row.event().partition(), Integer[]::new))
                .addValue(column(rows, row -> row.event().offset(), Long[]::new))
                .addValue(column(rows, row -> row.event().consumed(), Boolean[]::new));
        return tx.preparedQuery(INSERT).execute(columns).replaceWithVoid();
    }

    private static <T> T[] column(List<Placed> rows, Function<Placed, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static Uni<Comparison> found(SqlConnection tx, long events) {
        return tx.query(COUNT).execute().map(rows -> rows.iterator().next()).chain(counts -> tx.preparedQuery(
                        DIFFERENCES)
                .execute(Tuple.of(Topic.TICKETS.topicName(), MOST))
                .map(rows -> comparison(events, counts, rows)));
    }

    private static Comparison comparison(long events, Row counts, RowSet<Row> rows) {
        List<Difference> differences = new ArrayList<>(rows.size());
        rows.forEach(row -> differences.add(Difference.of(row)));
        return new Comparison(
                events, counts.getLong("due"), counts.getLong("pending"), counts.getLong("different"), differences);
    }
}
