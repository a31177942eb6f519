package io.otklik.acceptance;

import static org.hamcrest.Matchers.is;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the tests of bot have in common. */
abstract class BotTestBase {

    static final String API = "/bot/api/v1";
    static final String TICKETS = API + "/tickets";
    static final String NOBODY = "01900000-0000-7000-8000-000000000000";
    static final Refused.At REFUSED = Refused.at(API + "/");

    static void assertUnauthorized(Response answer) {
        answer.then().statusCode(401).body("error.code", is("UNAUTHORIZED")).body("error.details", is(List.of()));
    }

    static JsonPath newCategory(Someone admin) {
        return admin.posts(
                API + "/categories",
                Map.of("name", "Категория " + UUID.randomUUID(), "icon", "💳", "color", "#ff6b6b"),
                201);
    }

    static String newTicket(Someone owner, String title) {
        String category = owner.reads(API + "/categories").getString("[0].id");
        return owner.posts(TICKETS, Map.of("title", title, "description", "Описание", "category_id", category), 201)
                .getString("id");
    }
}
