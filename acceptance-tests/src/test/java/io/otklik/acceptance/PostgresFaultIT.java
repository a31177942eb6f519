package io.otklik.acceptance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PostgreSQL is killed, and held down. */
@ExtendWith(Suite.class)
class PostgresFaultIT {

    private static final int ROUNDS = Integer.getInteger("otklik.faults.rounds", 2);
    private static final Duration HELD = Duration.ofSeconds(10);
    private static final int WRITERS = 4;

    /** For each 503, that of a write which was under way when the database went included. */
    private static final Duration AT_MOST = Duration.ofSeconds(3);

    @Test
    void postgres_killed() {
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.refusedWithin(AT_MOST);
            run.start();
            for (int round = 0; round < ROUNDS; round++) {
                run.kill("postgres");
            }
            run.end("PostgreSQL killed, " + ROUNDS + " times");
        }
    }

    @Test
    void postgres_heldDown() {
        Suite suite = Suite.running();
        Someone admin = Someone.admin();
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.refusedWithin(AT_MOST);
            run.start();
            System.out.print(suite.command("stop", "postgres"));
            try {
                assertAway(run.owner(), run.agent(), admin);
                FaultRun.last(HELD);
                assertAway(run.owner(), run.agent(), admin);
            } finally {
                System.out.print(suite.command("start", "postgres"));
            }
            run.awaitWrites(WRITERS);
            run.end("PostgreSQL held down for " + HELD.toSeconds() + " s");
        }
    }

    private static void assertAway(Someone owner, Someone agent, Someone admin) {
        for (String path : List.of(
                "/api/v1/users/me/",
                "/api/v1/tickets/",
                "/api/v1/notifications/",
                "/api/tickets/my-tickets/",
                "/api/ticket")) {
            assertAway(owner.request().get(path));
        }
        assertAway(agent.request().get("/api/admin/customer-requests/"));
        assertAway(admin.request().get("/api/v1/admin/ticket-history/"));
        assertAway(given().contentType(ContentType.JSON)
                .body(Map.of("username", owner.username(), "password", owner.password()))
                .post("/api/v1/auth/login/"));
        assertAway(owner.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("title", "Базы нет", "description", "Описание"))
                .post("/api/tickets/"));
        owner.request()
                .get("/bot/api/v1/tickets")
                .then()
                .statusCode(503)
                .time(lessThan(AT_MOST.toMillis()))
                .body("error.code", is("SERVICE_UNAVAILABLE"));
    }

    private static void assertAway(Response answer) {
        answer.then()
                .statusCode(503)
                .time(lessThan(AT_MOST.toMillis()))
                .body("$", aMapWithSize(1))
                .body("detail", instanceOf(String.class));
    }
}
