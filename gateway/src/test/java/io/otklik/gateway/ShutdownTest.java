package io.otklik.gateway;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.shutdown.ShutdownRecorder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** One test only: the gateway does not come back from it. */
@QuarkusTest
@TestProfile(ShutdownTest.Patient.class)
class ShutdownTest extends GatewayTestBase {

    /** Waits for longer than the test does. */
    public static class Patient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.shutdown.timeout", "PT60S", "otklik.gateway.answer-timeout", "PT30S");
        }
    }

    @Test
    void shutdown_saysSoEndsSocketsGoesOnAnsweringAndWaitsForRequestsOnly() throws Exception {
        AtomicInteger servicesSockets = new AtomicInteger();
        notification.onSocket(socket -> {
            servicesSockets.incrementAndGet();
            socket.closeHandler(gone -> servicesSockets.decrementAndGet());
        });
        AtomicReference<HttpServerRequest> running = new AtomicReference<>();
        ticket.will(running::set);
        try (RawClient socket = rawClient();
                RawClient left = rawClient();
                RawClient client = rawClient()) {
            upgrade(socket);
            upgrade(left);
            await().until(() -> servicesSockets.get() == 2);
            left.close();
            await().until(() -> servicesSockets.get() == 1);
            client.send("GET /api/v1/tickets HTTP/1.1\r\nHost: a\r\n\r\n");
            await().until(() -> running.get() != null);

            CompletableFuture<Void> shutdown = CompletableFuture.runAsync(ShutdownRecorder::runShutdown);
            assertArrayEquals(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xF4}, socket.bytes(4));
            assertTrue(socket.isClosed());
            await().until(() -> servicesSockets.get() == 0);
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/q/health/live").then().statusCode(200);
            try (RawClient late = rawClient()) {
                RawClient.Answer last = late.get("/api/v1/users/me");
                assertEquals(200, last.status());
                assertEquals("close", last.header("Connection"));
                assertTrue(late.isClosed());
            }
            assertFalse(shutdown.isDone());
            running.get().response().end("finished");
            RawClient.Answer answer = client.read();
            assertEquals(200, answer.status());
            assertEquals("finished", answer.body());
            shutdown.get(20, TimeUnit.SECONDS);
        }
        try (RawClient late = rawClient()) {
            assertEquals(503, late.get("/ws/notifications/", RawClient.UPGRADE).status());
        }
    }

    private static void upgrade(RawClient client) throws IOException {
        assertEquals(101, client.get("/ws/notifications/", RawClient.UPGRADE).status());
    }
}
