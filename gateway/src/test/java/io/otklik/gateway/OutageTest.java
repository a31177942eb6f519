package io.otklik.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutageTest extends GatewayTestBase {

    private static final String AWAY = "{\"detail\":\"Сервис временно недоступен. Повторите позже.\"}";

    @Test
    void serviceAway_is503AndItsReturnHeals() throws IOException {
        try (RawClient client = rawClient()) {
            assertEquals(200, client.get("/api/v1/tickets").status());
            ticket.stop();
            RawClient.Answer answer = client.get("/api/v1/tickets");
            assertEquals(503, answer.status());
            assertEquals(AWAY, answer.body());
            assertEquals("1", answer.header("Retry-After"));
            assertTrue(answer.header("Content-Type").startsWith("application/json"));
            assertEquals(1, answer.all("X-Request-Id").size());
            assertEquals(200, client.get("/api/v1/users/me").status());
            ticket.start();
            assertEquals(200, client.get("/api/v1/tickets").status());
        } finally {
            ticket.stop();
            ticket.start();
        }
    }

    @Test
    void serviceAway_hasTheShapeOfTheContractAndKeepsTheConnection() {
        admin.stop();
        try {
            given().get("/bot/api/v1/statistics/dashboard")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "1")
                    .body(
                            "error",
                            is(Map.of(
                                    "code",
                                    "SERVICE_UNAVAILABLE",
                                    "message",
                                    "Сервис временно недоступен. Повторите позже.",
                                    "details",
                                    List.of())));
            given().contentType("application/json")
                    .body(new byte[500_000])
                    .post("/api/admin/chats/")
                    .then()
                    .statusCode(503);
        } finally {
            admin.start();
        }
    }

    @Test
    void serviceSilent_is503InTime() {
        ticket.will(request -> {});
        long start = System.nanoTime();
        given().get("/api/v1/tickets").then().statusCode(503).header("X-Request-Id", notNullValue());
        given().body("x").post("/api/v1/tickets").then().statusCode(503);
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
        ticket.reset();
        given().get("/api/v1/tickets").then().statusCode(200);
    }

    @Test
    void serviceThatStopsTakingTheBody_is503() throws IOException {
        ticket.will(request -> request.pause());
        try (RawClient client = rawClient()) {
            client.send("POST /api/v1/tickets/ HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data\r\n"
                    + "Content-Length: 33554432\r\n\r\n");
            client.send(new byte[33554432]);
            assertEquals(503, client.read().status());
        }
    }

    @Test
    void readOnADeadConnection_isRepeatedOnce() {
        AtomicInteger asked = new AtomicInteger();
        ticket.will(request -> {
            if (asked.incrementAndGet() == 1) {
                request.connection().close();
            } else {
                ticket.tell(request);
            }
        });
        given().get("/api/v1/tickets/?a=1").then().statusCode(200).body("uri", is("/api/v1/tickets/?a=1"));
        assertEquals(2, asked.get());
    }

    @Test
    void readOnDeadConnections_isNotRepeatedTwice() {
        AtomicInteger asked = new AtomicInteger();
        ticket.will(request -> {
            asked.incrementAndGet();
            request.connection().close();
        });
        given().get("/api/v1/tickets/").then().statusCode(503);
        assertEquals(2, asked.get());
    }

    @Test
    void read_thatIsRepeatedHasNoMoreTimeThanOthers() {
        AtomicInteger asked = new AtomicInteger();
        ticket.will(request -> {
            if (asked.incrementAndGet() == 1) {
                ticket.after(800, () -> request.connection().close());
            } else {
                ticket.after(1_100, () -> request.response().end());
            }
        });
        given().get("/api/v1/tickets/").then().statusCode(503);
        assertEquals(2, asked.get());
    }

    @Test
    void keyedWriteOnADeadConnection_isRepeatedOnceWithItsBody() {
        AtomicInteger asked = new AtomicInteger();
        ticket.will(request -> {
            if (asked.incrementAndGet() == 1) {
                request.connection().close();
            } else {
                request.body().onSuccess(body -> request.response()
                        .end(new JsonObject()
                                .put("key", request.getHeader("Idempotency-Key"))
                                .put("body", body.toString())
                                .encode()));
            }
        });
        given().header("Idempotency-Key", "k")
                .header("Authorization", "Bearer t")
                .body("x")
                .post("/api/v1/tickets/")
                .then()
                .statusCode(200)
                .body(equalTo("{\"key\":\"k\",\"body\":\"x\"}"));
        assertEquals(2, asked.get());
    }

    @Test
    void write_isNotRepeated() {
        AtomicInteger asked = new AtomicInteger();
        ticket.will(request -> {
            asked.incrementAndGet();
            request.connection().close();
        });
        given().header("Authorization", "Bearer t")
                .post("/api/v1/tickets/")
                .then()
                .statusCode(503);
        assertEquals(1, asked.get());
    }

    @Test
    void writeWithATokenInItsAnswer_isNotRepeatedUnderAKeyEither() {
        AtomicInteger asked = new AtomicInteger();
        identity.will(request -> {
            asked.incrementAndGet();
            request.connection().close();
        });
        List<String> keyless = List.of(
                "/api/v1/auth/login/",
                "/api/v1/auth/token/refresh/",
                "/api/v1/auth/logout/",
                "/api/auth/login/",
                "/auth/jwt/create/",
                "/auth/jwt/refresh/",
                "/bot/api/v1/auth/telegram");
        keyless.forEach(path -> keyed(path).then().statusCode(503));
        assertEquals(keyless.size(), asked.get());
        List<String> kept = List.of(
                "/api/v1/auth/users/reset_password/",
                "/api/v1/auth/users/reset_password_confirm/",
                "/api/v1/users/register/",
                "/api/auth/register/");
        kept.forEach(path -> keyed(path).then().statusCode(503));
        assertEquals(keyless.size() + 2 * kept.size(), asked.get());
    }

    private static Response keyed(String path) {
        return given().header("Idempotency-Key", "k")
                .header("Authorization", "Bearer t")
                .body("x")
                .post(path);
    }

    @Test
    void serviceThatDiesWhileItAnswers_breaksTheAnswerOff() throws IOException {
        ticket.will(request -> {
            request.response().putHeader("Content-Length", "1000").write(Buffer.buffer(new byte[10]));
            request.response().write("x").onComplete(written -> request.connection()
                    .close());
        });
        try (RawClient client = rawClient()) {
            assertThrows(IOException.class, () -> client.get("/api/v1/tickets"));
        }
        ticket.will(request -> {
            request.response().setChunked(true).write("part");
            request.response().write("x").onComplete(written -> request.connection()
                    .close());
        });
        try (RawClient client = rawClient()) {
            assertThrows(IOException.class, () -> client.get("/api/v1/tickets"));
        }
    }

    @Test
    void clientThatLeaves_isNotWaitedForByTheService() throws IOException {
        AtomicInteger left = new AtomicInteger();
        AtomicInteger came = new AtomicInteger();
        ticket.will(request -> {
            request.connection().closeHandler(gone -> left.incrementAndGet());
            came.incrementAndGet();
        });
        try (RawClient client = rawClient()) {
            client.send("GET /api/v1/tickets HTTP/1.1\r\nHost: a\r\n\r\n");
            org.awaitility.Awaitility.await().until(() -> came.get() == 1);
        }
        org.awaitility.Awaitility.await().until(() -> left.get() == 1);
        assertEquals(1, came.get());
    }

    /** Before a service that stops closes it: services wait for 2.5 s, the client's own limit would be a minute. */
    @Test
    void connectionToAService_isGivenUpWhenUnused() {
        AtomicInteger open = new AtomicInteger();
        ticket.will(request -> {
            open.incrementAndGet();
            request.connection().closeHandler(closed -> open.decrementAndGet());
            ticket.tell(request);
        });
        given().get("/api/v1/tickets").then().statusCode(200);
        org.awaitility.Awaitility.await().until(() -> open.get() == 0);
    }

    @Test
    void connection_livesThroughRefusals() throws IOException {
        try (RawClient client = rawClient()) {
            assertEquals(404, client.get("/nothing").status());
            client.send("POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n");
            client.send(new byte[200_000]);
            assertEquals(404, client.read().status());
            client.send("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\nGET /api/v1/tickets HTTP/1.1\r\nHost: a\r\n\r\n");
            assertEquals(404, client.read().status());
            assertEquals(200, client.read().status());
        }
    }
}
