package io.otklik.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class BodyLimitsTest extends GatewayTestBase {

    private static final int MIB = 1024 * 1024;
    private static final String REFUSED = "{\"detail\":\"Тело запроса слишком велико.\"}";

    @Test
    void json_upToOneMebibyteIsForwarded() {
        given().contentType("application/json")
                .body(new byte[MIB])
                .post("/api/v1/tickets/")
                .then()
                .statusCode(200)
                .body("size", is(MIB));
    }

    @Test
    void json_overOneMebibyteIsRefusedUnread() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        ticket.will(request -> asked.incrementAndGet());
        try (RawClient client = rawClient()) {
            client.send("POST /api/v1/tickets/ HTTP/1.1\r\nHost: a\r\nContent-Type: application/json; charset=utf-8\r\n"
                    + "Content-Length: " + (MIB + 1) + "\r\n\r\n");
            RawClient.Answer answer = client.read();
            assertEquals(413, answer.status());
            assertEquals(REFUSED, answer.body());
            assertEquals("close", answer.header("Connection"));
        }
        assertEquals(0, asked.get());
    }

    @Test
    void json_overTheLimitIsRefusedWhileItIsSent() {
        given().contentType("application/problem+json")
                .body(new byte[8 * MIB])
                .post("/bot/api/v1/tickets")
                .then()
                .statusCode(413)
                .body(
                        "error",
                        is(Map.of(
                                "code",
                                "PAYLOAD_TOO_LARGE",
                                "message",
                                "Тело запроса слишком велико.",
                                "details",
                                java.util.List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/auth/login/, X-Type: none",
        "/api/v1/tickets/, X-Type: none",
        "/api/v1/tickets/, Content-Type: application/octet-stream",
        "/api/v1/auth/login/, Content-Type: multipart/form-data; boundary=x",
    })
    void body_thatIsNoFormForTheTicketServiceIsLimitedAsJson(String path, String header) throws IOException {
        try (RawClient client = rawClient()) {
            client.send("POST " + path + " HTTP/1.1\r\nHost: a\r\n" + header + "\r\n" + "Content-Length: " + (MIB + 1)
                    + "\r\n\r\n");
            RawClient.Answer answer = client.read();
            assertEquals(413, answer.status());
            assertEquals(REFUSED, answer.body());
        }
    }

    @Test
    void length_beyondAllNumbersIsRefused() throws IOException {
        try (RawClient client = rawClient()) {
            client.send("POST /api/v1/tickets/ HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999999\r\n\r\n");
            assertEquals(413, client.read().status());
        }
    }

    @Test
    void expectContinue_isAnsweredByTheGateway() throws IOException {
        try (RawClient client = rawClient()) {
            client.send(
                    "POST /api/v1/tickets/ HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
            assertEquals(100, client.read().status());
            client.send("body");
            RawClient.Answer answer = client.read();
            assertEquals(200, answer.status());
            assertTrue(answer.body().contains("\"size\":4"), answer.body());
            assertTrue(!answer.body().contains("expect"), answer.body());
        }
    }

    @Test
    void expectContinue_ofTooMuchIsRefusedInstead() throws IOException {
        try (RawClient client = rawClient()) {
            client.send("POST /api/v1/tickets/ HTTP/1.1\r\nHost: a\r\nContent-Length: 209715200\r\n"
                    + "Expect: 100-continue\r\n\r\n");
            assertEquals(413, client.read().status());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void chunks_overTheLimitAreRefusedAndTheServiceIsNotLeftWaiting() throws IOException {
        AtomicInteger brokenOff = new AtomicInteger();
        ticket.will(request -> {
            request.exceptionHandler(gone -> brokenOff.incrementAndGet());
            request.handler(chunk -> {});
        });
        try (RawClient client = rawClient()) {
            client.send("POST /api/v1/tickets/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] piece = new byte[65536];
            for (int i = 0; i < 17; i++) {
                client.send("10000\r\n");
                client.send(piece);
                client.send("\r\n");
            }
            RawClient.Answer answer = client.read();
            assertEquals(413, answer.status());
            assertEquals(REFUSED, answer.body());
        }
        org.awaitility.Awaitility.await().until(() -> brokenOff.get() == 1);
    }

    @Test
    void chunks_withinTheLimitAreForwarded() throws Exception {
        HttpResponse<String> answer = upload(3 * MIB + 17);
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("\"size\":" + (3 * MIB + 17)), answer.body());
    }

    @Test
    void upload_ofAHundredMebibytesIsForwarded() throws Exception {
        java.util.concurrent.atomic.AtomicLong size = new java.util.concurrent.atomic.AtomicLong();
        ticket.will(request -> request.handler(chunk -> size.addAndGet(chunk.length()))
                .endHandler(end -> request.response().end("got it")));
        HttpResponse<String> answer = upload(100 * MIB);
        assertEquals("got it", answer.body());
        assertEquals(100 * MIB, size.get());
    }

    @Test
    void form_overTheLimitIsRefused() throws Exception {
        ticket.will(request -> request.handler(chunk -> {}));
        try (RawClient client = rawClient()) {
            client.send("POST /api/v1/tickets/ HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                    + "Content-Length: " + (105L * MIB + 1) + "\r\n\r\n");
            assertEquals(413, client.read().status());
        }
    }

    private static HttpResponse<String> upload(long size) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/api/v1/tickets/"))
                .header("Content-Type", "Multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(size)))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int piece = (int) Math.min(left, length);
            left -= piece;
            return piece;
        }
    }
}
