package io.otklik.ticket;

import static io.otklik.ticket.Cast.SUPPORT;
import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.assign;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class BadInputTest {

    private static final String CATEGORIES = "/api/v1/admin/tickets/categories/";
    private static final String NO_JSON = "{\"detail\":\"Ошибка разбора JSON.\"}";
    private static final String NO_OBJECT = "{\"detail\":\"Тело запроса должно быть объектом JSON.\"}";
    private static final String NOT_FOUND = "{\"detail\":\"Не найдено.\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"subject\":[\"Это поле обязательно.\"],\"category\":[\"Это поле обязательно.\"],\"description\":[\"Это поле обязательно.\"]}",
                "{\"subject\":\" \",\"category\":1,\"description\":\"Т\"}|{\"subject\":[\"Это поле не может быть пустым.\"]}",
                "{\"subject\":null,\"category\":1,\"description\":\"Т\"}|{\"subject\":[\"Это поле не может быть пустым.\"]}",
                "{\"subject\":5,\"category\":1,\"description\":\"Т\"}|{\"subject\":[\"Значение должно быть строкой.\"]}",
                "{\"subject\":[\"Т\"],\"category\":1,\"description\":\"Т\"}|{\"subject\":[\"Значение должно быть строкой.\"]}",
                "{\"subject\":\"а\\u0000б\",\"category\":1,\"description\":\"Т\"}|{\"subject\":[\"Нулевые символы не допускаются.\"]}",
                "{\"subject\":\"\\ud800\",\"category\":1,\"description\":\"Т\"}|{\"subject\":[\"Недопустимые символы Юникода.\"]}",
                "{\"subject\":\"Т\",\"category\":1,\"description\":\"\\n \"}|{\"description\":[\"Это поле не может быть пустым.\"]}",
                "{\"subject\":\"Т\",\"category\":1,\"description\":\"\\u0000\"}|{\"description\":[\"Нулевые символы не допускаются.\"]}",
                "{\"subject\":\"Т\",\"category\":\"1\",\"description\":\"Т\"}|{\"category\":[\"Введите правильное число.\"]}",
                "{\"subject\":\"Т\",\"category\":1.5,\"description\":\"Т\"}|{\"category\":[\"Введите правильное число.\"]}",
                "{\"subject\":\"Т\",\"category\":true,\"description\":\"Т\"}|{\"category\":[\"Введите правильное число.\"]}",
                "{\"subject\":\"Т\",\"category\":99999999999999999999,\"description\":\"Т\"}|{\"category\":[\"Введите правильное число.\"]}",
                "{\"subject\":\"Т\",\"category\":-1,\"description\":\"Т\"}|{\"category\":[\"Недопустимый первичный ключ \\\"-1\\\" - объект не существует.\"]}",
                "{|" + NO_JSON,
                "{\"subject\":\"Т\",\"subject\":\"Т\"}|" + NO_JSON,
                "{} {}|" + NO_JSON,
                "[]|" + NO_OBJECT,
                "null|" + NO_OBJECT,
            })
    void create_isRefusedAndStoresNothing(String body, String answer) {
        PersonState owner = user();
        as(owner).body(body).post(TICKETS).then().statusCode(400).body(equalTo(answer));
        as(owner).get(TICKETS).then().header("X-Total-Count", "0");
    }

    @Test
    void create_overTheLimitsIsRefused() {
        PersonState owner = user();
        as(owner)
                .body(Map.of("subject", "я".repeat(256), "description", "я".repeat(20_001), "category", 1))
                .post(TICKETS)
                .then()
                .statusCode(400)
                .body("subject[0]", is("Убедитесь, что это значение содержит не более 255 символов."))
                .body("description[0]", is("Убедитесь, что это значение содержит не более 20000 символов."));
        as(owner)
                .body(Map.of("subject", "😀".repeat(255), "description", "я".repeat(20_000), "category", 1))
                .post(TICKETS)
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"text\":[\"Это поле обязательно.\"]}",
                "{\"text\":\"\"}|{\"text\":[\"Это поле не может быть пустым.\"]}",
                "{\"text\":null}|{\"text\":[\"Это поле не может быть пустым.\"]}",
                "{\"text\":7}|{\"text\":[\"Значение должно быть строкой.\"]}",
                "{\"text\":\"\\u0000\"}|{\"text\":[\"Нулевые символы не допускаются.\"]}",
                "{\"text\":\"Т\",\"is_internal\":\"да\"}|{\"is_internal\":[\"Значение должно быть true или false.\"]}",
                "{\"text\":|" + NO_JSON,
            })
    void comment_isRefused(String body, String answer) {
        PersonState owner = user();
        long id = ticket(owner, "Тема");
        as(owner)
                .body(body)
                .post(TICKETS + id + "/comments/")
                .then()
                .statusCode(400)
                .body(equalTo(answer));
        as(owner).get(TICKETS + id + "/comments/").then().header("X-Total-Count", "0");
    }

    @Test
    void comment_overTheLimitIsRefused() {
        PersonState owner = user();
        long id = ticket(owner, "Тема");
        as(owner)
                .body(Map.of("text", "я".repeat(10_001)))
                .post(TICKETS + id + "/comments/")
                .then()
                .statusCode(400)
                .body(equalTo("{\"text\":[\"Убедитесь, что это значение содержит не более 10000 символов.\"]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"assigned_to\":[\"Это поле обязательно.\"]}",
                "{\"assigned_to\":null}|{\"assigned_to\":[\"Это поле не может быть пустым.\"]}",
                "{\"assigned_to\":\"я\"}|{\"assigned_to\":[\"Введите правильное число.\"]}",
                "{\"assigned_to\":{}}|{\"assigned_to\":[\"Введите правильное число.\"]}",
                "x|" + NO_JSON,
            })
    void assign_isRefused(String body, String answer) {
        long id = ticket(user(), "Тема");
        as(agent())
                .body(body)
                .patch(SUPPORT + id + "/assign/")
                .then()
                .statusCode(400)
                .body(equalTo(answer));
        as(agent())
                .body(body)
                .patch(SUPPORT + "987654321/assign/")
                .then()
                .statusCode(404)
                .body(equalTo(NOT_FOUND));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"status\":[\"Это поле обязательно.\"]}",
                "{\"status\":null}|{\"status\":[\"Это поле не может быть пустым.\"]}",
                "{\"status\":1}|{\"status\":[\"Значение должно быть строкой.\"]}",
                "{\"status\":\"open\\u0000\"}|{\"status\":[\"Нулевые символы не допускаются.\"]}",
                "\"closed\"|" + NO_OBJECT,
            })
    void status_isRefused(String body, String answer) {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        assign(agent, id, agent.id()).then().statusCode(200);
        as(agent)
                .body(body)
                .patch(SUPPORT + id + "/status/")
                .then()
                .statusCode(400)
                .body(equalTo(answer));
        as(agent).body(body).patch(SUPPORT + "987654321/status/").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "0",
                "-1",
                "1.5",
                "99999999999999999999",
                "1e3",
                "%00",
                "%25zz",
                "%2531",
                "null",
                "987654321"
            })
    void impossibleId_isNotFound(String id) {
        PersonState agent = agent();
        for (String path : new String[] {
            TICKETS + id, TICKETS + id + "/", TICKETS + id + "/comments/", SUPPORT + id, SUPPORT + id + "/"
        }) {
            as(agent).urlEncodingEnabled(false).get(path).then().statusCode(404).body(equalTo(NOT_FOUND));
        }
        as(agent)
                .urlEncodingEnabled(false)
                .body("{\"text\":\"Т\"}")
                .post(TICKETS + id + "/comments/")
                .then()
                .statusCode(404)
                .body(equalTo(NOT_FOUND));
        as(agent)
                .urlEncodingEnabled(false)
                .body("{\"status\":\"open\"}")
                .patch(SUPPORT + id + "/status/")
                .then()
                .statusCode(404)
                .body(equalTo(NOT_FOUND));
    }

    @Test
    void form_withAHugeFieldIsRefusedInTheContractsShape() {
        as(user()).get(TICKETS).then().statusCode(200);
        Cast.bearer(Cast.all().token(user()))
                .multiPart("subject", "Form")
                .multiPart("category", "1")
                .multiPart("description", "a".repeat(1_100_000))
                .post(TICKETS)
                .then()
                .statusCode(413)
                .body(equalTo("{\"detail\":\"Тело запроса слишком велико.\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "1.5", "99999999999999999999", "%00", "987654321"})
    void impossibleId_isNotFoundWhateverTheBody(String id) {
        for (String body : new String[] {"{\"assigned_to\": 1}", "{", "[]"}) {
            as(agent())
                    .urlEncodingEnabled(false)
                    .body(body)
                    .patch(SUPPORT + id + "/assign/")
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
        PersonState admin = Cast.admin();
        for (String body : new String[] {"{\"name\": \"Имя\"}", "{", "{}"}) {
            as(admin)
                    .urlEncodingEnabled(false)
                    .body(body)
                    .patch(CATEGORIES + id + "/")
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
        as(admin)
                .urlEncodingEnabled(false)
                .delete(CATEGORIES + id + "/")
                .then()
                .statusCode(404)
                .body(equalTo(NOT_FOUND));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{|" + NO_JSON, "[]|" + NO_OBJECT, "{\"name\":\"Имя\",\"name\":\"Имя\"}|" + NO_JSON})
    void category_ofABrokenBodyIsRefused(String body, String answer) {
        PersonState admin = Cast.admin();
        as(admin).body(body).post(CATEGORIES).then().statusCode(400).body(equalTo(answer));
        as(admin).body(body).patch(CATEGORIES + "1/").then().statusCode(400).body(equalTo(answer));
    }

    @Test
    void changes_ignoreFieldsThatAreNotTheirs() {
        PersonState owner = user();
        PersonState agent = agent();
        long id = ticket(owner, "Тема");
        as(agent)
                .body(Map.of("assigned_to", agent.id(), "status", "closed", "subject", "Другая", "id", 1))
                .patch(SUPPORT + id + "/assign/")
                .then()
                .statusCode(200);
        as(agent)
                .body(Map.of("status", "resolved", "assigned_to", 1, "closed_by", 1, "subject", "Другая"))
                .patch(SUPPORT + id + "/status/")
                .then()
                .statusCode(200)
                .body("status", is("resolved"))
                .body("closed_by", nullValue());
        as(agent)
                .get(SUPPORT + id + "/")
                .then()
                .body("title", is("Тема"))
                .body("assigned_to.id.toLong()", is(agent.id()));
        as(owner)
                .body(Map.of(
                        "text", "Т", "is_staff", true, "role", "admin", "user", 1, "author_id", 1, "internal", true))
                .post(TICKETS + id + "/comments/")
                .then()
                .statusCode(201);
        as(owner)
                .get(TICKETS + id + "/comments/")
                .then()
                .body("[0].user.id.toLong()", is(owner.id()))
                .body("[0].is_internal", is(false));
        as(owner).get(SUPPORT).then().statusCode(403);
    }

    @Test
    void brokenForm_isRefused() {
        PersonState owner = user();
        Cast.bearer(Cast.all().token(owner))
                .multiPart("subject", "Form")
                .multiPart("category", "x")
                .post(TICKETS)
                .then()
                .statusCode(400)
                .body(equalTo("{\"category\":[\"Введите правильное число.\"],"
                        + "\"description\":[\"Это поле обязательно.\"]}"));
        as(owner).get(TICKETS).then().header("X-Total-Count", "0");
    }
}
