package io.otklik.notification.api.techsupport;

import static io.otklik.notification.api.techsupport.FeedReader.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.notification.Suite;
import io.otklik.notification.feed.FeedSql;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The {@code X-Total-Count} of a feed is what it has, by whichever way it is counted (V6__support_tally.sql, V7__delivery_tally.sql). */
@QuarkusTest
@WithTestResource(RealParts.class)
class FeedTotalTest {

    private static final long STRANGER = 1;

    /** Long after what other tests tell of, so that nobody else's rows are after it. */
    private static final Instant SINCE = Instant.parse("2093-05-01T10:30:00Z");

    private PersonState agent;

    @BeforeEach
    void agent() {
        Suite suite = Suite.get();
        agent = since(suite.people.someone(Role.SUPPORT));
        suite.publish(agent);
    }

    /** Every agent would see them. */
    @AfterEach
    void forget() {
        Suite.update("delete from notification where created_at >= '2093-01-01'");
    }

    @Test
    void total_isOfTheRowsSinceHeIsAnAgentWithoutHisOwn() {
        tell("01T09:59:59.999", STRANGER, "null");
        tell("01T10:00", STRANGER, "1");
        tell("01T10:29:59.999999", STRANGER, "1");
        assertEquals(List.of("0", "0", "0"), totals());
        tell("01T10:30", STRANGER, "1");
        assertEquals(List.of("1", "0", "1"), totals());
        tell("01T10:59:59.999999", STRANGER, "null");
        tell("01T11:00", STRANGER, "2");
        tell("01T23:59:59.999999", STRANGER, "2");
        tell("02T00:00", STRANGER, "2");
        tell("03T12:00", STRANGER, "null");
        assertEquals(List.of("6", "0", "6"), totals());

        tell("01T10:31", agent.id(), Long.toString(agent.id()));
        tell("01T12:00", agent.id(), "null");
        tell("01T12:00", STRANGER, Long.toString(agent.id()));
        tell("01T12:00", agent.id(), "1");
        tell("03T12:00", agent.id(), "null");
        tell("03T12:00", STRANGER, Long.toString(agent.id()));
        assertEquals(List.of("6", "0", "6"), totals());

        Suite.update("delete from notification where created_at in"
                + " ('2093-05-01T11:00Z', '2093-05-01T12:00Z', '2093-05-02T00:00Z')");
        assertEquals(List.of("4", "0", "4"), totals());
    }

    @Test
    void total_countsWhatHeHasReadAndWhatNot() {
        tell("01T10:30", STRANGER, "1");
        tell("01T11:00", STRANGER, "2");
        tell("01T12:00", STRANGER, "2");
        long first = as(agent).get("/api/v1/notifications/").jsonPath().getLong("[2].id");
        mark(first, true);
        assertEquals(List.of("3", "1", "2"), totals());
        assertEquals(
                List.of(first),
                as(agent).get("/api/v1/notifications/?is_read=true").jsonPath().getList("id", Long.class));
        mark(first, false);
        assertEquals(List.of("3", "0", "3"), totals());
    }

    /** On the days on which one with summer time has 23 hours, and 25. */
    @ParameterizedTest
    @CsvSource({"2093-03-29", "2093-10-25"})
    void total_isOfDaysInUtc_whateverTimeTheDatabaseHas(LocalDate day) throws SQLException {
        for (String at : List.of("T09:59Z", "T10:00Z", "T22:30Z", "T23:30Z")) {
            tellAt(day + at, STRANGER, "null");
        }
        for (String at : List.of("T00:30Z", "T01:30Z")) {
            tellAt(day.plusDays(1) + at, STRANGER, "null");
        }
        try (Connection connection = Suite.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'Europe/Berlin'");
            try (ResultSet total =
                    statement.executeQuery("select " + FeedSql.supportTotal("0", "timestamptz '" + day + "T10:00Z'"))) {
                assertTrue(total.next());
                assertEquals(5, total.getLong(1));
            }
        }
    }

    private void mark(long id, boolean read) {
        as(agent)
                .body("{\"is_read\": " + read + "}")
                .patch("/api/v1/notifications/" + id + "/mark-as-read/")
                .then()
                .statusCode(200);
    }

    /** Of all, of those read, of those not read. */
    private List<String> totals() {
        return List.of(total("limit=1"), total("is_read=true"), total("is_read=false"));
    }

    private String total(String query) {
        return as(agent).get("/api/v1/notifications/?" + query).header("X-Total-Count");
    }

    private static void tell(String time, long requester, String actor) {
        tellAt("2093-05-" + time + "Z", requester, actor);
    }

    private static void tellAt(String time, long requester, String actor) {
        Suite.update(
                "insert into notification (event_id, kind, ticket_id, subject, requester_id, created_at, actor_id) values "
                        + "(gen_random_uuid(), 'NEW_TICKET', 1, 'Тема', " + requester + ", '" + time + "', "
                        + actor
                        + ")");
    }

    private static PersonState since(PersonState person) {
        return new PersonState(
                person.id(),
                person.uuid(),
                person.revision(),
                person.username(),
                person.email(),
                person.firstName(),
                person.lastName(),
                person.telegramId(),
                person.role(),
                person.blocked(),
                person.tokenVersion(),
                SINCE,
                person.createdAt());
    }
}
