package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EdgeRoutesTest {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() throws ExecutionException, InterruptedException {
        Router router = Router.router(vertx);
        router.route().handler(EdgeRoutes::takeToken);
        router.route().handler(context -> context.end(context.request().getHeader("Authorization")));
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void stop() throws ExecutionException, InterruptedException {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void token_isABearerToken_inRequestsOnly() throws IOException, InterruptedException {
        assertEquals("Bearer a.b.c", heard("/api/admin/chats/", "Token a.b.c"));
        assertEquals("Bearer a.b.c", heard("/api/admin/customer-requests/1/take/", "token a.b.c"));
        assertEquals("Bearer a.b.c", heard("/ws/chats/7/", "TOKEN a.b.c"));
        assertEquals("Bearer a.b.c", heard("/ws/admin/notifications/", "Token a.b.c"));
        assertEquals("Bearer a.b.c", heard("/api/admin/chats/", "Bearer a.b.c"));
        assertEquals("Token", heard("/api/admin/chats/", "Token"));
        assertEquals("Token a.b.c", heard("/api/v1/tickets/", "Token a.b.c"));
        assertEquals("Token a.b.c", heard("/bot/api/v1/auth/me", "Token a.b.c"));
    }

    private String heard(String path, String authorization) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + server.actualPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", authorization)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
