package io.otklik.ticket.ticketing;

import io.otklik.standalone.RealParts;
import io.otklik.ticket.StandInIdentity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class TallyFoldTest {

    /** Of pairs of changes that are nothing together, so that no count is other than before. */
    private static final String BURST = """
            insert into ticket_tally_change
            select 1, 1, 'OPEN', 0, n from generate_series(1, 20000), unnest(array[1, -1]) n""";

    private static final String STATE = """
            select pg_relation_size('ticket_tally_change') / current_setting('block_size')::int pages,
                   (select vacuum_count from pg_stat_user_tables where relname = 'ticket_tally_change') cleared""";

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

    private Row state() {
        return pool.query(STATE).executeAndAwait().iterator().next();
    }
}
