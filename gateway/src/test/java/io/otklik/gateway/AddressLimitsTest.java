package io.otklik.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test comes from addresses of its own, by way of a trusted proxy. */
@QuarkusTest
@TestProfile(AddressLimitsTest.Few.class)
class AddressLimitsTest extends GatewayTestBase {

    /** 6 requests, 2 of them for sessions, and one more a minute. */
    public static class Few implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "otklik.gateway.limits.state", "on",
                    "otklik.gateway.limits.requests.burst", "6",
                    "otklik.gateway.limits.requests.per-minute", "1",
                    "otklik.gateway.limits.sessions.burst", "2",
                    "otklik.gateway.limits.sessions.per-minute", "1",
                    "otklik.gateway.trusted-proxies", "127.0.0.0/8",
                    // as OTKLIK_BOT_HOSTS= has it
                    "otklik.gateway.bot-hosts", "",
                    "otklik.gateway.public-url", "https://desk.example.com");
        }
    }

    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void count() {
        identity.will(request -> {
            asked.incrementAndGet();
            request.response().end();
        });
        ticket.will(request -> {
            asked.incrementAndGet();
            request.response().end();
        });
    }

    @Test
    void address_thatAsksTooOftenGets429AndAsksNobody() throws IOException {
        try (RawClient client = rawClient()) {
            RawClient.Answer refused = askUntilRefused(client, "GET /api/v1/tickets", "192.0.2.1");
            assertEquals(429, refused.status());
            assertEquals(6, asked.get());
            assertEquals("{\"detail\":\"Слишком много запросов. Повторите позже.\"}", refused.body());
            assertAboutAMinute(refused);
            assertEquals("max-age=31536000", refused.header("Strict-Transport-Security"));
            assertEquals(429, ask(client, "GET /ws/notifications", "192.0.2.1").status());
            assertEquals(6, asked.get());
            assertEquals(200, ask(client, "GET /api/v1/tickets", "192.0.2.2").status());
            assertEquals(404, ask(client, "GET /nothing", "192.0.2.1").status());
        }
    }

    @Test
    void rates_areThoseOfTheReadme() throws NoSuchMethodException {
        assertEquals("30000", standard(GatewayConfig.Limits.RequestRate.class, "perMinute"));
        assertEquals("5000", standard(GatewayConfig.Limits.RequestRate.class, "burst"));
        assertEquals("3000", standard(GatewayConfig.Limits.SessionRate.class, "perMinute"));
        assertEquals("500", standard(GatewayConfig.Limits.SessionRate.class, "burst"));
    }

    private static String standard(Class<?> rate, String name) throws NoSuchMethodException {
        return rate.getMethod(name).getAnnotation(WithDefault.class).value();
    }

    @Test
    void refusal_hasTheShapeOfTheContract() throws IOException {
        try (RawClient client = rawClient()) {
            assertEquals(
                    "{\"error\":{\"code\":\"RATE_LIMIT_EXCEEDED\",\"message\":\"Слишком много запросов. Повторите позже.\","
                            + "\"details\":[]}}",
                    askUntilRefused(client, "GET /bot/api/v1/tickets", "192.0.2.3")
                            .body());
        }
    }

    @Test
    void health_isNotLimited() throws IOException {
        try (RawClient client = rawClient()) {
            assertEquals(
                    429,
                    askUntilRefused(client, "GET /api/v1/tickets", "192.0.2.4").status());
            assertEquals(200, ask(client, "GET /q/health/live", "192.0.2.4").status());
        }
    }

    @Test
    void documents_areLimited_whetherAskedForWithASlashOrNot() throws IOException {
        try (RawClient client = rawClient()) {
            for (int i = 0; i < 3; i++) {
                assertEquals(200, ask(client, "GET /api/docs/", "192.0.2.8").status());
                assertEquals(200, ask(client, "GET /api/v1/schema", "192.0.2.8").status());
            }
            assertEquals(429, ask(client, "GET /api/v1/schema/", "192.0.2.8").status());
            assertEquals(429, ask(client, "GET /api/v1/tickets", "192.0.2.8").status());
            assertEquals(200, ask(client, "GET /q/health/live", "192.0.2.8").status());
        }
    }

    @Test
    void sessions_areLimitedMoreStrictly() throws IOException {
        try (RawClient client = rawClient()) {
            RawClient.Answer refused = askUntilRefused(client, "POST /api/v1/auth/login/", "192.0.2.5");
            assertEquals(429, refused.status());
            assertEquals(2, asked.get());
            assertAboutAMinute(refused);
            assertEquals(
                    200,
                    ask(client, "POST /api/v1/auth/token/verify/", "192.0.2.5").status());
            assertEquals(200, ask(client, "GET /api/v1/users/me/", "192.0.2.5").status());
            assertEquals(200, ask(client, "POST /api/v1/tickets/", "192.0.2.5").status());
        }
    }

    @Test
    void ipv6_isLimitedByItsNetwork() throws IOException {
        try (RawClient client = rawClient()) {
            assertEquals(
                    429,
                    askUntilRefused(client, "GET /api/v1/tickets", "2001:db8:0:1::1")
                            .status());
            assertEquals(
                    429,
                    ask(client, "GET /api/v1/tickets", "2001:db8:0:1:ffff::2").status());
            assertEquals(
                    200, ask(client, "GET /api/v1/tickets", "2001:db8:0:2::1").status());
        }
    }

    @Test
    void leftOfTheTrustedProxies_anybodyMayHaveWritten() throws IOException {
        try (RawClient client = rawClient()) {
            assertEquals(
                    429,
                    askUntilRefused(client, "GET /api/v1/tickets", "192.0.2.6").status());
            for (String chain : new String[] {"10.9.8.7, 192.0.2.6", "127.0.0.9,192.0.2.6 , 127.0.0.1"}) {
                assertEquals(429, ask(client, "GET /api/v1/tickets", chain).status(), chain);
            }
            assertEquals(
                    200,
                    ask(client, "GET /api/v1/tickets", "192.0.2.6, nonsense").status());
        }
    }

    @Test
    void trustedProxy_speaksForTheClient() throws IOException {
        ticket.reset();
        try (RawClient client = rawClient()) {
            RawClient.Answer answer = client.get(
                    "/api/v1/tickets",
                    "X-Forwarded-For: 6.6.6.6, 192.0.2.7",
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-Host: evil");
            assertTrue(answer.body().contains("\"x-forwarded-for\":\"192.0.2.7\""), answer.body());
            assertTrue(answer.body().contains("\"x-forwarded-proto\":\"https\""), answer.body());
            assertTrue(answer.body().contains("\"x-forwarded-host\":\"localhost\""), answer.body());
        }
    }

    @Test
    void publicUrl_tellsTheSchemeWhereNobodyElseDoes() throws IOException {
        ticket.reset();
        try (RawClient client = rawClient()) {
            client.send("GET /api/v1/tickets HTTP/1.1\r\nHost: Desk.example.com\r\n\r\n");
            assertTrue(client.read().body().contains("\"x-forwarded-proto\":\"https\""));
            client.send(
                    "GET /api/v1/tickets HTTP/1.1\r\nHost: desk.example.com:8000\r\nX-Forwarded-Proto: gopher\r\n\r\n");
            assertTrue(client.read().body().contains("\"x-forwarded-proto\":\"http\""));
        }
    }

    private static RawClient.Answer ask(RawClient client, String request, String from) throws IOException {
        client.send(
                request + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nX-Forwarded-For: " + from + "\r\n\r\n");
        return client.read();
    }

    private static void assertAboutAMinute(RawClient.Answer refused) {
        int seconds = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(seconds > 30 && seconds <= 60, "Retry-After: " + seconds);
    }

    private static RawClient.Answer askUntilRefused(RawClient client, String request, String from) throws IOException {
        RawClient.Answer answer = ask(client, request, from);
        for (int i = 0; i < 10 && answer.status() == 200; i++) {
            assertNull(answer.header("Retry-After"));
            answer = ask(client, request, from);
        }
        return answer;
    }
}
