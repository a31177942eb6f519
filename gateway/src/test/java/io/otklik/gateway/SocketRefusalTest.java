package io.otklik.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets that do not come about, or end with their service. */
@QuarkusTest
class SocketRefusalTest extends SocketTestBase {

    @Test
    void serviceThatDies_endsTheClientsSocket() throws Exception {
        notification.onSocket(socket -> {});
        WebSocket socket = open(to("/ws/notifications/"));
        AtomicInteger closed = new AtomicInteger();
        socket.closeHandler(end -> closed.incrementAndGet());
        notification.stop();
        await().until(() -> closed.get() == 1);
        try {
            UpgradeRejectedException refused = refused(to("/ws/notifications/"));
            assertEquals(503, refused.getStatus());
            assertEquals(
                    "{\"detail\":\"Сервис временно недоступен. Повторите позже.\"}",
                    refused.getBody().toString());
            assertEquals("1", refused.getHeaders().get("Retry-After"));
        } finally {
            notification.start();
        }
        open(to("/ws/notifications/")).close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void refusedUpgrade_passesAsItIs(int status) throws Exception {
        notification.refusesSockets(request -> request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("WWW-Authenticate", "Bearer")
                .end("{\"detail\":\"Нет\"}"));
        UpgradeRejectedException refused = refused(to("/ws/notifications/"));
        assertEquals(status, refused.getStatus());
        assertEquals("{\"detail\":\"Нет\"}", refused.getBody().toString());
        assertEquals("Bearer", refused.getHeaders().get("WWW-Authenticate"));
        assertEquals(1, refused.getHeaders().getAll("X-Request-Id").size());
    }

    @Test
    void refusedUpgrade_leavesTheClientsConnectionUsable() throws IOException {
        notification.refusesSockets(
                request -> request.response().setStatusCode(401).end("{}"));
        try (RawClient client = rawClient()) {
            for (int i = 0; i < 3; i++) {
                RawClient.Answer answer = client.get("/ws/notifications/", RawClient.UPGRADE);
                assertEquals(401, answer.status());
                assertEquals("{}", answer.body());
                assertNull(answer.header("Upgrade"));
            }
            assertEquals(200, client.get("/api/v1/tickets").status());
        }
    }

    @Test
    void silentService_refusesTheUpgradeInTime() throws Exception {
        notification.refusesSockets(request -> {});
        long start = System.nanoTime();
        assertEquals(503, refused(to("/ws/notifications/")).getStatus());
        assertTrue(System.nanoTime() - start < 4_000_000_000L);
    }

    private static UpgradeRejectedException refused(WebSocketConnectOptions options) throws Exception {
        try {
            WebSocket unexpected = open(options);
            throw new AssertionError("opened: " + unexpected);
        } catch (ExecutionException refusal) {
            return (UpgradeRejectedException) refusal.getCause();
        }
    }
}
