package io.otklik.identity.api.techsupport;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.otklik.identity.Api;
import io.otklik.identity.account.Accounts;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class SessionTest {

    private static final String NOT_VALID = "{\"detail\":\"Token is invalid or expired\",\"code\":\"token_not_valid\"}";
    private static final String NO_ACCOUNT =
            "{\"detail\":\"Не найдено активной учетной записи с указанными данными\",\"code\":\"no_active_account\"}";

    @Inject
    Accounts accounts;

    @Test
    void login_worksByUsernameAndByEmail_inAnyCase_inEitherField() {
        Api.Someone someone = Api.someone();
        for (String name : List.of(
                someone.username(),
                someone.username().toUpperCase(),
                someone.email(),
                someone.email().toUpperCase())) {
            Api.login(name, Api.PASSWORD).then().statusCode(200);
            Api.post("/api/v1/auth/login", Map.of("email", name, "password", Api.PASSWORD))
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void login_answersExactlyThePair_withTheClaimsThatServicesRead() {
        Api.Someone someone = Api.someone();
        Response login = Api.login(someone.username(), Api.PASSWORD);
        assertEquals(
                java.util.Set.of("access", "refresh"),
                new JsonObject(login.asString()).getMap().keySet());
        JsonObject access = TestTokens.claims(login.path("access"));
        assertEquals("otklik", access.getString("iss"));
        assertEquals(Long.toString(someone.id()), access.getString("sub"));
        assertEquals(someone.username(), access.getString("upn"));
        assertEquals("access", access.getString("typ"));
        assertEquals(1, access.getInteger("ver"));
        assertEquals(600, access.getLong("exp") - access.getLong("iat"));
        JsonObject person = new JsonObject(access.getString("person"));
        assertEquals(someone.id(), person.getLong("id"));
        assertEquals("USER", person.getString("role"));
        JsonObject refresh = TestTokens.claims(login.path("refresh"));
        assertEquals("refresh", refresh.getString("typ"));
        assertEquals(access.getString("sid"), refresh.getString("sid"));
        assertEquals(7 * 24 * 3600, refresh.getLong("exp") - refresh.getLong("iat"));
    }

    @Test
    void login_wrongIsOneAnswer_inRussianAndEnglish() {
        Api.Someone someone = Api.someone();
        Api.login(someone.username(), "Wrong-12345")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(equalTo(NO_ACCOUNT));
        Api.login("nobody-of-this-name", Api.PASSWORD).then().statusCode(401).body(equalTo(NO_ACCOUNT));
        given().contentType(ContentType.JSON)
                .header("Accept-Language", "en")
                .body(Map.of("username", someone.username(), "password", "Wrong-12345"))
                .post("/api/v1/auth/login/")
                .then()
                .statusCode(401)
                .body(
                        equalTo(
                                "{\"detail\":\"No active account found with the given credentials\",\"code\":\"no_active_account\"}"));
    }

    @Test
    void login_withoutFieldsNamesThem() {
        Api.post("/api/v1/auth/login/", "{}")
                .then()
                .statusCode(400)
                .body(equalTo("{\"username\":[\"Это поле обязательно.\"],\"password\":[\"Это поле обязательно.\"]}"));
        Api.post("/api/v1/auth/login/", "{\"email\":5,\"password\":\"a\\u0000\"}")
                .then()
                .statusCode(400)
                .body(
                        equalTo(
                                "{\"email\":[\"Значение должно быть строкой.\"],\"password\":[\"Нулевые символы не допускаются.\"]}"));
    }

    @Test
    void block_endsEveryToken_andAnUnblockDoesNotRaiseThem() throws Throwable {
        Api.Someone someone = Api.someone();
        // They were used before: what is remembered of a token does not keep it alive.
        Api.me(someone.access()).then().statusCode(200);
        Api.verify(someone.refresh()).then().statusCode(200);
        setBlocked(someone, true);
        Api.me(someone.access()).then().statusCode(401).body(equalTo(NOT_VALID));
        Api.verify(someone.access()).then().statusCode(401).body(equalTo(NOT_VALID));
        Api.verify(someone.refresh()).then().statusCode(401).body(equalTo(NOT_VALID));
        Api.refresh(someone.refresh()).then().statusCode(401).body(equalTo(NOT_VALID));
        Api.logout(someone.refresh()).then().statusCode(400);
        Api.login(someone.username(), Api.PASSWORD).then().statusCode(401).body(equalTo(NO_ACCOUNT));
        setBlocked(someone, false);
        Api.me(someone.access()).then().statusCode(401).body(equalTo(NOT_VALID));
        Api.refresh(someone.refresh()).then().statusCode(401).body(equalTo(NOT_VALID));
        Api.login(someone.username(), Api.PASSWORD).then().statusCode(200);
    }

    @Test
    void refresh_rotates_andReuseEndsTheFamily() {
        Api.Someone someone = Api.someone();
        Response second = Api.refresh(someone.refresh());
        second.then().statusCode(200);
        assertNotEquals(someone.refresh(), second.path("refresh"));
        Api.me(second.path("access")).then().statusCode(200);
        Api.verify(second.path("refresh")).then().statusCode(200);
        Api.verify(someone.refresh()).then().statusCode(401);

        Api.refresh(someone.refresh()).then().statusCode(401).body(equalTo(NOT_VALID));
        Api.refresh(second.path("refresh")).then().statusCode(401).body(equalTo(NOT_VALID));
        Api.verify(second.path("refresh")).then().statusCode(401).body(equalTo(NOT_VALID));
        // Another login is another family.
        Api.login(someone.username(), Api.PASSWORD).then().statusCode(200);
    }

    @Test
    void refresh_reuseLeavesOtherSessionsAlone() {
        Api.Someone someone = Api.someone();
        String other = Api.login(someone.username(), Api.PASSWORD).path("refresh");
        Api.refresh(someone.refresh()).then().statusCode(200);
        Api.refresh(someone.refresh()).then().statusCode(401);
        Api.refresh(other).then().statusCode(200);
    }

    @Test
    void refresh_twoAtOnce_oneWins_andTheFamilyIsDead() throws Exception {
        for (int round = 0; round < 5; round++) {
            Api.Someone someone = Api.someone();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Response>> attempts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                attempts.add(threads.submit(() -> {
                    start.await();
                    return Api.refresh(someone.refresh());
                }));
            }
            start.countDown();
            List<Response> won = new ArrayList<>();
            for (Future<Response> attempt : attempts) {
                if (attempt.get().statusCode() == 200) {
                    won.add(attempt.get());
                } else {
                    attempt.get().then().statusCode(401).body(equalTo(NOT_VALID));
                }
            }
            threads.shutdown();
            assertEquals(1, won.size());
            Api.refresh(won.get(0).path("refresh")).then().statusCode(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token/refresh", "logout"})
    void refreshAndLogout_missingOrMistypedFieldIs400(String method) {
        Api.post("/api/v1/auth/" + method + "/", "{}")
                .then()
                .statusCode(400)
                .body(equalTo("{\"refresh\":[\"Это поле обязательно.\"]}"));
        Api.post("/api/v1/auth/" + method + "/", "{\"refresh\":17}")
                .then()
                .statusCode(400)
                .body(equalTo("{\"refresh\":[\"Значение должно быть строкой.\"]}"));
        Api.post("/api/v1/auth/" + method + "/", "{\"refresh\":\"\"}")
                .then()
                .statusCode(400)
                .body(equalTo("{\"refresh\":[\"Это поле не может быть пустым.\"]}"));
    }

    @Test
    void refresh_takesNoAccessToken_norRubbish() {
        Api.Someone someone = Api.someone();
        Api.refresh(someone.access()).then().statusCode(401).body(equalTo(NOT_VALID));
        Api.refresh("rubbish")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(equalTo(NOT_VALID));
        Api.refresh("x".repeat(100_000)).then().statusCode(401).body(equalTo(NOT_VALID));
    }

    @Test
    void logout_needsOnlyTheRefreshToken_andEndsTheFamily() {
        Api.Someone someone = Api.someone();
        Response out = Api.logout(someone.refresh());
        out.then().statusCode(205);
        assertEquals("", out.asString());
        Api.refresh(someone.refresh()).then().statusCode(401);
        Api.logout(someone.refresh())
                .then()
                .statusCode(400)
                .body(equalTo("{\"refresh\":[\"Токен недействителен или просрочен.\"]}"));
    }

    @Test
    void logout_withAnythingElseIs400() {
        Api.Someone someone = Api.someone();
        for (String token : List.of("rubbish", someone.access(), TestTokens.tampered(someone.refresh()))) {
            Api.logout(token)
                    .then()
                    .statusCode(400)
                    .body(equalTo("{\"refresh\":[\"Токен недействителен или просрочен.\"]}"));
        }
        Api.verify(someone.refresh()).then().statusCode(200);
    }

    @Test
    void verify_takesBothTypes_andNothingElse() {
        Api.Someone someone = Api.someone();
        Api.verify(someone.access()).then().statusCode(200).body(equalTo("{}"));
        Api.verify(someone.refresh()).then().statusCode(200).body(equalTo("{}"));
        Response bad = Api.verify(TestTokens.tampered(someone.access()));
        bad.then().statusCode(401).contentType(containsString("application/json"));
        assertEquals(NOT_VALID, bad.asString());
        Api.post("/api/v1/auth/token/verify/", "{}")
                .then()
                .statusCode(400)
                .body(equalTo("{\"token\":[\"Это поле обязательно.\"]}"));
    }

    private void setBlocked(Api.Someone someone, boolean blocked) throws Throwable {
        assertEquals(
                blocked,
                VertxContextSupport.subscribeAndAwait(() -> accounts.setBlocked(someone.id(), blocked, 0))
                        .blocked());
    }
}
