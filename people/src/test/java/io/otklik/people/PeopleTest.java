package io.otklik.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.vertx.core.VertxException;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private static final PersonState IVAN = person(7, 1, "ivan", Role.USER);
    private static final PersonState OLGA = person(8, 1, "olga", Role.USER);

    private final List<PersonState> told = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Vertx vertx = Vertx.vertx();
    private HttpServer identity;
    private People people;

    @BeforeEach
    void start() throws IOException {
        identity = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        identity.createContext("/", this::answer);
        identity.start();
        URI url = URI.create("http://localhost:" + identity.getAddress().getPort());
        people = new People(new Owner(vertx, new Settings(List.of(url))), told::add);
    }

    @AfterEach
    void stop() {
        identity.stop(0);
        vertx.closeAndAwait();
    }

    @Test
    void byUuid_ofAKnownPersonAsksNobody() {
        people.learn(IVAN);
        assertEquals(Optional.of(IVAN), people.byUuid(IVAN.uuid()).await().indefinitely());
        assertEquals(List.of(), asked);
    }

    @Test
    void byUuid_ofAnUnknownPersonAsksTheOwner_once() {
        answers.put("uuids=" + IVAN.uuid(), "[" + EventJson.writePerson(IVAN) + "]");
        assertEquals(Optional.of(IVAN), people.byUuid(IVAN.uuid()).await().indefinitely());
        assertEquals(Optional.of(IVAN), people.byUuid(IVAN.uuid()).await().indefinitely());
        assertEquals(Optional.of(IVAN), people.known(7));
        assertEquals(1, asked.size());
    }

    @Test
    void byUuid_ofNobodyIsEmpty_andFailsWhenTheOwnerIsAway() {
        UUID nobody = UUID.randomUUID();
        answers.put("uuids=" + nobody, "[]");
        assertEquals(Optional.empty(), people.byUuid(nobody).await().indefinitely());
        var away = people.byUuid(UUID.randomUUID()).await();
        assertEquals(
                "identity-service answered 500",
                assertThrows(VertxException.class, away::indefinitely).getMessage());
    }

    @Test
    void matching_isWhatTheOwnerFinds() {
        answers.put("search=%D0%98%D0%B2%D0%B0%D0%BD+%26%25", "[7,8]");
        assertEquals(Set.of(7L, 8L), people.matching("Иван &%").await().indefinitely());
    }

    @Test
    void confirmed_ofSeveral_isTheOwnersAnswer_byOneCall() {
        PersonState promoted = person(7, 2, "ivan", Role.SUPPORT);
        people.learn(IVAN);
        people.learn(OLGA);
        answers.put("ids=7,8,9", "[" + EventJson.writePerson(promoted) + "," + EventJson.writePerson(OLGA) + "]");
        assertEquals(
                Map.of(7L, promoted, 8L, OLGA),
                people.confirmed(new TreeSet<>(Set.of(7L, 8L, 9L))).await().indefinitely());
        assertEquals(List.of("ids=7,8,9"), asked);
        assertEquals(Optional.of(promoted), people.known(7));
        assertEquals(List.of(IVAN, OLGA, promoted), told);
    }

    @Test
    void confirmed_ofSeveral_withTheOwnerAway_isWhatIsKnown() {
        people.learn(IVAN);
        people.learn(OLGA);
        assertEquals(
                Map.of(7L, IVAN, 8L, OLGA),
                people.confirmed(Set.of(7L, 8L)).await().indefinitely());
    }

    @Test
    void confirmed_ofSeveral_withTheOwnerAway_failsWhenOneIsUnknown() {
        people.learn(IVAN);
        var away = people.confirmed(Set.of(7L, 8L)).await();
        assertEquals(
                "identity-service answered 500",
                assertThrows(VertxException.class, away::indefinitely).getMessage());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        asked.add(query);
        String answer = answers.get(query);
        byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer == null ? 500 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static PersonState person(long id, long revision, String username, Role role) {
        return new PersonState(
                id,
                new UUID(0, id),
                revision,
                username,
                username + "@example.com",
                null,
                null,
                null,
                role,
                false,
                1,
                null,
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    record Settings(List<URI> ownerUrl) implements PeopleConfig {

        @Override
        public String internalToken() {
            return "secret";
        }

        @Override
        public Duration ownerPatience() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration searchPatience() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration keyRetry() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration keyRefresh() {
            return Duration.ofMinutes(1);
        }
    }
}
