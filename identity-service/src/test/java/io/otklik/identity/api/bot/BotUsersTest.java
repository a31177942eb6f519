package io.otklik.identity.api.bot;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.Role;
import io.otklik.identity.Api;
import io.otklik.identity.StandInTickets;
import io.otklik.identity.Telegram;
import io.otklik.identity.account.Accounts;
import io.otklik.identity.account.RoleChange;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(StandInTickets.class)
class BotUsersTest {

    private static final String FORBIDDEN = "{\"error\":{\"code\":\"FORBIDDEN\",\"message\":\"%s\",\"details\":[]}}";
    private static final String NO_RIGHTS =
            FORBIDDEN.formatted("У вас недостаточно прав для выполнения данного действия.");

    @Inject
    Accounts accounts;

    @Inject
    Pool pool;

    private Api.Someone admin;

    @BeforeEach
    void login() {
        admin = Api.admin();
    }

    @Test
    void list_isAPage_newestFirst_withWhatPeopleDid() {
        long telegramId = Telegram.freshId();
        String token = Telegram.login(Telegram.data(telegramId, "John", "Doe", "john_listed"))
                .path("access_token");
        int id = Api.me(token).path("id");
        StandInTickets.knows(id, 5, "2026-01-02T15:00:00Z");
        StandInTickets.forgetCalls();
        Response page = list("?size=1");
        page.then().statusCode(200);
        int total = page.path("total");
        String expected =
                "{\"items\":[{\"id\":\"%s\",\"telegram_id\":%d,\"username\":\"john_listed\",\"first_name\":\"John\","
                        + "\"role\":\"USER\",\"is_active\":true,\"created_at\":\"%s\",\"tickets_count\":5,"
                        + "\"last_activity\":\"2026-01-02T15:00:00Z\"}],\"total\":%d,\"page\":1,\"size\":1,\"pages\":%d}";
        assertEquals(
                expected.formatted(
                        page.path("items[0].id"), telegramId, page.path("items[0].created_at"), total, total),
                page.asString());
        assertEquals(List.of(Integer.toString(id)), StandInTickets.asked());
    }

    @Test
    void list_asksForTheWholePageAtOnce_andShowsThoseWhoDidNothing() {
        for (int i = 0; i < 5; i++) {
            Api.register(Api.freshName(), Api.freshName() + "@example.com", Api.PASSWORD)
                    .then()
                    .statusCode(201);
        }
        StandInTickets.forgetCalls();
        list("?size=5")
                .then()
                .statusCode(200)
                .body("items.tickets_count", everyItem(is(0)))
                .body("items.last_activity", everyItem(is((Object) null)));
        assertEquals(1, StandInTickets.asked().size());
        StandInTickets.forgetCalls();
        list("?page=1000").then().statusCode(200).body("items", is(List.of())).body("page", is(1000));
        assertEquals(0, StandInTickets.asked().size());
    }

    @Test
    void list_pagesWithoutGapOrRepeat() {
        for (int i = 0; i < 3; i++) {
            Api.register(Api.freshName(), Api.freshName() + "@example.com", Api.PASSWORD)
                    .then()
                    .statusCode(201);
        }
        int total = list("?size=1").path("total");
        List<String> all = list("?size=100").path("items.id");
        List<String> paged = new ArrayList<>();
        int pages = list("?size=2").path("pages");
        assertEquals((total + 1) / 2, pages);
        for (int page = 1; page <= pages; page++) {
            paged.addAll(list("?size=2&page=" + page).path("items.id"));
        }
        assertEquals(all, paged);
    }

    @Test
    void list_filtersByRole_andByActivity() throws Throwable {
        Api.Someone helper = Api.someone();
        Api.Someone moderator = Api.someone();
        Api.Someone blocked = Api.someone();
        give(helper, Role.SUPPORT);
        give(moderator, Role.MODERATOR);
        assertTrue(VertxContextSupport.subscribeAndAwait(() -> accounts.setBlocked(blocked.id(), true, 0))
                .blocked());
        list("?role=HELPER&size=100")
                .then()
                .body("items.role", everyItem(is("HELPER")))
                .body("items.username", hasItem(helper.username()));
        list("?role=MODERATOR&size=100")
                .then()
                .body("items.role", everyItem(is("MODERATOR")))
                .body("items.username", hasItem(moderator.username()));
        list("?role=ADMIN").then().body("items.username", is(List.of("admin")));
        list("?is_active=false&size=100")
                .then()
                .body("items.is_active", everyItem(is(false)))
                .body("items.username", hasItem(blocked.username()));
        list("?is_active=true&role=USER&size=100")
                .then()
                .body("items.is_active", everyItem(is(true)))
                .body("items.role", everyItem(is("USER")))
                .body("items.username", not(hasItem(blocked.username())));
    }

