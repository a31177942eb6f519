package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.includes;
import static org.hamcrest.Matchers.is;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** telegram-bot.md: «Тикеты», with its own words, and contracts/README.md, section 6. */
@ExtendWith(Suite.class)
class BotTicketsIT extends BotTestBase {

    private Someone owner;
    private Someone helper;
    private Someone admin;
    private JsonPath category;

    @BeforeEach
    void open() {
        owner = Someone.registered();
        helper = Someone.agent();
        admin = Someone.admin();
        category = newCategory(admin);
    }

    @Test
    void ticket_isCreatedListedShownChangedAndDeleted() {
        String ticket = owner.request()
                .body(Map.of(
                        "title", "Проблема с оплатой",
                        "description", "Подробное описание проблемы...",
                        "category_id", category.getString("id"),
                        "priority", "HIGH"))
                .post(TICKETS)
                .then()
                .statusCode(201)
                .body(includes("""
                {id: <uuid>, title: 'Проблема с оплатой', description: 'Подробное описание проблемы...',
                 status: 'OPEN', priority: 'HIGH', category_id: '%s', user_id: '%s', created_at: <time>}""", category.getString("id"), owner.uuid()))
                .extract()
                .jsonPath()
                .getString("id");
        owner.request()
                .get(TICKETS)
                .then()
                .statusCode(200)
                .body(includes(
                        """
                {items: [{id: '%s', title: 'Проблема с оплатой', description: 'Подробное описание проблемы...',
                  status: 'OPEN', priority: 'HIGH', category: {id: '%s', name: '%s', icon: '💳'},
                  user: {id: '%s', first_name: '%s', username: '%s'}, assigned_to: null,
                  created_at: <time>, updated_at: <time>, messages_count: 0, last_message_at: null}],
                 total: 1, page: 1, size: 20, pages: 1}""",
                        ticket,
                        category.getString("id"),
                        category.getString("name"),
                        owner.uuid(),
                        owner.username(),
                        owner.username()));
        helper.request()
                .body(Map.of("status", "IN_PROGRESS", "priority", "NORMAL"))
                .put(TICKETS + "/" + ticket)
                .then()
                .statusCode(200)
                .body(detail(ticket, "Проблема с оплатой", "IN_PROGRESS", "NORMAL"));
        owner.request()
                .body(Map.of("title", "Обновленный заголовок"))
                .put(TICKETS + "/" + ticket)
                .then()
                .statusCode(200)
                .body(detail(ticket, "Обновленный заголовок", "IN_PROGRESS", "NORMAL"));
        helper.request()
                .get(TICKETS + "/" + ticket)
                .then()
                .body(detail(ticket, "Обновленный заголовок", "IN_PROGRESS", "NORMAL"));
        helper.request()
                .body("{\"assigned_to\": null}")
                .put(TICKETS + "/" + ticket)
                .then()
                .statusCode(200)
                .body("assigned_to", is((Object) null));

        helper.request().delete(TICKETS + "/" + ticket).then().spec(REFUSED.forbidden());
        admin.request()
                .delete(TICKETS + "/" + ticket)
                .then()
                .statusCode(200)
                .body(includes("{message: 'Тикет успешно удален'}"));
        for (Someone person : List.of(owner, helper, admin)) {
            person.request().get(TICKETS + "/" + ticket).then().spec(REFUSED.notFound());
        }
    }

    @Test
    void status_andAssigneeAreTheStaffsAlone() {
        String ticket = owner.posts(TICKETS, ticket("Моя"), 201).getString("id");
        for (Map<String, ?> change :
                List.of(Map.of("status", "CLOSED"), Map.of("assigned_to", helper.uuid()), Map.of("status", 5))) {
            owner.request().body(change).put(TICKETS + "/" + ticket).then().spec(REFUSED.forbidden());
        }
        Someone.registered().request().get(TICKETS + "/" + ticket).then().spec(REFUSED.notFound());
        helper.request()
                .body(Map.of("assigned_to", owner.uuid()))
                .put(TICKETS + "/" + ticket)
                .then()
                .statusCode(422)
                .body("error.details.field", is(List.of("assigned_to")));
        helper.request()
                .body(Map.of("assigned_to", admin.uuid()))
                .put(TICKETS + "/" + ticket)
                .then()
                .statusCode(200)
                .body("assigned_to.role", is("ADMIN"));
    }

    @Test
    void list_filtersAndPages() {
        String first = owner.posts(TICKETS, ticket("Первая"), 201).getString("id");
        String second = owner.posts(TICKETS, ticket("Вторая"), 201).getString("id");
        String third = owner.posts(TICKETS, ticket("Третья"), 201).getString("id");
        helper.request()
                .body(Map.of("status", "WAITING_RESPONSE", "priority", "CRITICAL"))
                .put(TICKETS + "/" + second)
                .then()
                .statusCode(200);
        String here = TICKETS + "?category_id=" + category.getString("id");
        helper.request().get(here).then().body("items.id", is(List.of(third, second, first)));
        helper.request().get(here + "&status=WAITING_RESPONSE").then().body("items.id", is(List.of(second)));
        helper.request().get(here + "&priority=CRITICAL").then().body("items.id", is(List.of(second)));
        helper.request().get(here + "&assigned_to=" + helper.uuid()).then().body("items.id", is(List.of(second)));
        helper.request()
                .get(here + "&page=2&size=2")
                .then()
                .body("items.id", is(List.of(first)))
                .body("total", is(3))
                .body("page", is(2))
                .body("size", is(2))
                .body("pages", is(2));
        helper.request()
                .get(here + "&page=9")
                .then()
                .statusCode(200)
                .body("items", is(List.of()))
                .body("total", is(3));
        Someone.registered().request().get(here).then().body("total", is(0));
    }

    private Map<String, ?> ticket(String title) {
        return Map.of("title", title, "description", "Описание", "category_id", category.getString("id"));
    }

    private Matcher<String> detail(String ticket, String title, String status, String priority) {
        return includes(
                """
            {id: '%s', title: '%s', description: 'Подробное описание проблемы...', status: '%s', priority: '%s',
             category: {id: '%s', name: '%s', icon: '💳', color: '#ff6b6b'},
             user: {id: '%s', telegram_id: null, first_name: '%s', username: '%s'},
             assigned_to: {id: '%s', first_name: '%s', role: 'HELPER'},
             created_at: <time>, updated_at: <time>, closed_at: null}""",
                ticket,
                title,
                status,
                priority,
                category.getString("id"),
                category.getString("name"),
                owner.uuid(),
                owner.username(),
                owner.username(),
                helper.uuid(),
                helper.username());
    }
}
