package io.otklik.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A reader of a socket stops reading: he is sent away and catches up, and the others get theirs as before. */
@ExtendWith(Suite.class)
class SlowReaderFaultIT {

    private static final int WRITERS = 4;

    /** All together more than all buffers on the way hold; in portions, since others' news stand in line behind each. */
    private static final int PORTIONS = 20;

    private static final int PORTION = 2_000;

    /**
     * The others wait so many times as long as before at most, or, where that was short, for less than {@link #SHORT}, which is what a busy
     * disk may take: a fan-out that waited for the reader would let them wait for as long as he stands still.
     */
    private static final int TIMES = 3;

    private static final Duration SHORT = Duration.ofSeconds(5);

    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final Duration READ = Duration.ofSeconds(60);

    /** His notifications, put where the consumer would have: to be told of so much takes the writers hours. */
    private static final String TELL = """
            select pg_advisory_xact_lock(x'66656564'::int);
            insert into notification (event_id, person_id, kind, ticket_id, subject, requester_id, created_at)
            select gen_random_uuid(), %1$d, 'ASSIGNED', 1, repeat('ж', 255), %1$d, now() from generate_series(1, %2$d)
            """;

    @Test
    void reader_thatStopsIsClosedWith4408AndCatchesUp() throws SQLException {
        Someone slow = Someone.registered();
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            String latency;
            try {
                latency = stopsAndCatchesUp(slow, run);
            } finally {
                forget(slow);
            }
            assertEquals(0, run.retries(), "writes were refused");
            run.end("a reader that stops: " + latency);
        }
    }

    /** How long the others' frames took; fails when that was too long, and unless he is sent away and catches up. */
    private static String stopsAndCatchesUp(Someone slow, FaultRun run) throws SQLException {
        Duration before = Duration.ZERO;
        for (int i = 0; i < PORTIONS; i++) {
            before = longer(before, run.tells("До " + UUID.randomUUID()));
        }
        Reader reader = new Reader(slow, 0);
        List<Long> told = List.of();
        Duration meanwhile = Duration.ZERO;
        for (int i = 0; i < PORTIONS; i++) {
            told = tell(slow);
            meanwhile = longer(meanwhile, run.tells("При " + UUID.randomUUID()));
        }
        String latency = String.format(
                Locale.ROOT,
                "others' frames at most %.2f s after the acknowledgement, before that %.2f s",
                meanwhile.toMillis() / 1000.0,
                before.toMillis() / 1000.0);
        assertTrue(meanwhile.compareTo(longer(before.multipliedBy(TIMES), SHORT)) < 0, latency);
        reader.read();
        assertEquals(
                4408,
                reader.closed.orTimeout(READ.toSeconds(), TimeUnit.SECONDS).join());
        List<Long> got = reader.ids;
        assertEquals(told.subList(0, got.size()), got);
        Reader back = new Reader(slow, got.isEmpty() ? 0 : got.get(got.size() - 1));
        back.read();
        List<Long> rest = told.subList(got.size(), told.size());
        await().atMost(READ).until(() -> back.ids.size() >= rest.size());
        back.socket.abort();
        assertEquals(rest, back.ids);
        return latency;
    }

    /** No event leads to what he was told of, and the ledger is compared with the events. */
    private static void forget(Someone person) throws SQLException {
        try (Connection connection = Database.open("notification");
                Statement statement = connection.createStatement()) {
            int unused = statement.executeUpdate("delete from notification where person_id = " + person.id());
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** Adds a portion; the ids of all. */
    private static List<Long> tell(Someone person) throws SQLException {
        try (Connection connection = Database.open("notification");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(TELL.formatted(person.id(), PORTION));
            connection.commit();
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "select id from notification where person_id = " + person.id() + " order by id")) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        }
    }

    /** Reads nothing until told to. */
    private static final class Reader implements WebSocket.Listener {

        private final List<Long> ids = Collections.synchronizedList(new ArrayList<>());
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;

        Reader(Someone person, long after) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Authorization", "Bearer " + person.token())
                    .buildAsync(URI.create(Suite.running().socketUrl("/ws/notifications/?after=" + after)), this)
                    .join();
        }

        void read() {
            socket.request(Long.MAX_VALUE);
        }

        @Override
        public void onOpen(WebSocket opened) {
            // asks for nothing
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean complete) {
            partial.append(data);
            if (complete) {
                Matcher id = ID.matcher(partial);
                ids.add(id.find() ? Long.parseLong(id.group(1)) : 0);
                partial.setLength(0);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
