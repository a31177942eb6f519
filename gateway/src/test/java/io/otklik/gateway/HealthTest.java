package io.otklik.gateway;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HealthTest extends GatewayTestBase {

    @Test
    void readiness_isThatOfAllServices() {
        allAreReady();
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", is("UP"))
                .body(
                        "checks.name",
                        containsInAnyOrder(
                                "identity-service",
                                "ticket-service",
                                "notification-service",
                                "admin-service",
                                "Graceful Shutdown"));
        given().get("/q/health/ready/").then().statusCode(200);
    }

    @Test
    void readiness_namesWhoIsNotReady() {
        ticket.isReady(false);
        admin.stop();
        try {
            await().until(
                            () -> given().get("/q/health/ready").path("checks.findAll { it.status == 'UP' }.size()"),
                            is(3));
            given().get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body("status", is("DOWN"))
                    .body("checks.find { it.name == 'ticket-service' }.status", is("DOWN"))
                    .body("checks.find { it.name == 'ticket-service' }.data.state", is("answers 503"))
                    .body("checks.find { it.name == 'admin-service' }.data.state", is("away"))
                    .body("checks.find { it.name == 'identity-service' }.status", is("UP"))
                    .body("checks.findAll { it.status == 'UP' }.size()", is(3));
        } finally {
            admin.start();
        }
        ticket.isReady(true);
        allAreReady();
    }

    @Test
    void readiness_isNotLookedAtForEveryoneWhoAsks() {
        allAreReady();
        int before = ticket.looks();
        for (int i = 0; i < 100; i++) {
            given().get("/q/health/ready").then().statusCode(200);
        }
        assertThat(ticket.looks() - before, lessThan(50));
    }

    /** What was found counts for a second. */
    private static void allAreReady() {
        await().until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void liveness_asksNobody() {
        ticket.stop();
        try {
            given().get("/q/health/live").then().statusCode(200).body("status", is("UP"));
        } finally {
            ticket.start();
        }
    }
}
