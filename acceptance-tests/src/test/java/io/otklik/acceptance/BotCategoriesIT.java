package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.shown;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** telegram-bot.md: «Категории», with its own words, and contracts/README.md, section 6. */
@ExtendWith(Suite.class)
class BotCategoriesIT extends BotTestBase {

    private final Someone admin = Someone.admin();

    @Test
    void category_isMadeChangedListedAndDeleted() {
        String name = "Категория " + UUID.randomUUID();
        String id = admin.request()
                .body(Map.of(
                        "name", name,
                        "description", "Описание категории",
                        "icon", "🆕",
                        "color", "#45b7d1",
                        "sort_order", 10))
                .post(API + "/categories")
                .then()
                .statusCode(201)
                .body(shown("""
                {id: <uuid>, name: '%s', description: 'Описание категории', icon: '🆕', color: '#45b7d1',
                 is_active: true, sort_order: 10}""", name))
                .extract()
                .jsonPath()
                .getString("id");
        String inactive = """
                {id: '%s', name: '%s', description: 'Описание категории', icon: '🆕', color: '#45b7d1',
                 is_active: false, sort_order: 10}""".formatted(id, name);
        admin.request()
                .body(Map.of("is_active", false))
                .put(API + "/categories/" + id)
                .then()
                .statusCode(200)
                .body(shown(inactive));
        Someone user = Someone.registered();
        user.request().get(API + "/categories").then().statusCode(200).body("id", hasItem(id));
        user.request().get("/api/v1/tickets/categories/").then().body("name", not(hasItem(name)));
        user.request()
                .body(Map.of("title", "Т", "description", "Т", "category_id", id))
                .post(TICKETS)
                .then()
                .statusCode(422)
                .body("error.details.field", is(List.of("category_id")));
        admin.request().delete(API + "/categories/" + id).then().statusCode(204);
        user.request().get(API + "/categories").then().body("id", not(hasItem(id)));
        admin.request().delete(API + "/categories/" + id).then().spec(REFUSED.notFound());
    }
}
