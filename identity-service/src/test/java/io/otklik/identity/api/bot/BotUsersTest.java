package io.otklik.identity.api.bot;

import static io.otklik.identity.api.bot.BotTestBase.invalid;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Role;
import io.otklik.identity.AdministratorTestBase;
import io.otklik.identity.Api;
import io.otklik.identity.StandInTickets;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles and blocks that the administrator sets, and who may. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(StandInTickets.class)
class BotUsersTest extends AdministratorTestBase {

    private static final String FORBIDDEN = "{\"error\":{\"code\":\"FORBIDDEN\",\"message\":\"%s\",\"details\":[]}}";
    private static final String NO_RIGHTS =
            FORBIDDEN.formatted("У вас недостаточно прав для выполнения данного действия.");

    @Test
    void access_isByRole() throws Throwable {
        Api.Someone user = Api.someone();
        Api.Someone helper = someone(Role.SUPPORT);
        Api.Someone moderator = someone(Role.MODERATOR);
        String path = "/bot/api/v1/users/" + uuid(user);
        given().get("/bot/api/v1/users").then().statusCode(401).body("error.code", is("UNAUTHORIZED"));
        given().put(path + "/role").then().statusCode(401);
        given().put(path + "/status").then().statusCode(401);
        for (Api.Someone someone : List.of(user, helper)) {
            Api.authorized(someone.access())
                    .get("/bot/api/v1/users")
                    .then()
                    .statusCode(403)
                    .body(equalTo(NO_RIGHTS));
        }
        Api.authorized(moderator.access()).get("/bot/api/v1/users/").then().statusCode(200);
        for (Api.Someone someone : List.of(user, helper, moderator)) {
            put(someone, path + "/role", "{").then().statusCode(403).body(equalTo(NO_RIGHTS));
            put(someone, path + "/status", "{").then().statusCode(403).body(equalTo(NO_RIGHTS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELPER", "MODERATOR", "ADMIN"})
    void role_isSet_andAnswersTheWholeUser(String role) {
        Api.Someone someone = Api.someone();
        StandInTickets.knows(someone.id(), 3, "2026-01-02T15:00:00Z");
        String path = "/bot/api/v1/users/" + uuid(someone) + "/role/";
        Response answer = put(admin, path, "{\"role\":\"" + role + "\"}");
        answer.then().statusCode(200).body("role", is(role));
        assertEquals(whole(someone, "3", "\"2026-01-02T15:00:00Z\""), answer.asString());
        // Also an administrator's.
        put(admin, path, "{\"role\":\"USER\",\"is_active\":false}")
                .then()
                .statusCode(200)
                .body("role", is("USER"))
                .body("is_active", is(true));
    }

    @Test
    void status_blocksAndUnblocks_andEndsTokens() {
        Api.Someone someone = Api.someone();
        String path = "/bot/api/v1/users/" + uuid(someone) + "/status";
        put(admin, path, "{\"is_active\":false}")
                .then()
                .statusCode(200)
                .body("id", is(uuidIn(path)))
                .body("is_active", is(false));
        Api.authorized(someone.access())
                .get("/bot/api/v1/auth/me")
                .then()
                .statusCode(401)
                .body("error.code", is("UNAUTHORIZED"));
        Api.refresh(someone.refresh()).then().statusCode(401);
        Api.login(someone.username(), Api.PASSWORD).then().statusCode(401);
        Response active = put(admin, path, "{\"is_active\":true}");
        active.then().statusCode(200).body("is_active", is(true));
        assertEquals(whole(someone, "0", "null"), active.asString());
        Api.login(someone.username(), Api.PASSWORD).then().statusCode(200);
        Api.me(someone.access()).then().statusCode(401);
    }

    @Test
    void roleAndStatus_withTicketServiceAway_areSet_andWhatThePersonDidIsNull() {
        Api.Someone someone = Api.someone();
        String path = "/bot/api/v1/users/" + uuid(someone);
        StandInTickets.answer(500);
        try {
            Response role = put(admin, path + "/role", "{\"role\":\"HELPER\"}");
            role.then().statusCode(200).body("role", is("HELPER"));
            assertEquals(whole(someone, "null", "null"), role.asString());
            put(admin, path + "/status", "{\"is_active\":false}")
                    .then()
                    .statusCode(200)
                    .body("is_active", is(false))
                    .body("tickets_count", nullValue())
                    .body("last_activity", nullValue());
        } finally {
            StandInTickets.answer(200);
        }
        Api.me(someone.access()).then().statusCode(401);
    }

    @Test
    void onesOwnRoleAndStatus_are403_whateverTheBody() {
        String path = "/bot/api/v1/users/" + uuid(admin);
        for (String body : List.of("{\"role\":\"USER\"}", "{}", "{")) {
            put(admin, path + "/role", body)
                    .then()
                    .statusCode(403)
                    .body(equalTo(FORBIDDEN.formatted("Нельзя изменить собственную роль.")));
        }
        for (String body : List.of("{\"is_active\":true}", "{}", "[]")) {
            put(admin, path + "/status", body)
                    .then()
                    .statusCode(403)
                    .body(equalTo(FORBIDDEN.formatted("Нельзя изменить собственный статус.")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0192f6a0-0000-7000-8000-000000000000", "7", "abc", "99999999999999999999"})
    void unknownPerson_is404_beforeTheBody(String id) {
        for (String what : List.of("role", "status")) {
            put(admin, "/bot/api/v1/users/" + id + "/" + what, "{")
                    .then()
                    .statusCode(404)
                    .body(equalTo("{\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"Не найдено.\",\"details\":[]}}"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "role; {}; Это поле обязательно.",
                "role; {\"role\":null}; Это поле не может быть пустым.",
                "role; {\"role\":1}; Значение должно быть строкой.",
                "role; {\"role\":\"support\"}; Недопустимое значение. Возможные значения: USER, HELPER, MODERATOR, ADMIN",
                "status; {}; Это поле обязательно.",
                "status; {\"is_active\":null}; Это поле не может быть пустым.",
                "status; {\"is_active\":\"false\"}; Значение должно быть true или false.",
                "status; {\"is_active\":0}; Значение должно быть true или false."
            })
    void badBody_is422_andChangesNothing(String what, String body, String message) {
        Api.Someone someone = Api.someone();
        String field = what.equals("role") ? "role" : "is_active";
        String path = "/bot/api/v1/users/" + uuid(someone) + "/" + what;
        put(admin, path, body).then().statusCode(422).body(equalTo(invalid(field, message)));
        put(admin, path, "nonsense").then().statusCode(400).body("error.code", is("BAD_REQUEST"));
        Api.authorized(admin.access())
                .contentType(ContentType.TEXT)
                .body("{}")
                .put(path)
                .then()
                .statusCode(415);
        Api.authorized(admin.access()).post(path).then().statusCode(405).body("error.code", is("METHOD_NOT_ALLOWED"));
        Api.me(someone.access()).then().statusCode(200).body("role", is("user"));
    }

    private static Response put(Api.Someone by, String path, String body) {
        return Api.authorized(by.access())
                .contentType(ContentType.JSON)
                .body(body)
                .put(path);
    }

    /** His user object with what he did. */
    private static String whole(Api.Someone someone, String tickets, String lastActivity) {
        String access = Api.login(someone.username(), Api.PASSWORD).path("access");
        return Api.authorized(access)
                .get("/bot/api/v1/auth/me")
                .asString()
                .replaceFirst("}$", ",\"tickets_count\":" + tickets + ",\"last_activity\":" + lastActivity + "}");
    }

    private static String uuid(Api.Someone someone) {
        return Api.authorized(someone.access()).get("/bot/api/v1/auth/me").path("id");
    }

    private static String uuidIn(String path) {
        return path.split("/")[5];
    }
}
