package io.otklik.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In these tests a service's answer is waited for 1.5 s, a slow body 4 s. */
@QuarkusTest
class SlowBodyTest extends GatewayTestBase {

    private static final String REFUSED = "{\"detail\":\"Тело запроса передаётся слишком медленно.\"}";

    @Test
    void slowUpload_isNotCutOff() throws IOException {
        // The service waits for the client here, not the client for the service, which would be 503.
        try (RawClient client = rawClient();
                Drip drip = new Drip(client, 3)) {
            client.send("POST /api/v1/tickets/ HTTP/1.1\r\nHost: a\r\nContent-Length: 65539\r\n\r\n");
            client.send(new byte[65536]);
            drip.start();
            assertEquals(200, client.read().status());
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 0", "100000, 1"})
    void bodyThatDrips_isGivenUp_aSmallOneBeforeTheServiceHearsOfIt(int length, int heard) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger brokenOff = new AtomicInteger();
        ticket.will(request -> {
            asked.incrementAndGet();
            request.exceptionHandler(gone -> brokenOff.incrementAndGet());
            request.handler(chunk -> {});
        });
        try (RawClient client = rawClient();
                Drip drip = new Drip(client, 1000)) {
            client.send("POST /api/v1/tickets/ HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n");
            drip.start();
            RawClient.Answer answer = client.read();
            assertEquals(408, answer.status());
            assertEquals(REFUSED, answer.body());
            assertEquals("close", answer.header("Connection"));
            assertEquals(1, answer.all("X-Request-Id").size());
            assertTrue(client.isClosed());
        }
        assertEquals(heard, asked.get());
        await().until(() -> brokenOff.get() == heard);
    }

    @Test
    void brokenChunk_endsTheConnectionAndNotTheService() throws IOException {
        AtomicInteger brokenOff = new AtomicInteger();
        AtomicInteger started = new AtomicInteger();
        ticket.will(request -> {
            request.exceptionHandler(gone -> brokenOff.incrementAndGet());
            request.handler(chunk -> started.incrementAndGet());
        });
        try (RawClient client = rawClient()) {
            client.send("POST /api/v1/tickets/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
            await().until(() -> started.get() == 1);
            client.send("zz\r\n");
            await().until(() -> brokenOff.get() == 1);
        }
    }

    /** A client's body, a byte every 700 ms. */
    private static final class Drip implements AutoCloseable {

        private final Timer timer = new Timer("drip", true);
        private final RawClient client;
        private int left;

        Drip(RawClient client, int size) {
            this.client = client;
            this.left = size;
        }

        void start() {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            send();
                        }
                    },
                    700,
                    700);
        }

        private void send() {
            try {
                client.send("x");
                left--;
            } catch (IOException closed) {
                left = 0;
            }
            if (left == 0) {
                timer.cancel();
            }
        }

        @Override
        public void close() {
            timer.cancel();
        }
    }
}
