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
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

/** On rows of a transaction that is rolled back: 10 000 tickets, 50 people, one change a minute. */
@QuarkusTest
@WithTestResource(RealParts.class)
class HistoryQueryTest {

    private static final Page FIRST = new Page(500, null);
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final Set<TicketStatus> ALIKE = EnumSet.of(TicketStatus.IN_PROGRESS, TicketStatus.FROZEN);

    /** None; before all rows; two in one day; just before a midnight; midnights; within a later day; after all rows. */
    private static final List<Instant> BOUNDS = Arrays.asList(
            null,
            BEGIN.minusSeconds(100_000),
            Instant.parse("2020-01-01T10:00:00Z"),
            Instant.parse("2020-01-01T15:30:00.5Z"),
            Instant.parse("2020-01-01T23:59:59.999999Z"),
            Instant.parse("2020-01-02T00:00:00Z"),
            Instant.parse("2020-01-04T00:00:00Z"),
            Instant.parse("2020-01-04T16:00:00Z"),
            Instant.parse("2100-01-01T00:00:00Z"));

    private static final List<Instant> FEW_BOUNDS = Arrays.asList(null, BOUNDS.get(2), BOUNDS.get(7));

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

    @Inject
    History history;

    private SqlConnection connection;
    private Transaction transaction;

    @BeforeEach
    void begin() {
        connection = now(pool.getConnection());
        transaction = now(connection.begin());
    }

    private void fill(int rows) {
        run(connection.preparedQuery("""
                        insert into ticket_history
                            (event_id, field, ticket_id, changed_by, old_value, new_value, changed_at)
                        select gen_random_uuid(),
                               case when n % 100 = 0 then 'priority' when n % 2 = 0 then 'status' else 'assigned_to' end,
                               -(n % 10000) - 1, -(n % 50) - 1, 'OPEN', 'IN_PROGRESS',
                               '2020-01-01T00:00:00Z'::timestamptz + n * interval '1 minute'
                        from generate_series(0, $1 - 1) n""").execute(Tuple.of(rows)));
        run(connection.query("analyze ticket_history").execute());
    }

    @AfterEach
    void forget() {
        run(transaction.rollback());
        run(connection.close());
    }

    @Test
    void everyFilter_findsItsIndex_forItsRowsAndTheirNumber() {
        fill(200_000);
        SELECTIVE.forEach((name, filter) -> {
            String plan = plan(filter, FIRST);
            assertFalse(plan.contains("Seq Scan on ticket_history"), name + ":\n" + plan);
        });
    }

    @Test
    void rows_areReadInTheirOrder_notSorted() {
        fill(200_000);
        for (Page page : List.of(FIRST, new Page(500, newest()))) {
            String plan = plan(ALL, page);
            assertTrue(plan.contains("Index Scan using ticket_history_newest"), plan);
        }
    }

    @Test
    void total_isOfAllPages() {
        fill(200_000);
        assertEquals(20, total(filter(-77L, null, null, null, null), FIRST));
        assertEquals(20, total(filter(-77L, null, null, null, null), new Page(5, null)));
        assertEquals(4_000, total(filter(null, -7L, null, null, null), FIRST));
        assertEquals(2_000, total(filter(null, null, "priority", null, BEGIN.plusSeconds(60L * 300_000)), FIRST));
        assertEquals(0, total(filter(-10_001L, null, null, null, null), FIRST));
    }

    @Test
    void total_ofAllOrOfAPersonOrOfATime_isTallied() {
        fill(200_000);
        assertTrue(plan(ALL, FIRST).contains(" history_tally"));
        assertTrue(plan(filter(null, -7L, "status", null, null), FIRST).contains(" history_person_tally"));
        assertTrue(plan(filter(null, null, null, BEGIN, null), FIRST).contains(" history_day_tally"));
        assertTrue(total(ALL, FIRST) >= 200_000);
    }

    @Test
    void total_isRight_alsoAfterRowsAreGone() {
        fill(10_000);
        leaveFiveDays();
        assertTotalsAreRight(BOUNDS);
    }

    /** Its rebuild deletes and writes the rows and one tally, and leaves the others to the triggers. */
    @Test
    void total_isRight_afterTheRebuildOfAReplicaOfBefore() {
        fill(10_000);
        leaveFiveDays();
        keepRows();
        run(connection
                .query("delete from ticket_history; delete from history_tally")
                .execute());
        writeKeptRows();
        assertTotalsAreRight(FEW_BOUNDS);
    }

    @Test
    void total_isRight_afterARebuildAndWhatComesAfterIt() {
        fill(10_000);
        keepRows();
        run(history.clear(connection));
        writeKeptRows();
        run(history.finish(connection));
        leaveFiveDays();
        assertTotalsAreRight(FEW_BOUNDS);
    }

    /** Also rows just before midnight, and some that the reader does not see. */
    private void leaveFiveDays() {
        run(connection.query("""
                        delete from ticket_history where ticket_id < 0 and changed_at >= '2020-01-06T00:00:00Z';
                        insert into ticket_history
                            (event_id, field, ticket_id, changed_by, old_value, new_value, changed_at)
                        select gen_random_uuid(), 'status', -7, -(n % 50) - 1, 'IN_PROGRESS',
                               case when n % 3 = 0 then 'RESOLVED' else 'FROZEN' end,
                               '2020-01-02T00:00:00Z'::timestamptz + n * interval '8 hours' - interval '1 microsecond'
                        from generate_series(0, 9) n""").execute());
    }

    private void keepRows() {
        run(connection
                .query("create temporary table kept on commit drop as select * from ticket_history")
                .execute());
    }

    private void writeKeptRows() {
        run(connection.query("insert into ticket_history select * from kept").execute());
    }

    /** Of every filter, whatever its bounds; on a page after the first, where the total is never the page's length. */
    private void assertTotalsAreRight(List<Instant> bounds) {
        List<HistoryRow> rows = rows();
        Page page = new Page(1, newest());
        for (HistoryFilter filter : filters(bounds)) {
            assertEquals(
                    rows.stream().filter(row -> matches(filter, row)).count(), total(filter, page), filter::toString);
        }
    }

    private static List<HistoryFilter> filters(List<Instant> bounds) {
        List<HistoryFilter> filters = new ArrayList<>();
        for (Instant from : bounds) {
            for (Instant to : bounds) {
                for (String field : Arrays.asList(null, "status", "priority")) {
                    filters.add(filter(null, null, field, from, to));
                    filters.add(filter(null, -7L, field, from, to));
                    filters.add(filter(-7L, null, field, from, to));
                    filters.add(filter(-7L, -7L, field, from, to));
                }
            }
        }
        return filters;
    }

    private static boolean matches(HistoryFilter filter, HistoryRow row) {
        Set<String> alike = filter.alike().stream().map(TicketStatus::name).collect(Collectors.toSet());
        return filter.ticketId().stream().allMatch(ticket -> ticket == row.ticketId())
                && filter.changedBy().stream().allMatch(person -> person == row.changedBy())
                && filter.field().stream().allMatch(row.field()::equals)
                && filter.from().stream().noneMatch(row.changedAt()::isBefore)
                && filter.to().stream().noneMatch(row.changedAt()::isAfter)
                && !(row.field().equals("status") && alike.contains(row.oldValue()) && alike.contains(row.newValue()));
    }

    private List<HistoryRow> rows() {
        RowSet<Row> rows = now(connection.query("select * from ticket_history").execute());
        return StreamSupport.stream(rows.spliterator(), false).map(History::row).toList();
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