    @Test
    void list_searchesNamesAndUsernames_inAnyCase() {
        Telegram.login(Telegram.data(Telegram.freshId(), "Святослав", "Рерих-Ковалевский", "svyat_100%_r"))
                .then()
                .statusCode(200);
        Telegram.login(Telegram.data(Telegram.freshId(), "Ada", "Lovelace", "engine_one"))
                .then()
                .statusCode(200);
        found("рерих", "Святослав");
        found("СВЯТОСЛАВ РЕР", "Святослав");
        found("lace", "Ada");
        found(" NGINE_O ", "Ada");
        found("engine%one");
        found("nobody at all");
        found("\\");
        list("?search=lace&role=ADMIN")
                .then()
                .statusCode(200)
                .body("total", is(0))
                .body("pages", is(0));
    }

    @Test
    void search_goesByTheIndex() {
        StringBuilder plan = new StringBuilder();
        var explained = pool.withConnection(connection -> connection
                        .query("set enable_seqscan = off")
                        .execute()
                        .chain(() -> connection
                                .query(
                                        "explain select p.id from person p where p.username ilike '%engine%' or"
                                                + " (coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, '')) ilike '%engine%'")
                                .execute())
                        .call(() -> connection.query("reset enable_seqscan").execute()))
                .await()
                .indefinitely();
        for (Row row : explained) {
            plan.append(row.getString(0)).append('\n');
        }
        assertTrue(plan.toString().contains("Bitmap Index Scan on person_search"), plan::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "role, user",
        "role, BOSS",
        "is_active, yes",
        "page, 0",
        "page, x",
        "size, 0",
        "size, 101",
        "size, 99999999999999999999",
        "search, %00",
        "search, %20"
    })
    void list_badFilter_is422(String name, String value) {
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + admin.access())
                .get("/bot/api/v1/users?" + name + "=" + value)
                .then()
                .statusCode(422)
                .body("error.code", is("VALIDATION_ERROR"))
                .body("error.details.field", is(List.of(name)));
    }

    @Test
    void list_withTicketServiceAway_is503() {
        StandInTickets.answer(500);
        try {
            list("").then()
                    .statusCode(503)
                    .body(
                            equalTo(
                                    "{\"error\":{\"code\":\"SERVICE_UNAVAILABLE\",\"message\":\"Сервис временно недоступен. Повторите позже.\",\"details\":[]}}"));
        } finally {
            StandInTickets.answer(200);
        }
        list("").then().statusCode(200);
    }

    @Test
    void access_isByRole() throws Throwable {
        Api.Someone user = Api.someone();
        Api.Someone helper = Api.someone();
        Api.Someone moderator = Api.someone();
        give(helper, Role.SUPPORT);
        give(moderator, Role.MODERATOR);
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
        put(admin, path, body)
                .then()
                .statusCode(422)
                .body(equalTo(("{\"error\":{\"code\":\"VALIDATION_ERROR\",\"message\":\"Некорректные данные\","
                                + "\"details\":[{\"field\":\"%s\",\"message\":\"%s\"}]}}")
                        .formatted(field, message)));
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

    private void found(String search, String... firstNames) {
        list("?search=" + URLEncoder.encode(search, StandardCharsets.UTF_8))
                .then()
                .statusCode(200)
                .body("items.first_name", is(List.of(firstNames)))
                .body("total", is(firstNames.length));
    }

    private Response list(String query) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + admin.access())
                .get("/bot/api/v1/users" + query);
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

    private void give(Api.Someone someone, Role role) throws Throwable {
        assertEquals(
                role,
                VertxContextSupport.subscribeAndAwait(
                                () -> accounts.changeRole(new RoleChange(someone.id(), role, admin.id(), true)))
                        .role());
    }
}
