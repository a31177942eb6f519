package io.otklik.identity.api.techsupport;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.otklik.identity.Api;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class OutageTest {

    private static final String UNAVAILABLE = "{\"detail\":\"Сервис временно недоступен. Повторите позже.\"}";

    @Test
    void databaseAway_is503InTheContractsShape_andHealsByItself() {
        Api.Someone someone = Api.someone();
        RealParts.postgres().stop();
        try {
            Api.me(someone.access())
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "1")
                    .time(lessThan(10_000L))
                    .body(equalTo(UNAVAILABLE));
            Api.login(someone.username(), Api.PASSWORD)
                    .then()
                    .statusCode(503)
                    .time(lessThan(10_000L))
                    .body(equalTo(UNAVAILABLE));
            Api.refresh(someone.refresh()).then().statusCode(503).body(equalTo(UNAVAILABLE));
            Api.register(Api.freshName(), Api.freshName() + "@example.com", Api.PASSWORD)
                    .then()
                    .statusCode(503)
                    .body(equalTo(UNAVAILABLE));
            // A bad token needs no database to be known as bad.
            Api.me("rubbish").then().statusCode(401);
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/.well-known/jwks.json").then().statusCode(200);
        } finally {
            RealParts.postgres().start();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Api.me(someone.access()).statusCode() == 200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        Api.refresh(someone.refresh()).then().statusCode(200);
    }
}
