package io.otklik.notification.socket;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.notification.SocketClient;
import io.otklik.notification.Suite;
import io.otklik.standalone.RealParts;
import io.quarkus.runtime.shutdown.ShutdownRecorder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One test only: the service does not come back from it. */
@QuarkusTest
@TestProfile(StopTest.OnItsOwn.class)
@WithTestResource(RealParts.class)
class StopTest {

    /** Nothing but that it is another one: so the other tests have a service of theirs. */
    public static class OnItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("otklik.sockets.per-person", "7");
        }
    }

    @Test
    void stop_saysSoAndClosesSocketsWith1012WhileRequestsAreAnswered() throws Exception {
        Suite suite = Suite.get();
        PersonState person = suite.person(Role.USER);
        try (SocketClient socket = SocketClient.connect("/ws/notifications/?token=" + suite.people.token(person))) {
            await().atMost(Suite.LIMIT).until(socket::isOpen);
            CompletableFuture<Void> stop = CompletableFuture.runAsync(ShutdownRecorder::runShutdown);
            assertEquals(1012, socket.awaitClose(Suite.LIMIT));
            RestAssured.get("/q/health/ready").then().statusCode(503);
            RestAssured.given()
                    .header("Authorization", suite.bearer(person))
                    .get("/api/v1/notifications/")
                    .then()
                    .statusCode(200)
                    .header("Connection", "close");
            stop.get(20, TimeUnit.SECONDS);
        }
    }
}
