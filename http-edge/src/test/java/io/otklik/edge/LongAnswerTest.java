package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LongAnswerTest {

    private static final String GOES_ON = "HTTP/1.1 100 Continue";

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    @AfterEach
    void stop() throws ExecutionException, InterruptedException {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void answer_isPrecededBySignsThatItGoesOnAndKeepsItsStatus() throws Exception {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server().actualPort());
                BufferedReader heard =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            client.getOutputStream().write("POST / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 3; i++) {
                assertEquals(GOES_ON, heard.readLine());
                assertEquals("", heard.readLine());
            }

            answer.complete("409");

            String line = heard.readLine();
            while (line.equals(GOES_ON)) {
                assertEquals("", heard.readLine());
                line = heard.readLine();
            }
            assertEquals("HTTP/1.1 409 Conflict", line);
        }
    }

    private HttpServer server() throws ExecutionException, InterruptedException {
        return vertx.createHttpServer()
                .requestHandler(request -> LongAnswer.to(
                                request, Uni.createFrom().completionStage(answer), Duration.ofMillis(10))
                        .subscribe()
                        .with(status -> request.response()
                                .setStatusCode(Integer.parseInt(status))
                                .end()))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }
}
