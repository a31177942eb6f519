package io.otklik.ticket;

import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.admin;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class CategoriesTest {

    private static final String ADMIN = "/api/v1/admin/tickets/categories/";

    @Inject
    Pool pool;

    /** No foreign key guards what tickets refer to (V15__categories_stay.sql). */
    @ParameterizedTest
    @ValueSource(strings = {"delete from category where id = 4", "truncate category"})
    void rows_areNeverRemoved(String statement) {
        PgException refused = assertThrows(
                PgException.class, () -> pool.query(statement).execute().await().atMost(Duration.ofSeconds(10)));
        assertThat(refused.getSqlState(), is("23001"));
    }

    @Test
    void list_beginsWithTheSeededOnes() {
        Response list = as(user()).get(TICKETS + "categories/");
        list.then().statusCode(200);
        assertThat(
                list.asString(),
                startsWith(
                        "[{\"id\":1,\"name\":\"Техническая\"},{\"id\":2,\"name\":\"Биллинг\"},"
                                + "{\"id\":3,\"name\":\"Аккаунт\"},{\"id\":4,\"name\":\"Заказ\"},{\"id\":5,\"name\":\"Общая\"}"));
    }

    @Test
    void list_isPagedInItsOwnOrder() {
        Response first = as(user()).get(TICKETS + "categories/?limit=2");
        first.then().body(equalTo("[{\"id\":1,\"name\":\"Техническая\"},{\"id\":2,\"name\":\"Биллинг\"}]"));
        assertThat(first.header("Link"), containsString("cursor=2"));
        as(user())
                .get(TICKETS + "categories/?limit=2&cursor=2")
                .then()
                .body(equalTo("[{\"id\":3,\"name\":\"Аккаунт\"},{\"id\":4,\"name\":\"Заказ\"}]"));
    }

    @Test
    void create_isAnsweredListedAndUsableAtOnce() {
        String name = "Ошибка с оплатой " + UUID.randomUUID();
        long id = create(name);
        as(user()).get(TICKETS + "categories/").then().body("name", hasItem(name));
        PersonState owner = user();
        long ticket = ticket(owner, "Тема", id);
        as(owner).get(TICKETS + ticket).then().body("category.name", is(name));
    }

    @Test
    void create_ofAnExistingNameConflictsWithoutRegardToCase() {
        String name = "Ошибка Ёлки " + UUID.randomUUID();
        long id = create(name);
        for (String same : new String[] {name, name.toUpperCase(java.util.Locale.ROOT), "  " + name + " "}) {
            as(admin())
                    .body("{\"name\": \"" + same + "\"}")
                    .post(ADMIN)
                    .then()
                    .statusCode(409)
                    .body(equalTo("{\"name\":\"Категория с таким названием уже существует\"}"));
        }
        as(admin())
                .body("{\"name\": \"" + name + "\"}")
                .patch(ADMIN + id)
                .then()
                .statusCode(200);
    }

    @Test
    void rename_showsInTicketsAndConflictsWithOthers() {
        String name = "Подключение " + UUID.randomUUID();
        long id = create(name);
        PersonState owner = user();
        long ticket = ticket(owner, "Тема", id);
        as(admin())
                .body("{\"name\": \"" + name + " 2\"}")
                .patch(ADMIN + id + "/")
                .then()
                .statusCode(200)
                .body(equalTo("{\"id\":" + id + ",\"name\":\"" + name + " 2\"}"));
        as(owner).get(TICKETS + ticket).then().body("category.name", is(name + " 2"));
        as(admin())
                .body("{\"name\": \"БИЛЛИНГ\"}")
                .patch(ADMIN + id + "/")
                .then()
                .statusCode(409)
                .body(equalTo("{\"name\":\"Категория с таким названием уже существует\"}"));
    }

    @Test
    void delete_hidesItAndFreesItsName() {
        String name = "Удаляемая " + UUID.randomUUID();
        long id = create(name);
        PersonState owner = user();
        long ticket = ticket(owner, "Тема", id);
        as(admin()).delete(ADMIN + id + "/").then().statusCode(204).body(equalTo(""));

        as(owner).get(TICKETS + "categories/").then().body("name", not(hasItem(name)));
        as(owner).get(TICKETS + ticket).then().body("category.name", is(name));
        as(owner)
                .body("{\"subject\": \"Тема\", \"description\": \"Текст\", \"category\": " + id + "}")
                .post(TICKETS)
                .then()
                .statusCode(400)
                .body(equalTo(
                        "{\"category\":[\"Недопустимый первичный ключ \\\"" + id + "\\\" - объект не существует.\"]}"));
        as(admin()).get(Cast.SUPPORT + "?category=" + id).then().statusCode(400);
        as(admin()).delete(ADMIN + id + "/").then().statusCode(404);
        as(admin()).body("{\"name\": \"Другая\"}").patch(ADMIN + id).then().statusCode(404);
        as(admin()).body("{}").patch(ADMIN + id).then().statusCode(404);
        assertThat(create(name), not(id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                     | Это поле обязательно.",
                "{\"name\": null}       | Это поле не может быть пустым.",
                "{\"name\": \"  \"}     | Это поле не может быть пустым.",
                "{\"name\": 5}          | Значение должно быть строкой.",
                "{\"name\": \"аб\"}     | Убедитесь, что это значение содержит не менее 3 символов.",
                "{\"name\": \"а\\u0000б\"} | Нулевые символы не допускаются.",
            })
    void badName_isRefusedWithThePlainString(String body, String message) {
        for (Response refused : new Response[] {
            as(admin()).body(body).post(ADMIN), as(admin()).body(body).patch(ADMIN + "1/")
        }) {
            refused.then().statusCode(400).body(equalTo("{\"name\":\"" + message + "\"}"));
        }
    }

    @Test
    void longName_isRefused() {
        as(admin())
                .body("{\"name\": \"" + "я".repeat(101) + "\"}")
                .post(ADMIN)
                .then()
                .statusCode(400)
                .body(equalTo("{\"name\":\"Убедитесь, что это значение содержит не более 100 символов.\"}"));
    }

    private static long create(String name) {
        Response created = as(admin()).body("{\"name\": \"" + name + "\"}").post(ADMIN);
        long id = created.jsonPath().getLong("id");
        created.then().statusCode(201).body(equalTo("{\"id\":" + id + ",\"name\":\"" + name + "\"}"));
        return id;
    }
}
