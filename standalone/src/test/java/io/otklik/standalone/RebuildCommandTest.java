package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RebuildCommandTest {
    @Test
    void rebuild_sendsTheCredentialAndTellsWhatWasRead() throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/internal/rebuild", RebuildCommandTest::answer);
        service.start();
        try {
            String uri = "http://127.0.0.1:" + service.getAddress().getPort() + "/internal/rebuild";
            assertEquals("Rebuilt from 17 events.", RebuildCommand.rebuild(call(uri, "right")));
            UserError refused = assertThrows(UserError.class, () -> RebuildCommand.rebuild(call(uri, "wrong")));
            assertEquals("admin-service answered 401; see ./otklik logs admin-service", refused.getMessage());
        } finally {
            service.stop(0);
        }
    }

    private static InternalCall call(String uri, String token) {
        return new InternalCall(Part.ADMIN_SERVICE, uri, token);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        boolean right = "right".equals(exchange.getRequestHeaders().getFirst("X-Otklik-Internal"))
                && "POST".equals(exchange.getRequestMethod());
        byte[] body = "{\"events\":17}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(right ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
