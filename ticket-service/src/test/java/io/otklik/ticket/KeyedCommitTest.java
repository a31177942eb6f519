package io.otklik.ticket;

import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** How a write with a key is committed in a replica whose relay is not the active one. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
@TestProfile(KeyedCommitTest.RelayElsewhere.class)
class KeyedCommitTest {

    public static class RelayElsewhere implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("otklik.outbox.relay.enabled", "false");
        }
    }

    /** Looks when the transaction commits, after all its statements. */
    private static final String WATCH = """
            create table watched (synchronous_commit text not null);
            create function watch() returns trigger language plpgsql as
            $$ begin insert into watched values (current_setting('synchronous_commit')); return null; end $$;
            create constraint trigger watch after insert on idempotency
            deferrable initially deferred for each row execute function watch()""";

    private static final String UNWATCH = """
            drop trigger watch on idempotency; drop function watch; drop table watched""";

    @Test
    void keyedWrite_isOnDiskBeforeItsAnswer_andTheRelayIsToldAfterwards() throws SQLException {
        try (Connection database = Cast.database();
                Statement statement = database.createStatement()) {
            assertEquals(0, statement.executeUpdate("listen otklik_outbox"));
            assertEquals(0, statement.executeUpdate(WATCH));
            try {
                as(user())
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(Map.of("subject", "Тема", "category", 1, "description", "Текст"))
                        .post(TICKETS)
                        .then()
                        .statusCode(201);
                try (ResultSet watched =
                        statement.executeQuery("select string_agg(synchronous_commit, ',') from watched")) {
                    assertEquals(true, watched.next());
                    assertEquals("on", watched.getString(1));
                }
                PGNotification[] told = database.unwrap(PGConnection.class).getNotifications(20_000);
                assertEquals(1, told.length);
            } finally {
                assertEquals(0, statement.executeUpdate(UNWATCH));
            }
        }
    }
}
