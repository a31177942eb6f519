package io.otklik.admin.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.edge.Page;
import io.otklik.events.TicketStatus;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On 200 000 rows of a transaction that is rolled back: 10 000 tickets, 50 people, one change a minute. */
@QuarkusTest
@WithTestResource(RealParts.class)
class HistoryQueryTest {

    private static final Page FIRST = new Page(500, null);
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final Set<TicketStatus> ALIKE = EnumSet.of(TicketStatus.IN_PROGRESS, TicketStatus.FROZEN);

    private static final HistoryFilter ALL = filter(null, null, null, null, null);

    private static final Map<String, HistoryFilter> SELECTIVE = Map.of(
            "ticket", filter(-77L, null, null, null, null),
            "ticket and all else", filter(-77L, -7L, "status", BEGIN, BEGIN.plusSeconds(60L * 150_000)),
            "changed_by", filter(null, -7L, null, null, null),
            "field", filter(null, null, "priority", null, null),
            "time", filter(null, null, null, BEGIN, BEGIN.plusSeconds(60L * 1_000)),
            "field and time", filter(null, null, "status", BEGIN, BEGIN.plusSeconds(60L * 1_000)));

    @Inject
    Pool pool;

    private SqlConnection connection;
    private Transaction transaction;

    @BeforeEach
    void fill() {
        connection = now(pool.getConnection());
        transaction = now(connection.begin());
        run(connection.preparedQuery("""
                        insert into ticket_history
                            (event_id, field, ticket_id, changed_by, old_value, new_value, changed_at)
                        select gen_random_uuid(),
                               case when n % 100 = 0 then 'priority' when n % 2 = 0 then 'status' else 'assigned_to' end,
                               -(n % 10000) - 1, -(n % 50) - 1, 'OPEN', 'IN_PROGRESS',
                               '2020-01-01T00:00:00Z'::timestamptz + n * interval '1 minute'
                        from generate_series(0, 199999) n""").execute());
        run(connection.query("analyze ticket_history").execute());
    }

    @AfterEach
    void forget() {
        run(transaction.rollback());
        run(connection.close());
    }

    @Test
    void everyFilter_findsItsIndex_forItsRowsAndTheirNumber() {
        SELECTIVE.forEach((name, filter) -> {
            String plan = plan(filter, FIRST);
            assertFalse(plan.contains("Seq Scan on ticket_history"), name + ":\n" + plan);
        });
    }

    @Test
    void rows_areReadInTheirOrder_notSorted() {
        for (Page page : List.of(FIRST, new Page(500, newest()))) {
            String plan = plan(ALL, page);
            assertTrue(plan.contains("Index Scan using ticket_history_newest"), plan);
        }
    }

    @Test
    void total_isOfAllPages() {
        assertEquals(20, total(filter(-77L, null, null, null, null), FIRST));
        assertEquals(20, total(filter(-77L, null, null, null, null), new Page(5, null)));
        assertEquals(4_000, total(filter(null, -7L, null, null, null), FIRST));
        assertEquals(2_000, total(filter(null, null, "priority", null, BEGIN.plusSeconds(60L * 300_000)), FIRST));
        assertEquals(0, total(filter(-10_001L, null, null, null, null), FIRST));
    }

    /** As many as there are rows, be there others in the table or not; also after rows are gone, as by an older replica's rebuild. */
    @Test
    void total_ofAll_isTallied() {
        assertTallyIsRight();
        assertTrue(total(ALL, FIRST) >= 200_000);
        run(connection
                .query("delete from ticket_history where ticket_id between -5000 and -1")
                .execute());
        assertTallyIsRight();
    }

    private void assertTallyIsRight() {
        for (HistoryFilter filter :
                List.of(ALL, filter(null, null, "status", null, null), filter(null, null, "assigned_to", null, null))) {
            assertTrue(plan(filter, FIRST).contains("history_tally"), "not from the tally");
            HistoryFilter counted = filter(null, null, filter.field().orElse(null), Instant.EPOCH, null);
            assertEquals(total(counted, FIRST), total(filter, FIRST));
        }
    }

    private String plan(HistoryFilter filter, Page page) {
        HistoryQuery query = new HistoryQuery(filter, page);
        RowSet<Row> lines =
                now(connection.preparedQuery("explain " + query.sql()).execute(query.values()));
        return StreamSupport.stream(lines.spliterator(), false)
                .map(line -> line.getString(0))
                .collect(Collectors.joining("\n"));
    }

    private long total(HistoryFilter filter, Page page) {
        HistoryQuery query = new HistoryQuery(filter, page);
        return now(connection.preparedQuery(query.sql()).execute(query.values()))
                .iterator()
                .next()
                .getLong("total");
    }

    private long newest() {
        return now(connection.query("select max(id) from ticket_history").execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private static HistoryFilter filter(Long ticket, Long changedBy, String field, Instant from, Instant to) {
        return new HistoryFilter(
                Optional.ofNullable(ticket),
                Optional.ofNullable(changedBy),
                Optional.ofNullable(field),
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                ALIKE);
    }

    private static void run(Uni<?> uni) {
        uni.replaceWithVoid().await().indefinitely();
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
