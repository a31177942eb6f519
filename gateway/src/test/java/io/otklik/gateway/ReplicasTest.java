package io.otklik.gateway;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two addresses of each service. */
@QuarkusTest
@TestProfile(ReplicasTest.Two.class)
class ReplicasTest {

    public static class Two implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ServicePorts.class, Map.of(ServicePorts.REPLICAS, "2")));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    private static final Set<String> BOTH = Set.of("ticket", "ticket-2");

    private static final List<TestService> SERVICES = new ArrayList<>();
    private static TestService first;
    private static TestService second;
    private static TestService notification;

    @BeforeAll
    static void startServices() {
        first = TestService.started("ticket", 0);
        second = TestService.started("ticket", 1);
        notification = TestService.started("notification");
        SERVICES.addAll(
                List.of(first, second, notification, TestService.started("identity"), TestService.started("admin")));
    }

    @AfterAll
    static void stopServices() {
        SERVICES.forEach(TestService::close);
    }

    /** Ready, and without connections, so that what is stopped next has none that is about to break. */
    @BeforeEach
    void waitForBoth() {
        first.reset();
        second.reset();
        ticketsAre("ready, ready");
        await().until(() -> !first.isInUse() && !second.isInUse());
    }

    @Test
    void requests_goToAllReplicasInTurn() {
        assertEquals(List.of(10L, 10L), List.copyOf(shares(20).values()));
    }

    @Test
    void readiness_needsOneReplicaOfEachService() {
        second.isReady(false);
        try {
            ticketsAre("ready, answers 503");
            given().get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("checks.find { it.name == 'admin-service' }.data.state", is("ready, away"));
            first.isReady(false);
            ticketsAre("answers 503, answers 503");
            given().get("/q/health/ready").then().statusCode(503);
        } finally {
            first.reset();
            second.reset();
        }
    }

    @Test
    void replicaThatIsNotReady_isPassedOverUntilItIs() {
        second.isReady(false);
        ticketsAre("ready, answers 503");
        assertEquals(Map.of("ticket", 10L), shares(10));
        second.isReady(true);
        ticketsAre("ready, ready");
        assertEquals(BOTH, shares(10).keySet());
    }

    /** Else one that stops meanwhile would be gone before it is passed over. */
    @Test
    void replicaThatHangs_doesNotDelayTheLooksAtTheOther() {
        int more = first.looks() - second.looks();
        second.hangs();
        await().until(() -> first.looks() - second.looks() > more + 1);
    }

    @Test
    void replicasOfWhichNoneIsReady_areTriedAll() {
        first.isReady(false);
        second.isReady(false);
        ticketsAre("answers 503, answers 503");
        assertEquals(BOTH, shares(10).keySet());
    }

    @Test
    void replicaThatRefusesConnections_costsNoRequestAndNoBodyIsSentTwice() {
        Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
        first.will(request -> request.body().onSuccess(body -> {
            sizes.add(body.length());
            request.response().end();
        }));
        second.stop();
        try {
            for (int i = 1; i <= 4; i++) {
                write().body(new byte[i]).post("/api/v1/tickets/").then().statusCode(200);
            }
            for (int i = 1; i <= 4; i++) { // too large to be waited for
                write().contentType("multipart/form-data; boundary=x")
                        .body(new byte[2_000_000 + i])
                        .post("/api/v1/tickets/")
                        .then()
                        .statusCode(200);
            }
            assertEquals(List.of(1, 2, 3, 4, 2_000_001, 2_000_002, 2_000_003, 2_000_004), List.copyOf(sizes));
        } finally {
            second.start();
        }
        first.reset();
        ticketsAre("ready, ready");
        assertEquals(BOTH, shares(10).keySet());
    }

    @Test
    void replicaThatDiesWithAWrite_isNotGivenItAgainAndNeitherIsTheOther() {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        for (TestService replica : List.of(first, second)) {
            replica.will(request -> {
                asked.add(request.uri());
                request.connection().close();
            });
        }
        write().body("x").post("/api/v1/tickets/").then().statusCode(503);
        assertEquals(List.of("/api/v1/tickets/"), List.copyOf(asked));
    }

    @Test
    void allReplicasAway_is503UntilOneIsBack() {
        first.stop();
        second.stop();
        try {
            given().get("/api/v1/tickets/").then().statusCode(503).header("Retry-After", "1");
            write().body(new byte[500_000]).post("/api/v1/tickets/").then().statusCode(503);
        } finally {
            second.start();
        }
        try {
            given().get("/api/v1/tickets/").then().statusCode(200);
        } finally {
            first.start();
        }
    }

    @Test
    void sockets_goToAllReplicasInTurnAndPassOneOverThatIsAway() throws IOException {
        Queue<String> opened = new ConcurrentLinkedQueue<>();
        notification.onSocket(socket -> opened.add("first"));
        try (TestService another = TestService.started("notification", 1)) {
            another.onSocket(socket -> opened.add("second"));
            await().until(() -> stateOf("notification-service"), is("ready, ready"));
            openSockets(4);
            await().until(() -> opened.size() == 4);
            assertEquals(Set.of("first", "second"), Set.copyOf(opened));
        }
        opened.clear();
        openSockets(4);
        await().until(() -> opened.size() == 4);
        assertEquals(Set.of("first"), Set.copyOf(opened));
    }

    private static void openSockets(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            try (RawClient client = new RawClient(GatewayTestBase.port())) {
                assertEquals(
                        101, client.get("/ws/notifications/", RawClient.UPGRADE).status());
            }
        }
    }

    /** Who answers how many of so many reads. */
    private static Map<String, Long> shares(int reads) {
        return Stream.generate(() -> given().get("/api/v1/tickets/")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("service"))
                .limit(reads)
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    /** Without an Idempotency-Key, so that nobody may repeat it. */
    private static RequestSpecification write() {
        return given().header("Authorization", "Bearer t");
    }

    private static void ticketsAre(String states) {
        await().until(() -> stateOf("ticket-service"), is(states));
    }

    private static String stateOf(String service) {
        return given().get("/q/health/ready").path("checks.find { it.name == '" + service + "' }.data.state");
    }
}
