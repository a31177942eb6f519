package io.otklik.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.restassured.RestAssured;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part that is killed comes back by itself, and a ticket travels all the way again. */
@ExtendWith(Suite.class)
class HealingIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity-service",
                "ticket-service",
                "notification-service",
                "admin-service",
                "gateway",
                "postgres",
                "kafka",
                "mail"
            })
    void kill_healsByItself(String name) {
        long killed = Suite.running().part(name).pid();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(25))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> Suite.running().part(name), part -> part.isReady() && part.pid() != killed);
        assertNotEquals(killed, Suite.running().part(name).pid());
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        new FirstTicketIT().ticket_travelsAllTheWay();
    }
}
