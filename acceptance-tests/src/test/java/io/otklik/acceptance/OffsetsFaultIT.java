package io.otklik.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that cannot be applied, and consumers that begin again with the first. */
@ExtendWith(Suite.class)
class OffsetsFaultIT {

    private static final Duration REACHED = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final int WRITERS = 4;
    private static final String NOTIFICATION = "notification-service";
    private static final String BUG =
            "alter table notification add constraint bug check (subject not like 'Яд %') not valid";
    private static final String FIX = "alter table notification drop constraint if exists bug";

    @Test
    void poison_isPutAsideOnceAndReplayed_alsoWhenAllIsReadAgain() throws SQLException {
        Suite suite = Suite.running();
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            replayAfterAFix(run);
            String garbage =
                    run.broker().poison(Broker.TICKETS, UUID.randomUUID().toString());
            run.expectBuried(garbage, Broker.CONSUMERS);
            // Only read as they go by, or whole: passed over there.
            for (String topic : List.of("otklik.people", "otklik.chats", "otklik.signals")) {
                String passedOver = run.broker().poison(topic, "poison");
                System.out.println("Poison at " + passedOver);
            }
            for (String service : Broker.CONSUMERS) {
                System.out.println("Put aside: "
                        + awaitLetter(run, garbage + " " + service + " not decodable: JsonParseException"));
            }
            run.awaitWrites(WRITERS);
            for (String service : Broker.CONSUMERS) {
                System.out.print(suite.command("stop", service));
                await().atMost(REACHED).pollInterval(LOOK).ignoreExceptions().until(() -> {
                    run.broker().rewind(service);
                    return true;
                });
                System.out.print(suite.command("start", service));
            }
            run.awaitWrites(WRITERS);
            run.end("a poison record in each topic, all read again from the start");
        }
    }

    /** One service fails on an event that is sound, and is mended: that one alone applies it later, and once. */
    private static void replayAfterAFix(FaultRun run) throws SQLException {
        Suite suite = Suite.running();
        try (Connection connection = Database.open("notification");
                Statement statement = connection.createStatement()) {
            statement.execute(BUG);
            try {
                run.files("Яд " + UUID.randomUUID());
                String letter = awaitLetter(run, " " + NOTIFICATION + " SQLSTATE 23514, constraint bug");
                run.expectBuried(letter.substring(0, letter.indexOf(' ')), List.of(NOTIFICATION));
                run.awaitWrites(WRITERS);
            } finally {
                statement.execute(FIX);
            }
        }
        assertEquals("""
                notification-service: 1 dead letters applied, 0 remain.
                admin-service: 0 dead letters applied, 0 remain.
                """, suite.command("replay", "--topic", Broker.TICKETS));
        assertEquals("""
                notification-service: 0 dead letters applied, 0 remain.
                admin-service: 0 dead letters applied, 0 remain.
                """, suite.command("replay"));
    }

    /** Waits for a dead letter whose description ends so. */
    private static String awaitLetter(FaultRun run, String end) {
        List<String> found = await().atMost(REACHED)
                .pollInterval(LOOK)
                .until(
                        () -> run.broker().deadLetters().stream()
                                .filter(letter -> letter.endsWith(end))
                                .toList(),
                        letters -> !letters.isEmpty());
        return found.get(0);
    }
}
