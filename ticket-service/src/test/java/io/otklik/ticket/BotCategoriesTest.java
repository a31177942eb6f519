package io.otklik.ticket;

import static io.otklik.ticket.Bot.BILLING;
import static io.otklik.ticket.Bot.CATEGORIES;
import static io.otklik.ticket.Bot.NOT_FOUND;
import static io.otklik.ticket.Bot.invalid;
import static io.otklik.ticket.Cast.admin;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** telegram-bot.md, „Категории“. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class BotCategoriesTest {

    @Test
    void create_answersTheWholeObject() {
        String name = "Новая " + UUID.randomUUID();
        Response created = as(admin())
                .body("{\"name\":\"" + name + "\",\"description\":\"Описание категории\",\"icon\":\"🆕\","
                        + "\"color\":\"#45B7d1\",\"sort_order\":10,\"id\":\"x\"}")
                .post(CATEGORIES);
        String id = created.jsonPath().getString("id");
        String body = "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"description\":\"Описание категории\","
                + "\"icon\":\"🆕\",\"color\":\"#45b7d1\",\"is_active\":true,\"sort_order\":10}";
        created.then().statusCode(201).body(equalTo(body));

        as(user())
                .get(CATEGORIES)
                .then()
                .statusCode(200)
                .header("X-Total-Count", notNullValue())
                .body("id", hasItem(id))
                .body("find { it.id == '" + id + "' }.icon", is("🆕"));
        as(user()).get(CATEGORIES + "?limit=1").then().body("size()", is(1)).header("Link", notNullValue());
        as(user())
                .get(CATEGORIES + "?limit=0")
                .then()
                .statusCode(422)
                .body(equalTo(invalid("limit", "Допустимы значения от 1 до 500.")));
    }

    @Test
    void update_changesWhatIsSent() {
        String id = create("Меняется " + UUID.randomUUID());
        String name = "Другая " + UUID.randomUUID();
        as(admin())
                .body(Map.of("name", name, "icon", "💳", "color", "#ff6b6b", "description", "Т"))
                .put(CATEGORIES + id)
                .then()
                .statusCode(200);
        as(admin())
                .body("{\"description\":null,\"icon\":null,\"color\":null,\"is_active\":false,\"sort_order\":7}")
                .put(CATEGORIES + id + "/")
                .then()
                .statusCode(200)
                .body(equalTo("{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"description\":null,\"icon\":null,"
                        + "\"color\":null,\"is_active\":false,\"sort_order\":7}"));
        as(admin()).body("{}").put(CATEGORIES + id).then().statusCode(200).body("is_active", is(false));

        as(user()).get(CATEGORIES).then().body("id", hasItem(id));
        as(user()).get("/api/v1/tickets/categories").then().body("name", not(hasItem(name)));
        as(user())
                .body(Map.of("title", "Т", "description", "Т", "category_id", id))
                .post(Bot.TICKETS)
                .then()
                .statusCode(422)
                .body(equalTo(invalid("category_id", "Категория не найдена или недоступна.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \""})
    void emptyTexts_takeAwayWhatACategoryMayLack(String empty) {
        String nothing = "\"description\":" + empty + ",\"icon\":" + empty + ",\"color\":" + empty;
        String id = as(admin())
                .body("{\"name\":\"Пустая " + UUID.randomUUID() + "\"," + nothing + "}")
                .post(CATEGORIES)
                .then()
                .statusCode(201)
                .body("description", nullValue())
                .body("icon", nullValue())
                .body("color", nullValue())
                .extract()
                .jsonPath()
                .getString("id");
        as(admin())
                .body(Map.of("description", "Т", "icon", "💳", "color", "#ff6b6b"))
                .put(CATEGORIES + id)
                .then()
                .statusCode(200)
                .body("color", is("#ff6b6b"));
        as(admin())
                .body("{" + nothing + "}")
                .put(CATEGORIES + id)
                .then()
                .statusCode(200)
                .body("description", nullValue())
                .body("icon", nullValue())
                .body("color", nullValue());
    }

    @Test
    void create_takesNullForWhatHasADefault() {
        as(admin())
                .body("{\"name\":\"Обычная " + UUID.randomUUID() + "\",\"is_active\":null,\"sort_order\":null}")
                .post(CATEGORIES)
                .then()
                .statusCode(201)
                .body("is_active", is(true))
                .body("sort_order", is(100));
    }

    /** Tickets that name no category get it. */
    @Test
    void general_staysAndStaysActive() {
        String general = CATEGORIES + "01990f6e-7c00-7000-8000-0000000000c5";
        String words = "Эту категорию нельзя удалить или отключить: в неё попадают обращения без категории.";
        String refused = "{\"error\":{\"code\":\"VALIDATION_ERROR\",\"message\":\"" + words + "\",\"details\":[]}}";
        as(admin()).delete(general).then().statusCode(422).body(equalTo(refused));
        as(admin())
                .body("{\"is_active\":false,\"sort_order\":7}")
                .put(general)
                .then()
                .statusCode(422)
                .body(equalTo(refused));
        as(admin())
                .delete("/api/v1/admin/tickets/categories/5/")
                .then()
                .statusCode(400)
                .body(equalTo("{\"detail\":\"" + words + "\"}"));
        as(admin())
                .body("{\"is_active\":true,\"sort_order\":5}")
                .put(general)
                .then()
                .statusCode(200)
                .body("is_active", is(true));
        as(user()).body(Map.of("message", "Т")).post("/api/ticket").then().statusCode(201);
        as(user())
                .body(Map.of("title", "Т", "description", "Т"))
                .post("/api/tickets/")
                .then()
                .statusCode(201);
        as(Cast.agent())
                .body(Map.of("title", "Т", "description", "Т"))
                .post("/api/admin/customer-requests/")
                .then()
                .statusCode(201)
                .body("category", is("general"));
    }

    @Test
    void delete_hidesItFromListsAndNewTickets() {
        PersonState owner = user();
        String id = create("Удаляется " + UUID.randomUUID());
        String ticket = as(owner)
                .body(Map.of("title", "Т", "description", "Т", "category_id", id))
                .post(Bot.TICKETS)
                .jsonPath()
                .getString("id");
        as(admin()).delete(CATEGORIES + id + "/").then().statusCode(204).body(equalTo(""));
        as(owner).get(CATEGORIES).then().body("id", not(hasItem(id)));
        as(owner).get(Bot.TICKETS + ticket).then().body("category.id", is(id));
        as(owner).get(Bot.TICKETS + "?category_id=" + id).then().statusCode(422);
        as(owner)
                .body(Map.of("title", "Т", "description", "Т", "category_id", id))
                .post(Bot.TICKETS)
                .then()
                .statusCode(422);
        as(admin()).delete(CATEGORIES + id).then().statusCode(404).body(equalTo(NOT_FOUND));
        as(admin()).body("{}").put(CATEGORIES + id).then().statusCode(404);
    }

    @Test
    void name_isUniqueWithoutRegardToCase() {
        String refused = invalid("name", "Категория с таким названием уже существует.");
        as(admin())
                .body("{\"name\":\"БИЛЛИНГ\"}")
                .post(CATEGORIES)
                .then()
                .statusCode(422)
                .body(equalTo(refused));
        as(admin())
                .body("{\"name\":\"биллинг\"}")
                .put(CATEGORIES + create("Своя " + UUID.randomUUID()))
                .then()
                .statusCode(422)
                .body(equalTo(refused));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name|null|Это поле не может быть пустым.",
                "name|\"аб\"|Убедитесь, что это значение содержит не менее 3 символов.",
                "name|5|Значение должно быть строкой.",
                "name|LONG|Убедитесь, что это значение содержит не более 100 символов.",
                "description|7|Значение должно быть строкой.",
                "description|\"\\u0000\"|Нулевые символы не допускаются.",
                "icon|LONG|Убедитесь, что это значение содержит не более 32 символов.",
                "color|\"red\"|Укажите цвет в виде #rrggbb.",
                "color|\"#45b7d1\\n\"|Укажите цвет в виде #rrggbb.",
                "color|\"#12345\"|Укажите цвет в виде #rrggbb.",
                "is_active|\"true\"|Значение должно быть true или false.",
                "sort_order|-1|Допустимы значения от 0 до 1000000.",
                "sort_order|1.5|Введите правильное число.",
                "sort_order|\"1\"|Введите правильное число.",
            })
    void badField_isRefused(String field, String value, String message) {
        String sent = value.equals("LONG") ? "\"" + "я".repeat(101) + "\"" : value;
        String name = field.equals("name") ? "" : "\"name\":\"Имя " + UUID.randomUUID() + "\",";
        String body = "{" + name + "\"" + field + "\":" + sent + "}";
        as(admin()).body(body).post(CATEGORIES).then().statusCode(422).body(equalTo(invalid(field, message)));
        as(admin()).body(body).put(CATEGORIES + BILLING).then().statusCode(422).body(equalTo(invalid(field, message)));
        as(admin()).body(body).put(CATEGORIES + Bot.missing()).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"is_active", "sort_order"})
    void update_refusesNullForWhatACategoryMustHave(String field) {
        as(admin())
                .body("{\"" + field + "\":null}")
                .put(CATEGORIES + BILLING)
                .then()
                .statusCode(422)
                .body(equalTo(invalid(field, "Это поле не может быть пустым.")));
    }

    @Test
    void create_needsAName() {
        as(admin())
                .body("{}")
                .post(CATEGORIES)
                .then()
                .statusCode(422)
                .body(equalTo(invalid("name", "Это поле обязательно.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "%00", "6d1f7e3e-0000-4000-8000-000000000000"})
    void impossibleId_isNotFound(String id) {
        for (String method : new String[] {"PUT", "DELETE"}) {
            as(admin())
                    .urlEncodingEnabled(false)
                    .body("[]")
                    .request(method, CATEGORIES + id)
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
    }

    private static String create(String name) {
        return as(admin())
                .body(Map.of("name", name))
                .post(CATEGORIES)
                .then()
                .statusCode(201)
                .body("sort_order", is(100))
                .extract()
                .jsonPath()
                .getString("id");
    }
}
