package io.otklik.acceptance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** telegram-bot.md: «Коды ошибок», with its own words, and contracts/README.md, section 6. */
@ExtendWith(Suite.class)
class BotErrorsIT extends BotTestBase {

    private final Someone user = Someone.registered();

    @Test
    void error_isTheEnvelopeEverywhere() {
        user.request()
                .body(Map.of("description", "Без заголовка"))
                .post(TICKETS)
                .then()
                .statusCode(422)
                .body("error.code", is("VALIDATION_ERROR"))
                .body("error.message", is("Некорректные данные"))
                .body("error.details.field", hasItem("title"));
        user.request().get(TICKETS + "/" + NOBODY).then().spec(REFUSED.notFound());
        user.request().get(API + "/nothing").then().spec(REFUSED.notFound());
        user.request()
                .patch(TICKETS)
                .then()
                .spec(REFUSED.with(405, "METHOD_NOT_ALLOWED", "Метод не разрешен."))
                .header("Allow", containsString("POST"));
        user.request().get(API + "/users").then().spec(REFUSED.forbidden());
        given().get(TICKETS).then().spec(REFUSED.noToken());
        given().header("Authorization", "Bearer x").get(TICKETS).then().spec(REFUSED.badToken());
    }

    @Test
    void host_ofTheBotIsTheBot() {
        given().header("Host", "api.yourbot.com")
                .header("Authorization", "Bearer " + user.token())
                .get("/api/v1/auth/me")
                .then()
                .statusCode(200)
                .body("username", is(user.username()));
        given().header("Host", "api.yourbot.com").get("/api/v1/auth/me").then().spec(REFUSED.noToken());
        given().header("Host", "api.yourbot.com").get("/api/v1/nothing").then().spec(REFUSED.notFound());
    }
}
