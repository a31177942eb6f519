package io.otklik.identity.api.bot;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.Role;
import io.otklik.identity.AdministratorTestBase;
import io.otklik.identity.Api;
import io.otklik.identity.StandInTickets;
import io.otklik.identity.Telegram;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of people, and what they did. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(StandInTickets.class)
class BotUserListTest extends AdministratorTestBase {

    @Inject
    Pool pool;

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
        Api.Someone helper = someone(Role.SUPPORT);
        Api.Someone moderator = someone(Role.MODERATOR);
        Api.Someone blocked = Api.someone();
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
}
