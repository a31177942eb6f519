package io.otklik.ticket;

import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** desk.md and contracts/README.md, section 7: a ticket from its filing to its execution. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class DeskTest extends DeskTestBase {

    private static final String NOT_EXECUTOR = "{\"executor\":[\"Пользователь не является исполнителем.\"]}";

    @Test
    void create_answersTheTicket() {
        PersonState owner = user();
        Response created = as(owner)
                .body(Map.of("title", "Принтер", "description", "Не печатает", "status", "done", "executor", 1))
                .post(DESK);
        created.then().statusCode(201).body(equalTo(shown(created, owner, "new", "NORMAL", null)));
        as(agent())
                .get(Cast.SUPPORT + id(created))
                .then()
                .body("title", is("Принтер"))
                .body("description", is("Не печатает"))
                .body("category.name", is("Общая"))
                .body("status", is("open"));
    }

    @Test
    void create_takesACategoryAndAPriority() {
        PersonState owner = user();
        Response created = as(owner)
                .body("{\"title\":\" Принтер \",\"description\":\"Не печатает\",\"category\":2,\"priority\":\"HIGH\"}")
                .post("/api/tickets");
        created.then().statusCode(201).body(equalTo(shown(created, owner, "new", "HIGH", null)));
        as(agent()).get(Cast.SUPPORT + id(created)).then().body("category.id", is(2));
        as(owner)
                .body("{\"title\":\"Т\",\"description\":\"Т\",\"category\":null,\"priority\":null}")
                .post(DESK)
                .then()
                .statusCode(201)
                .body("priority", is("NORMAL"));
    }

    @Test
    void ticket_goesFromRequesterThroughOperatorToExecutor() {
        PersonState owner = user();
        PersonState operator = Cast.someone(Role.MODERATOR);
        PersonState executor = agent();
        long id = filed(owner);
        Response assigned = assign(operator, id, executor.id());
        assigned.then().statusCode(200).body(equalTo(shown(assigned, owner, "assigned", "NORMAL", executor)));
        as(executor).get(TASKS).then().statusCode(200).body(equalTo("[" + assigned.asString() + "]"));
        as(owner).get(MINE).then().statusCode(200).body(equalTo("[" + assigned.asString() + "]"));
        as(operator).get(ALL + "?limit=1").then().statusCode(200).body(equalTo("[" + assigned.asString() + "]"));

        Response done = as(executor).body(Map.of("comment", "Заменил картридж")).post(DESK + id + "/execute/");
        done.then().statusCode(200).body(equalTo(shown(done, owner, "done", "NORMAL", executor)));
        as(owner).get(MINE).then().body(equalTo("[" + done.asString() + "]"));
        as(owner)
                .get(Cast.TICKETS + id + "/comments/")
                .then()
                .body("text", contains("Заменил картридж"))
                .body("user.id.collect{it as Long}", contains(executor.id()))
                .body("is_internal", contains(false));
        as(executor).get(Cast.SUPPORT + id).then().body("status", is("resolved"));
    }

    @Test
    void assign_isForExecutorsOnly() {
        PersonState operator = Cast.someone(Role.MODERATOR);
        long id = filed(user());
        PersonState blocked = StandInIdentity.knows(Cast.all().changed(agent(), Role.SUPPORT, true, 2));
        for (long wrong : new long[] {user().id(), operator.id(), Cast.admin().id(), blocked.id(), 987654321, 0, -1}) {
            assign(operator, id, wrong).then().statusCode(400).body(equalTo(NOT_EXECUTOR));
        }
        as(operator)
                .header("Accept-Language", "en")
                .body(Map.of("executor", 0))
                .post(DESK + id + "/assign/")
                .then()
                .body(equalTo("{\"executor\":[\"Not an executor.\"]}"));
        PersonState first = agent();
        PersonState second = agent();
        assign(operator, id, first.id()).then().statusCode(200);
        assign(operator, id, second.id()).then().statusCode(200).body("executor.username", is(second.username()));
    }

    @Test
    void assign_goesByWhatTheOwnerSaysNow() {
        PersonState operator = Cast.someone(Role.MODERATOR);
        long id = filed(user());
        PersonState before = user();
        as(before).get(MINE).then().statusCode(200);
        PersonState promoted = StandInIdentity.knows(Cast.all().changed(before, Role.SUPPORT, false, 1));
        assign(operator, id, promoted.id()).then().statusCode(200).body("status", is("assigned"));
    }

    @Test
    void execute_isForItsExecutorOnce() {
        PersonState operator = Cast.someone(Role.MODERATOR);
        PersonState executor = agent();
        long id = filed(user());
        String path = DESK + id + "/execute/";
        as(executor).post(path).then().statusCode(403).body(equalTo("{\"detail\":\"Заявка назначена не вам.\"}"));
        assign(operator, id, executor.id()).then().statusCode(200);
        as(agent()).body("{").post(path).then().statusCode(403);
        as(executor).post(path).then().statusCode(200).body("status", is("done"));
        as(executor)
                .body("{}")
                .post(path)
                .then()
                .statusCode(400)
                .body(equalTo("{\"detail\":\"Заявка уже выполнена.\"}"));
        as(executor).get(Cast.TICKETS + id + "/comments/").then().body(equalTo("[]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"title\":[\"Это поле обязательно.\"],\"description\":[\"Это поле обязательно.\"]}",
                "{\"title\":\" \",\"description\":null}|{\"title\":[\"Это поле не может быть пустым.\"],\"description\":[\"Это поле не может быть пустым.\"]}",
                "{\"title\":5,\"description\":[],\"category\":\"1\",\"priority\":1}|{\"title\":[\"Значение должно быть строкой.\"],\"description\":[\"Значение должно быть строкой.\"],\"category\":[\"Введите правильное число.\"],\"priority\":[\"Значение должно быть строкой.\"]}",
                "{\"title\":\"а\\u0000б\",\"description\":\"\\u0000\",\"priority\":\"high\"}|{\"title\":[\"Нулевые символы не допускаются.\"],\"description\":[\"Нулевые символы не допускаются.\"],\"priority\":[\"Недопустимое значение. Возможные значения: LOW, NORMAL, HIGH, CRITICAL\"]}",
                "{\"title\":\"Т\",\"description\":\"Т\",\"category\":987654321}|{\"category\":[\"Такой категории нет.\"]}",
                "{|{\"detail\":\"Ошибка разбора JSON.\"}",
                "[]|{\"detail\":\"Тело запроса должно быть объектом JSON.\"}",
            })
    void create_isRefusedAndStoresNothing(String body, String answer) {
        PersonState owner = user();
        as(owner).body(body).post(DESK).then().statusCode(400).body(equalTo(answer));
        as(owner).get(MINE).then().header("X-Total-Count", "0");
    }

    @Test
    void texts_overTheLimitsAreRefused() {
        PersonState executor = agent();
        long id = filed(user());
        assign(Cast.admin(), id, executor.id()).then().statusCode(200);
        as(user())
                .body(Map.of("title", "я".repeat(256), "description", "я".repeat(20_001)))
                .post(DESK)
                .then()
                .statusCode(400)
                .body("title[0]", is("Убедитесь, что это значение содержит не более 255 символов."))
                .body("description[0]", is("Убедитесь, что это значение содержит не более 20000 символов."));
        as(executor)
                .body(Map.of("comment", "я".repeat(10_001)))
                .post(DESK + id + "/execute/")
                .then()
                .statusCode(400)
                .body(equalTo("{\"comment\":[\"Убедитесь, что это значение содержит не более 10000 символов.\"]}"));
        as(executor).get(TASKS).then().body("status", contains("assigned"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "assign|{}|{\"executor\":[\"Это поле обязательно.\"]}",
                "assign|{\"executor\":null}|{\"executor\":[\"Это поле не может быть пустым.\"]}",
                "assign|{\"executor\":\"1\"}|{\"executor\":[\"Введите правильное число.\"]}",
                "assign|{|{\"detail\":\"Ошибка разбора JSON.\"}",
                "execute|{\"comment\":5}|{\"comment\":[\"Значение должно быть строкой.\"]}",
                "execute|{\"comment\":\" \"}|{\"comment\":[\"Это поле не может быть пустым.\"]}",
                "execute|{\"comment\":\"\\u0000\"}|{\"comment\":[\"Нулевые символы не допускаются.\"]}",
                "execute|[]|{\"detail\":\"Тело запроса должно быть объектом JSON.\"}",
            })
    void change_isRefused(String change, String body, String answer) {
        PersonState executor = agent();
        PersonState operator = Cast.someone(Role.MODERATOR);
        long id = filed(user());
        assign(operator, id, executor.id()).then().statusCode(200);
        PersonState by = change.equals("assign") ? operator : executor;
        as(by).body(body).post(DESK + id + "/" + change).then().statusCode(400).body(equalTo(answer));
        for (String wrong : new String[] {"abc", "0", "-1", "99999999999999999999", "987654321"}) {
            as(by).body(body)
                    .post(DESK + wrong + "/" + change + "/")
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
        as(by).contentType(ContentType.TEXT)
                .body("x")
                .post(DESK + id + "/" + change)
                .then()
                .statusCode(415);
    }

    /** What the ticket that was answered must look like, but for the id and the times. */
    private static String shown(
            Response answer, PersonState owner, String status, String priority, PersonState executor) {
        return "{\"id\":" + answer.jsonPath().getLong("id")
                + ",\"title\":\"Принтер\",\"description\":\"Не печатает\",\"status\":\"" + status
                + "\",\"priority\":\"" + priority + "\",\"requester\":{\"id\":" + owner.id() + ",\"username\":\""
                + owner.username() + "\"},\"executor\":"
                + (executor == null
                        ? "null"
                        : "{\"id\":" + executor.id() + ",\"username\":\"" + executor.username() + "\"}")
                + ",\"created_at\":\"" + answer.jsonPath().getString("created_at") + "\",\"updated_at\":\""
                + answer.jsonPath().getString("updated_at") + "\"}";
    }
}
