package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** techsupport-v1.md, „Создание категории тикетов“, „Обновление …“ and „Удаление …“. */
@ExtendWith(Suite.class)
class AdminCategoriesIT {

    private static final String CATEGORIES = "/api/v1/admin/tickets/categories/";
    private static final String TAKEN = "{name: 'Категория с таким названием уже существует'}";

    private final String name = "Ошибка с оплатой " + UUID.randomUUID();
    private Someone admin;

    @BeforeEach
    void logIn() {
        admin = Someone.admin();
    }

    @Test
    void create_answersTheCategory_whichIsListedAtOnce() {
        create(name).then().statusCode(201).body(shown("{id: <number>, name: '%s'}", name));
        Someone.registered().request().get("/api/v1/tickets/categories/").then().body("name", hasItem(name));
    }

    @Test
    void create_withoutANameIsRefusedWithTheDocumentsBody() {
        admin.request().body("{}").post(CATEGORIES).then().spec(invalid("{name: 'Это поле обязательно.'}"));
        create("аб").then().spec(invalid("{name: 'Убедитесь, что это значение содержит не менее 3 символов.'}"));
        create("я".repeat(101))
                .then()
                .spec(invalid("{name: 'Убедитесь, что это значение содержит не более 100 символов.'}"));
        admin.request()
                .header("Accept-Language", "en")
                .body("{}")
                .post(CATEGORIES)
                .then()
                .spec(invalid("{name: 'This field is required.'}"));
    }

    @Test
    void create_ofATakenNameConflicts_withoutRegardToCase() {
        create(name).then().statusCode(201);
        create(name).then().spec(Refused.with(409, TAKEN));
        create(name.toUpperCase(Locale.ROOT)).then().spec(Refused.with(409, TAKEN));
    }

    @Test
    void rename_answersTheCategory_andShowsInItsTickets() {
        long id = created(name);
        Someone owner = Someone.registered();
        long ticket = owner.files("Нет связи", id);
        rename(id, Map.of("name", name + " 2")).then().statusCode(200).body(shown("{id: %d, name: '%s 2'}", id, name));
        owner.request().get("/api/v1/tickets/" + ticket + "/").then().body("category.name", is(name + " 2"));
    }

    @Test
    void rename_isRefusedAsTheDocumentSays() {
        long id = created(name);
        long other = created(name + " другая");
        rename(other, Map.of()).then().spec(invalid("{name: 'Это поле обязательно.'}"));
        rename(other, Map.of("name", name)).then().spec(Refused.with(409, TAKEN));
        rename(id, Map.of("name", name)).then().statusCode(200);
        rename(987654321, Map.of("name", name + " 3")).then().spec(Refused.NOT_FOUND);
        rename(987654321, Map.of()).then().spec(Refused.NOT_FOUND);
    }

    @Test
    void delete_hidesTheCategory_andFreesItsName() {
        long id = created(name);
        Someone owner = Someone.registered();
        long ticket = owner.files("Оплата", id);
        admin.request().delete(CATEGORIES + id + "/").then().statusCode(204).body(emptyString());

        owner.request().get("/api/v1/tickets/categories/").then().body("id", not(hasItem((int) id)));
        owner.request().get("/api/v1/tickets/" + ticket + "/").then().body("category.name", is(name));
        owner.request()
                .body(Map.of("subject", "Оплата", "description", "Ещё раз", "category", id))
                .post("/api/v1/tickets/")
                .then()
                .spec(invalid("{category: ['Недопустимый первичный ключ \"%d\" - объект не существует.']}", id));
        admin.request().delete(CATEGORIES + id + "/").then().spec(Refused.NOT_FOUND);
        rename(id, Map.of("name", name + " 2")).then().spec(Refused.NOT_FOUND);
        create(name).then().statusCode(201).body("id", not((int) id));
    }

    @Test
    void methods_areForAdministratorsOnly() {
        long id = created(name);
        for (Someone person : List.of(Someone.registered(), Someone.agent())) {
            person.request()
                    .body(Map.of("name", "Своя"))
                    .post(CATEGORIES)
                    .then()
                    .spec(Refused.FORBIDDEN);
            person.request()
                    .body(Map.of("name", "Своя"))
                    .patch(CATEGORIES + id + "/")
                    .then()
                    .spec(Refused.FORBIDDEN);
            person.request().delete(CATEGORIES + id + "/").then().spec(Refused.FORBIDDEN);
        }
        given().delete(CATEGORIES + id + "/").then().spec(Refused.NO_TOKEN);
        admin.request().get("/api/v1/tickets/categories/").then().body("name", hasItem(name));
    }

    private Response create(String wanted) {
        return admin.request().body(Map.of("name", wanted)).post(CATEGORIES);
    }

    private long created(String wanted) {
        return create(wanted).then().statusCode(201).extract().jsonPath().getLong("id");
    }

    private Response rename(long id, Map<String, ?> body) {
        return admin.request().body(body).patch(CATEGORIES + id + "/");
    }
}
