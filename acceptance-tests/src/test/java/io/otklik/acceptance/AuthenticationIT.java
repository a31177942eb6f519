package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** techsupport-v1.md, „Аутентификация“. */
@ExtendWith(Suite.class)
class AuthenticationIT {

    private static final String LOGIN = "/api/v1/auth/login/";
    private static final String LOGOUT = "/api/v1/auth/logout/";
    private static final String REFRESH = "/api/v1/auth/token/refresh/";
    private static final String VERIFY = "/api/v1/auth/token/verify/";

    @Test
    void login_answersThePair() {
        Someone person = Someone.registered();
        post(LOGIN, Map.of("username", person.username(), "password", person.password()))
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body(shown("{access: <text>, refresh: <text>}"));
    }

    @Test
    void login_takesTheEmailToo_andMindsNoCase() {
        Someone person = Someone.registered();
        for (Map<String, String> body : List.of(
                Map.of("username", person.email(), "password", person.password()),
                Map.of("email", person.email(), "password", person.password()),
                Map.of("username", person.username().toUpperCase(Locale.ROOT), "password", person.password()))) {
            post(LOGIN, body).then().statusCode(200).body(shown("{access: <text>, refresh: <text>}"));
        }
    }

    @Test
    void login_ofNobodyOrWithAWrongPasswordIsRefusedAlike() {
        Someone person = Someone.registered();
        post(LOGIN, Map.of("username", person.username(), "password", "Sunflower_78"))
                .then()
                .spec(Refused.NO_ACCOUNT);
        post(LOGIN, Map.of("username", "nobody.at.all", "password", "Sunflower_77"))
                .then()
                .spec(Refused.NO_ACCOUNT);
        given().header("Accept-Language", "en")
                .contentType(ContentType.JSON)
                .body(Map.of("username", person.username(), "password", "Sunflower_78"))
                .post(LOGIN)
                .then()
                .statusCode(401)
                .body(shown(
                        "{detail: 'No active account found with the given credentials', code: 'no_active_account'}"));
    }

    @Test
    void login_withoutItsFieldsNamesThem() {
        post(LOGIN, Map.of())
                .then()
                .spec(invalid("{username: ['Это поле обязательно.'], password: ['Это поле обязательно.']}"));
    }

    @Test
    void logout_endsTheRefreshToken() {
        Someone person = Someone.registered();
        post(LOGOUT, Map.of("refresh", person.refresh()))
                .then()
                .statusCode(205)
                .header("Content-Type", nullValue())
                .body(emptyString());
        post(REFRESH, Map.of("refresh", person.refresh())).then().spec(Refused.BAD_TOKEN);
        post(LOGOUT, Map.of("refresh", person.refresh()))
                .then()
                .spec(invalid("{refresh: ['Токен недействителен или просрочен.']}"));
    }

    @Test
    void logout_withoutAGoodTokenIsRefused() {
        post(LOGOUT, Map.of()).then().spec(invalid("{refresh: ['Это поле обязательно.']}"));
        post(LOGOUT, Map.of("refresh", "x")).then().spec(invalid("{refresh: ['Токен недействителен или просрочен.']}"));
        post(LOGOUT, Map.of("refresh", Someone.registered().token()))
                .then()
                .spec(invalid("{refresh: ['Токен недействителен или просрочен.']}"));
    }

    @Test
    void refresh_answersANewPair_andTheOldTokenIsDead() {
        Someone person = Someone.registered();
        Someone refreshed = refreshed(person);
        refreshed.request().get("/api/v1/users/me/").then().statusCode(200).body("id", is((int) person.id()));
        post(REFRESH, Map.of("refresh", person.refresh())).then().spec(Refused.BAD_TOKEN);
    }

    @Test
    void refresh_withAUsedTokenKillsTheWholeFamily_butNoOtherLogin() {
        Someone person = Someone.registered();
        Someone elsewhere = Someone.login(person.id(), person.username(), person.email(), person.password());
        Someone refreshed = refreshed(person);
        post(REFRESH, Map.of("refresh", person.refresh())).then().spec(Refused.BAD_TOKEN);
        post(REFRESH, Map.of("refresh", refreshed.refresh())).then().spec(Refused.BAD_TOKEN);
        post(REFRESH, Map.of("refresh", elsewhere.refresh())).then().statusCode(200);
    }

    @Test
    void refresh_withAnythingElseIsRefused() {
        post(REFRESH, Map.of("refresh", Someone.registered().token())).then().spec(Refused.BAD_TOKEN);
        post(REFRESH, Map.of("refresh", "x")).then().spec(Refused.BAD_TOKEN);
        post(REFRESH, Map.of()).then().spec(invalid("{refresh: ['Это поле обязательно.']}"));
    }

    @Test
    void verify_acceptsAnyOfOurTokens() {
        Someone person = Someone.registered();
        post(VERIFY, Map.of("token", person.token())).then().statusCode(200).body(shown("{}"));
        post(VERIFY, Map.of("token", person.refresh())).then().statusCode(200).body(shown("{}"));
    }

    @Test
    void verify_refusesOthersWithTheDocumentsBody_inEveryLanguage() {
        post(VERIFY, Map.of("token", "x")).then().spec(Refused.BAD_TOKEN);
        given().header("Accept-Language", "en")
                .contentType(ContentType.JSON)
                .body(Map.of("token", "x"))
                .post(VERIFY)
                .then()
                .spec(Refused.BAD_TOKEN);
        post(VERIFY, Map.of()).then().spec(invalid("{token: ['Это поле обязательно.']}"));
    }

    @Test
    void token_ofRefreshingOpensNothing() {
        Someone person = Someone.registered();
        given().auth().oauth2(person.refresh()).get("/api/v1/users/me/").then().spec(Refused.BAD_TOKEN);
    }

    @Test
    void token_missingIsSaidInTheAskersLanguage() {
        given().get("/api/v1/tickets/").then().spec(Refused.NO_TOKEN);
        given().header("Accept-Language", "en-US,en;q=0.9")
                .get("/api/v1/tickets/")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(shown("{detail: 'Authentication credentials were not provided.'}"));
    }

    private static Someone refreshed(Someone person) {
        var pair = post(REFRESH, Map.of("refresh", person.refresh()))
                .then()
                .statusCode(200)
                .body(shown("{access: <text>, refresh: <text>}"))
                .body("access", not(person.token()))
                .body("refresh", not(person.refresh()))
                .extract()
                .jsonPath();
        return new Someone(
                person.id(),
                person.username(),
                person.email(),
                person.password(),
                pair.getString("access"),
                pair.getString("refresh"));
    }

    private static Response post(String path, Map<String, ?> body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }
}
