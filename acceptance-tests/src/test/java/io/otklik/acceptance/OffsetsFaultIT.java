package io.otklik.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    void poison_isPutAsideOnceAndReplayed_alsoWhenAllIsReadAgain() throws SQLException, IOException {
        Suite suite = Suite.running();
        Someone blocked = Someone.registered();
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            replayAfterAFix(run);
            String garbage =
                    run.broker().poison(Broker.TICKETS, UUID.randomUUID().toString());
            run.expectBuried(garbage, Broker.CONSUMERS);
            // Only read as they go by, or whole: passed over there.
            String amongPeople = run.broker().poison("otklik.people", Long.toString(blocked.id()));
            String amongSignals = run.broker().poison("otklik.signals", "poison");
            System.out.println("Poison at " + amongPeople + ", " + amongSignals + ", " + poisonAChat(run));
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
                if (service.equals(NOTIFICATION)) {
                    // As it is away, it hears of it by the topic only, and there behind the poison.
                    assertEquals(200, blocked.request().get("/api/v1/tickets/").statusCode());
                    Someone.admin().block(blocked, true);
                }
                System.out.print(suite.command("start", service));
            }
            for (String path : List.of("/api/v1/tickets/", "/api/v1/notifications/")) {
                await().atMost(REACHED).until(() -> blocked.request().get(path).statusCode() == 401);
            }
            run.awaitWrites(WRITERS);
            run.end("a poison record in each topic, all read again from the start");
        }
    }

    /** What is said in a chat after the poison is heard all the same, and the log tells of the poison; where it stands. */
    private static String poisonAChat(FaultRun run) throws IOException {
        Someone agent = run.agent();
        long chat = agent.posts("/api/admin/chats/", Map.of("name", "Яд", "chat_type", "department"), 201)
                .getLong("id");
        try (SocketClient socket = SocketClient.connect("/ws/chats/" + chat + "/", agent)) {
            socket.send("{\"message\": \"До\"}");
            assertEquals("До", socket.awaitFrames(1).get(0).getString("message"));
            String place = run.broker().poison("otklik.chats", Long.toString(chat));
            socket.send("{\"message\": \"После\"}");
            assertEquals("После", socket.awaitFrames(2).get(1).getString("message"));
            String log = Files.readString(Suite.running().data().resolve("logs/" + NOTIFICATION + ".log"));
            assertTrue(log.contains("Live chats passes over " + place + ": not decodable"), place);
            return place;
        }
    }

    /** One service fails on an event that is sound, and is mended: that one alone applies it later, and once. */
    private static void replayAfterAFix(FaultRun run) throws SQLException {
        Suite suite = Suite.running();
        try (Connection connection = Database.open("notification");
                Statement statement = connection.createStatement()) {
            statement.execute(BUG);
            try {
                assertTrue(run.files("Яд " + UUID.randomUUID()) > 0);
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
