package io.otklik.ticket;

import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** desk.md and contracts/README.md, section 7. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class DeskTest {

    private static final String DESK = "/api/tickets/";
    private static final String MINE = DESK + "my-tickets/";
    private static final String ALL = DESK + "all-tickets/";
    private static final String TASKS = DESK + "assigned-to-me/";
    private static final String IDS = "id.collect{it as Long}";
    private static final String NOT_FOUND = "{\"detail\":\"Не найдено.\"}";
    private static final String FORBIDDEN = "{\"detail\":\"У вас недостаточно прав для выполнения данного действия.\"}";
    private static final String NOT_EXECUTOR = "{\"executor\":[\"Пользователь не является исполнителем.\"]}";

    @Inject
    Pool pool;

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
    void lists_areOnesOwnNewestFirstInPieces() {
        PersonState owner = user();
        PersonState operator = Cast.admin();
        PersonState executor = agent();
        long first = filed(owner);
        long second = filed(owner);
        long third = filed(owner);
        long others = filed(user());
        assign(operator, first, executor.id()).then().statusCode(200);
        assign(operator, others, executor.id()).then().statusCode(200);

        Response list = as(owner).get(MINE + "?limit=2");
        list.then().statusCode(200).header("X-Total-Count", "3").body(IDS, contains(third, second));
        String link = list.header("Link");
        as(owner)
                .get(link.substring(1, link.indexOf('>')))
                .then()
                .header("X-Total-Count", "3")
                .header("Link", nullValue())
                .body(IDS, contains(first));
        as(executor).get(TASKS).then().header("X-Total-Count", "2").body(IDS, contains(others, first));
        as(operator).get(ALL + "?limit=4").then().body(IDS, contains(others, third, second, first));
        as(user()).get(MINE).then().header("X-Total-Count", "0").body(equalTo("[]"));
    }

    @Test
    void statuses_showAsTheirFourNamesAndFilterByThem() {
        PersonState owner = user();
        PersonState operator = Cast.someone(Role.MODERATOR);
        PersonState executor = agent();
        long fresh = filed(owner);
        long assigned = filed(owner);
        assign(operator, assigned, executor.id()).then().statusCode(200);
        long working = forced(owner, executor, "IN_PROGRESS");
        long waiting = forced(owner, executor, "WAITING_RESPONSE");
        long frozen = forced(owner, executor, "FROZEN");
        long resolved = forced(owner, executor, "RESOLVED");
        long closed = forced(owner, executor, "CLOSED");

        filtered(owner, MINE, "new", fresh);
        filtered(owner, MINE, "assigned", assigned);
        filtered(owner, MINE, "in_progress", frozen, waiting, working);
        filtered(owner, MINE, "done", closed, resolved);
        filtered(executor, TASKS, "new");
        filtered(executor, TASKS, "assigned", assigned);
        filtered(executor, TASKS, "in_progress", frozen, waiting, working);
        filtered(executor, TASKS, "done", closed, resolved);
        as(operator).get(ALL + "?status=new&limit=1").then().body(IDS, contains(fresh));
        as(operator).get(ALL + "?status=assigned&limit=1").then().body(IDS, contains(assigned));
        as(operator).get(ALL + "?status=in_progress&limit=3").then().body(IDS, contains(frozen, waiting, working));
        as(operator).get(ALL + "?status=done&limit=2").then().body(IDS, contains(closed, resolved));
        as(operator).get(ALL + "?status=new&limit=1").then().header("X-Total-Count", counted("assignee_id is null"));
        as(operator)
                .get(ALL + "?status=assigned&limit=1")
                .then()
                .header("X-Total-Count", counted("assignee_id is not null"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status=OPEN|{\"status\":[\"Недопустимое значение. Возможные значения: new, assigned, in_progress, done\"]}",
                "status=%00&limit=0|{\"status\":[\"Нулевые символы не допускаются.\"],\"limit\":[\"Допустимы значения от 1 до 500.\"]}",
                "limit=501|{\"limit\":[\"Допустимы значения от 1 до 500.\"]}",
                "cursor=x|{\"cursor\":[\"Введите правильное число.\"]}",
            })
    void lists_refuseBadFilters(String query, String answer) {
        Map<String, PersonState> readers = Map.of(MINE, user(), ALL, Cast.admin(), TASKS, agent());
        readers.forEach((path, reader) -> as(reader)
                .urlEncodingEnabled(false)
                .get(path + "?" + query)
                .then()
                .statusCode(400)
                .body(equalTo(answer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-9223372036854775808", "9223372036854775807", "0", "-1"})
    void lists_standAnyCursor(String cursor) {
        Map<String, PersonState> readers =
                Map.of(MINE, user(), ALL, Cast.admin(), TASKS, agent(), ALL + "?status=new", Cast.admin());
        readers.forEach((path, reader) ->
                as(reader).queryParam("cursor", cursor).get(path).then().statusCode(200));
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
    void roles_goByWhatTheOwnerSaysNow() {
        PersonState person = user();
        as(person).get(MINE).then().statusCode(200);
        as(person).get(TASKS).then().statusCode(403).body(equalTo(FORBIDDEN));
        PersonState promoted = StandInIdentity.knows(Cast.all().changed(person, Role.SUPPORT, false, 1));
        as(person).get(TASKS).then().statusCode(200);
        as(person).get(MINE).then().statusCode(403);
        assertThat(
                StandInIdentity.knows(Cast.all().changed(promoted, Role.USER, false, 1))
                        .id(),
                is(person.id()));
        as(person).get(MINE).then().statusCode(200);
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

    /** The statuses for a requester, an executor, an operator who is a moderator, and one who is the administrator. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/api/tickets/my-tickets|200|403|403|403",
                "POST|/api/tickets|400|403|403|403",
                "GET|/api/tickets/all-tickets|403|403|200|200",
                "POST|/api/tickets/{id}/assign|403|403|400|400",
                "GET|/api/tickets/assigned-to-me|403|200|403|403",
                "POST|/api/tickets/{id}/execute|403|200|403|403",
            })
    void route_isOpenToItsRole(
            String method, String route, int requester, int executor, int moderator, int administrator) {
        PersonState owner = user();
        PersonState agent = agent();
        long id = filed(owner);
        assign(Cast.admin(), id, agent.id()).then().statusCode(200);
        String path = route.replace("{id}", Long.toString(id));
        given().contentType(ContentType.JSON)
                .body("{")
                .request(method, path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(equalTo("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
        Cast.bearer("x").request(method, path).then().statusCode(401).body("code", is("token_not_valid"));
        as(owner).body("{}").request(method, path).then().statusCode(requester);
        as(Cast.someone(Role.MODERATOR)).body("{}").request(method, path).then().statusCode(moderator);
        as(Cast.admin()).body("{}").request(method, path + "/").then().statusCode(administrator);
        as(agent).body("{}").request(method, path + "/").then().statusCode(executor);
    }

    @Test
    void exampleOfAnExecution_isDone() {
        String example = "paths.'/api/tickets/{id}/execute/'.post.responses.'200'.content.'application/json'.example.";
        given().header("Accept", "application/json")
                .get("/q/openapi")
                .then()
                .body(example + "status", is("done"))
                .body(example + "requester.id", is(5))
                .body(example + "executor.id", is(9));
    }

    @Test
    void routes_areTheDocuments() {
        Map<String, Map<String, Object>> paths = given().header("Accept", "application/json")
                .get("/q/openapi")
                .jsonPath()
                .getMap("paths");
        Set<String> served = paths.entrySet().stream()
                .filter(path -> path.getKey().startsWith("/api/tickets"))
                .flatMap(path -> path.getValue().keySet().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toSet());
        assertThat(
                served,
                equalTo(Set.of(
                        "GET /api/tickets/my-tickets/",
                        "POST /api/tickets/",
                        "GET /api/tickets/all-tickets/",
                        "POST /api/tickets/{id}/assign/",
                        "GET /api/tickets/assigned-to-me/",
                        "POST /api/tickets/{id}/execute/")));
        as(user()).get(DESK).then().statusCode(405).header("Allow", "POST");
    }

    private static long filed(PersonState owner) {
        return id(as(owner)
                .body(Map.of("title", "Принтер", "description", "Не печатает"))
                .post(DESK));
    }

    private static long id(Response created) {
        return created.then().statusCode(201).extract().jsonPath().getLong("id");
    }

    private static Response assign(PersonState operator, long ticket, long executor) {
        return as(operator).body(Map.of("executor", executor)).post(DESK + ticket + "/assign/");
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

    private static void filtered(PersonState reader, String list, String status, Long... ids) {
        Response found = as(reader).get(list + "?status=" + status);
        found.then().statusCode(200).header("X-Total-Count", Integer.toString(ids.length));
        assertThat(found.jsonPath().getList("id", Long.class), equalTo(List.of(ids)));
        assertThat(
                Set.copyOf(found.jsonPath().getList("status", String.class)),
                equalTo(ids.length == 0 ? Set.of() : Set.of(status)));
    }

    private long forced(PersonState owner, PersonState executor, String status) {
        long id = filed(owner);
        pool.preparedQuery("""
                        update ticket set status = $2, assignee_id = $3,
                            closed_at = case when $2 = 'CLOSED' then now() end, closed_by = case when $2 = 'CLOSED' then $3 end
                        where id = $1""")
                .execute(Tuple.of(id, status, executor.id()))
                .await()
                .indefinitely();
        return id;
    }

    private String counted(String condition) {
        return Long.toString(pool.query("select count(*) from ticket where status = 'OPEN' and " + condition)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0));
    }
}
