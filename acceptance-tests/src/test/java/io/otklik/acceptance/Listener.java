package io.otklik.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A person at {@code /ws/notifications/} who comes back with {@code ?after=} the last he saw, to the next gateway, whenever his
 * socket is gone, and remembers every notification that he got. A call of {@link #run} looks after the socket; whoever calls sets the pace.
 */
final class Listener implements Runnable, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Codes that say that the client, or his person, is at fault (docs/events.md). */
    private static final Set<Integer> FINAL = Set.of(1000, 1008, 1009, 1013, 4401, 4403);

    private final Someone person;
    private final List<String> gateways;
    private final List<Long> ids = new CopyOnWriteArrayList<>();
    private final Map<Long, Long> tickets = new ConcurrentHashMap<>(); // when each was first told of
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile long last; // the greatest id that came
    private volatile Connection connection = new Connection(); // over until the first call
    private volatile int refused;
    private volatile boolean ended;
    private int gateway; // of those there are

    /** @param gateways where the suite is, {@code http://…} each */
    Listener(Someone person, List<String> gateways) {
        this.person = person;
        this.gateways = gateways;
        connection.over = true;
    }

    Someone person() {
        return person;
    }

    /** The notifications in the order of their arrival. */
    List<Long> ids() {
        return ids;
    }

    /** When he was first told of the ticket, as {@link System#nanoTime}; empty: not yet. */
    Optional<Long> toldOf(long ticket) {
        return Optional.ofNullable(tickets.get(ticket));
    }

    /** Frames, close codes and refusals that nobody should have got. */
    List<String> failures() {
        return failures;
    }

    /** Upgrades so far that were answered with 503. */
    int refused() {
        return refused;
    }

    boolean isConnected() {
        return !connection.over;
    }

    @Override
    public void run() {
        if (!connection.over || ended) {
            return;
        }
        Connection next = new Connection();
        String at = gateways.get(gateway).replaceFirst("^http", "ws");
        gateway = (gateway + 1) % gateways.size();
        try {
            next.socket = HTTP.newWebSocketBuilder()
                    .connectTimeout(PATIENCE)
                    .header("Authorization", "Bearer " + person.token())
                    .buildAsync(URI.create(at + "/ws/notifications/?after=" + last), next)
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            connection = next;
        } catch (CompletionException failed) {
            next.over = true; // should it be opened after all
            if (failed.getCause() instanceof WebSocketHandshakeException answer) {
                judge(answer.getResponse().statusCode());
            }
        }
    }

    private void judge(int status) {
        if (status == 503) {
            refused++;
        } else {
            failures.add(person.username() + " was refused the socket: " + status);
        }
    }

    @Override
    public void close() {
        ended = true;
        if (connection.socket != null) {
            connection.socket.abort();
        }
    }

    /** One of the sockets; what it says after its end counts for nothing, since its successor asks for it again. */
    private final class Connection implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();
        private volatile WebSocket socket;
        private volatile boolean over;

        @Override
        public void onOpen(WebSocket opened) {
            if (over) {
                opened.abort();
            } else {
                opened.request(1);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean complete) {
            partial.append(data);
            if (complete && !over) {
                take(partial.toString());
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            if (FINAL.contains(code)) {
                failures.add(person.username() + " was sent away: " + code + " " + reason);
            }
            over = true;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            over = true;
        }
    }

    private void take(String frame) {
        try {
            JsonNode read = JSON.readTree(frame);
            JsonNode id = read.path("id");
            if (!id.isIntegralNumber()) {
                failures.add(person.username() + " got " + frame);
                return;
            }
            ids.add(id.asLong());
            tickets.putIfAbsent(read.path("ticket_id").asLong(), System.nanoTime());
            last = Math.max(last, id.asLong());
        } catch (JsonProcessingException unreadable) {
            failures.add(person.username() + " got " + frame);
        }
    }
}
