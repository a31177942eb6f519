package io.otklik.notification.api.techsupport;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.notification.SocketClient;
import io.otklik.notification.Suite;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.UpgradeRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OTKLIK_SOCKETS_PER_PERSON: twenty here, on all paths together. */
@QuarkusTest
@WithTestResource(RealParts.class)
class SocketsPerPersonTest {

    private static final int MOST = 20;
    private static final List<String> PATHS =
            List.of("/ws/notifications/", "/ws/users/notifications/", "/ws/support/notifications/");

    private final List<SocketClient> sockets = new ArrayList<>();
    private Suite suite;
    private PersonState agent;

    @BeforeEach
    void people() {
        suite = Suite.get();
        agent = suite.person(Role.SUPPORT);
    }

    @AfterEach
    void close() {
        sockets.forEach(SocketClient::close);
    }

    @Test
    void oneTooMany_isRefusedWith429UntilOneIsClosed() {
        for (int i = 0; i < MOST; i++) {
            sockets.add(SocketClient.connect(uri(i)));
            awaitListed(sockets.get(i));
        }
        for (int i = 0; i < PATHS.size(); i++) {
            UpgradeRejectedException refusal = SocketClient.refusal(SocketClient.to(uri(i)));
            assertEquals(429, refusal.getStatus());
            assertEquals(
                    "{\"detail\":\"Слишком много запросов. Повторите позже.\"}",
                    refusal.getBody().toString());
            assertEquals("5", refusal.getHeaders().get("Retry-After"));
        }
        // Others have room.
        sockets.add(SocketClient.connect(PATHS.get(0) + "?token=" + suite.people.token(suite.person(Role.USER))));
        sockets.get(0).close();
        awaitListed(await().atMost(Suite.LIMIT).until(this::connected, Objects::nonNull));
        assertEquals(429, SocketClient.refusal(SocketClient.to(uri(0))).getStatus());
    }

    @Test
    void manyAtOnce_leaveNoMoreThanTwenty() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Callable<SocketClient>> upgrades = Stream.<Callable<SocketClient>>generate(() -> this::connected)
                    .limit(3 * MOST)
                    .toList();
            List<SocketClient> upgraded = new ArrayList<>();
            for (Future<SocketClient> upgrade : threads.invokeAll(upgrades)) {
                upgraded.add(upgrade.get());
            }
            upgraded.removeIf(Objects::isNull);
            await().atMost(Suite.LIMIT)
                    .until(() -> upgraded.stream().filter(SocketClient::isOpen).count() == MOST);
            upgraded.stream()
                    .filter(socket -> !socket.isOpen())
                    .forEach(socket -> assertEquals(1013, socket.closeCode()));
        } finally {
            threads.shutdownNow();
        }
    }

    /** The client's upgrade is done before the server has opened the socket; one that answers is counted. */
    private static void awaitListed(SocketClient socket) {
        socket.say("{\"type\": \"ping\"}");
        socket.awaitCount(1);
    }

    /** Null when it is refused with 429. */
    private SocketClient connected() {
        try {
            SocketClient socket = SocketClient.connect(uri(0));
            synchronized (sockets) {
                sockets.add(socket);
            }
            return socket;
        } catch (UpgradeRejectedException refused) {
            assertEquals(429, refused.getStatus());
            return null;
        }
    }

    private String uri(int path) {
        return PATHS.get(path % PATHS.size()) + "?token=" + suite.people.token(agent);
    }
}
