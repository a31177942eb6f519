package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayCommandTest {
    @Test
    void replay_tellsHowMany() throws IOException {
        assertEquals(
                new ReplayCommand.Outcome(true, List.of("admin-service: 2 dead letters applied, 0 remain.")),
                replay("{\"applied\":2,\"kept\":[]}"));
    }

    @Test
    void replay_namesWhatRemains() throws IOException {
        assertEquals(
                new ReplayCommand.Outcome(
                        false,
                        List.of(
                                "admin-service cannot apply otklik.tickets-3-17: SQLSTATE 22001",
                                "admin-service: 0 dead letters applied, 1 remain.")),
                replay("{\"applied\":0,\"kept\":[\"otklik.tickets-3-17: SQLSTATE 22001\"]}"));
    }

    private static ReplayCommand.Outcome replay(String answer) throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/internal/replay", exchange -> answer(exchange, answer));
        service.start();
        try {
            String uri = "http://127.0.0.1:" + service.getAddress().getPort() + "/internal/replay";
            return ReplayCommand.replay(new InternalCall(Part.ADMIN_SERVICE, uri, "right"));
        } finally {
            service.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, String answer) throws IOException {
        boolean right = "right".equals(exchange.getRequestHeaders().getFirst("X-Otklik-Internal"))
                && "POST".equals(exchange.getRequestMethod());
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(right ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
