package io.otklik.ticket.ticketing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.otklik.events.Priority;
import io.otklik.events.TicketStatus;
import io.otklik.standalone.RealParts;
import io.otklik.ticket.StandInIdentity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class TallyFoldTest {

    /** Of pairs of changes that are nothing together, so that no count is other than before. */
    private static final String BURST = """
            insert into ticket_tally_change (requester_id, category_id, status, assignee_id, priority, n)
            select 1, 1, 'OPEN', 0, 'NORMAL', n from generate_series(1, 20000), unnest(array[1, -1]) n""";

    private static final String STATE = """
            select pg_relation_size('ticket_tally_change') / current_setting('block_size')::int pages,
                   (select vacuum_count from pg_stat_user_tables where relname = 'ticket_tally_change') cleared""";

    private static final TicketFilter HIGH = TicketFilter.all().of(Optional.of(Priority.HIGH));

    private static final TicketFilter HIGH_OPEN_BILLING =
            HIGH.in(Optional.of(EnumSet.of(TicketStatus.OPEN))).ofCategories(Optional.of(Set.of(2L)));

    /** What they filter by and the tickets that they have. */
    private static final Map<TicketFilter, String> LISTS = Map.of(
            TicketFilter.all(),
            "true",
            TicketFilter.all().in(HIGH_OPEN_BILLING.statuses()),
            "status = 'OPEN'",
            TicketFilter.all().assigned(Optional.of(true)),
            "assignee_id is not null",
            TicketFilter.all().ofRequester(7),
            "requester_id = 7",
            HIGH,
            "priority = 'HIGH'",
            HIGH_OPEN_BILLING,
            "priority = 'HIGH' and status = 'OPEN' and category_id = 2",
            HIGH.assignedTo(Optional.of(8L)),
            "priority = 'HIGH' and assignee_id = 8",
            HIGH.assigned(Optional.of(false)),
            "priority = 'HIGH' and assignee_id is null",
            HIGH.ofRequester(7),
            "priority = 'HIGH' and requester_id = 7");

    private static final List<String> WRITES = List.of(
            """
            insert into ticket (uuid, subject, description, priority, category_id, requester_id, origin, created_at, updated_at)
            select gen_random_uuid(), 'Тема', 'Т', (array['LOW', 'NORMAL', 'HIGH'])[n % 3 + 1], n % 2 + 1, 7, 'bot', now(), now()
            from generate_series(1, 24) n""",
            "update ticket set priority = 'HIGH' where requester_id = 7 and priority = 'LOW'",
            "update ticket set status = 'FROZEN' where id in (select id from ticket where requester_id = 7 order by id limit 8)",
            "update ticket set category_id = 3 - category_id where requester_id = 7 and status = 'FROZEN'",
            "update ticket set assignee_id = 8 where requester_id = 7 and status = 'OPEN' and priority = 'HIGH'",
            "update ticket set priority = 'LOW', status = 'OPEN', assignee_id = null where requester_id = 7 and category_id = 2",
            "delete from ticket where requester_id = 7 and priority = 'HIGH'");

    /** Between the tally and the tickets. */
    private static final String DIFFERENCES = """
            with tallied as (select category_id, status, priority, n from priority_tally where n <> 0),
                 counted as (select category_id, status, priority, count(*) from ticket group by 1, 2, 3)
            (table tallied except table counted) union all (table counted except table tallied)""";

    @Inject
    Pool pool;

    @Test
    void burst_leavesNoPagesThatEachListWouldRead() {
        long before = state().getLong("cleared");
        pool.query(BURST).executeAndAwait();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> state().getLong("cleared") > before && state().getLong("pages") < 10);
    }

    @Test
    void total_ofAPriorityIsNotCounted() {
        assertThat(query(HIGH_OPEN_BILLING).sql(), not(containsString("count(*) from ticket")));
    }

    @Test
    void totals_areThoseOfTheTable_beforeAndAfterAFold() {
        SqlConnection connection = pool.getConnectionAndAwait();
        Transaction transaction = connection.beginAndAwait();
        try {
            // The service's own folding, which would not see what is written here, keeps away.
            connection
                    .query("select pg_advisory_xact_lock(hashtext('fold_ticket_tally'))")
                    .executeAndAwait();
            for (String write : WRITES) {
                assertThat(write, connection.query(write).executeAndAwait().rowCount(), greaterThan(0));
                compare(connection, write + ", not folded");
                assertThat(
                        write,
                        number(connection.query("select fold_ticket_tally()").executeAndAwait()),
                        greaterThan(0L));
                compare(connection, write + ", folded");
                assertThat(
                        write, connection.query(DIFFERENCES).executeAndAwait().rowCount(), is(0));
            }
        } finally {
            transaction.rollbackAndAwait();
            connection.closeAndAwait();
        }
    }

    private static void compare(SqlConnection connection, String after) {
        LISTS.forEach((filter, condition) -> {
            TicketQuery query = query(filter);
            long total = number(connection
                    .preparedQuery(query.sql())
                    .execute(query.values())
                    .await()
                    .indefinitely());
            long counted = number(connection
                    .query("select count(*) from ticket where " + condition)
                    .executeAndAwait());
            assertThat(condition + " after " + after, total, is(counted));
        });
    }

    private static TicketQuery query(TicketFilter filter) {
        return new TicketQuery(filter, Slice.newest(1), Audience.NOBODY);
    }

    private static long number(RowSet<Row> rows) {
        return rows.iterator().next().getLong(0);
    }

    private Row state() {
        return pool.query(STATE).executeAndAwait().iterator().next();
    }
}
