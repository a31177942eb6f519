package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** telegram-bot.md: «Авторизация», with its own words, and contracts/README.md, section 6. */
@ExtendWith(Suite.class)
class BotAuthorizationIT extends BotTestBase {

    private final Telegram person = Telegram.person();

    @Test
    void telegram_firstLoginMakesThePerson_laterOnesRenewTheNames() {
        JsonPath first = person.login()
                .then()
                .statusCode(200)
                .body(shown("""
                {access_token: <text>, token_type: 'bearer', expires_in: 604800,
                 user: {id: <uuid>, telegram_id: %d, username: '%s', first_name: 'Иван', role: 'USER',
                        created_at: <time>}}""", person.id(), person.username()))
                .extract()
                .jsonPath();
        Telegram renamed = new Telegram(person.id(), person.username(), "Пётр", "Иванов");
        JsonPath second = renamed.login().then().statusCode(200).extract().jsonPath();
        assertEquals(first.getString("user.id"), second.getString("user.id"));
        me(second.getString("access_token"))
                .then()
                .statusCode(200)
                .body(shown("""
                {id: '%s', telegram_id: %d, username: '%s', first_name: 'Пётр', last_name: 'Иванов', role: 'USER',
                 is_active: true, created_at: <time>, updated_at: <time>}""", first.getString("user.id"), person.id(), person.username()));
    }

    @Test
    void telegram_takesTheHashInsideToo_andNothingThatIsWrong() {
        Map<String, String> data = person.data(Instant.now());
        String query = Telegram.query(data);
        String hash = Telegram.hash(data);
        Telegram.login(query + "&hash=" + hash, null).then().statusCode(200);
        Telegram.login(query + "&hash=" + hash, hash).then().statusCode(200);

        assertUnauthorized(Telegram.login(query, hash.replace(hash.charAt(0), hash.charAt(0) == '0' ? '1' : '0')));
        assertUnauthorized(Telegram.login(query + "&hash=" + hash, "0".repeat(64)));
        assertUnauthorized(Telegram.login(query + "&query_id=twice", hash));
        assertUnauthorized(Telegram.login(query.replace("signature=", "signature=x"), hash));
        assertUnauthorized(Telegram.login(query, "Привет"));
        for (Duration off : List.of(Duration.ofHours(-25), Duration.ofHours(2))) {
            Map<String, String> late = person.data(Instant.now().plus(off));
            assertUnauthorized(Telegram.login(Telegram.query(late), Telegram.hash(late)));
        }
        Telegram.login(query, null).then().statusCode(not(200));
    }

    @Test
    void username_thatIsTakenGetsASuffix() {
        Someone first = Someone.registered();
        Telegram namesake = new Telegram(person.id(), first.username(), "Иван", "Петров");
        namesake.login()
                .then()
                .statusCode(200)
                .body("user.username", startsWith(first.username()))
                .body("user.username", not(first.username()));
    }

    @Test
    void profile_changesTheFieldsSent() {
        String token = person.login().jsonPath().getString("access_token");
        String renamed = "renamed_" + person.id();
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("first_name", "John", "username", renamed))
                .put(API + "/auth/profile")
                .then()
                .statusCode(200)
                .body(shown("""
                {id: <uuid>, telegram_id: %d, username: '%s', first_name: 'John', last_name: 'Петров', role: 'USER',
                 is_active: true, created_at: <time>, updated_at: <time>}""", person.id(), renamed));
        me(token).then().body("username", is(renamed));
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("username", "admin"))
                .put(API + "/auth/profile")
                .then()
                .statusCode(422)
                .body("error.code", is("VALIDATION_ERROR"))
                .body("error.details.field", is(List.of("username")));
    }

    private Response me(String token) {
        return given().auth().oauth2(token).get(API + "/auth/me");
    }
}
