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
import io.restassured.RestAssured;
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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** support-v0.md and contracts/README.md, section 9. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class Support0Test {

    private static final String TICKET = "/api/ticket";
    private static final String MESSAGE = "Some message like FOO BAR BIZ";
    private static final String IDS = "id.collect{it as Long}";
    private static final String NOT_FOUND = "{\"detail\":\"Не найдено.\"}";

    @Inject
    Pool pool;

    @Test
    void create_answersTheDocumentsBody() {
        PersonState owner = user();
        Response created = as(owner)
                .body(Map.of("message", MESSAGE, "status", "c", "from_user_id", 1))
                .post(TICKET);
        created.then().statusCode(201).body(equalTo(shown(created, owner, "u", null)));
        as(owner).get(TICKET + "/" + id(created)).then().statusCode(200).body(equalTo(created.asString()));
        as(agent())
                .get(Cast.SUPPORT + id(created))
                .then()
                .body("title", is(MESSAGE))
                .body("description", is(MESSAGE))
                .body("category.name", is("Общая"));
    }

    @Test
    void create_cutsTheSubjectFromTheFirstLine() {
        subject("\n  \r\n\t Принтер  \nне печатает", "Принтер");
        subject("😀".repeat(81) + "\nещё", "😀".repeat(80));
        subject("а".repeat(79) + " " + "б".repeat(5), "а".repeat(79));
    }

    private static void subject(String message, String subject) {
        Response created = as(user()).body(Map.of("message", message)).post(TICKET);
        created.then().statusCode(201).body("message", is(message));
        as(agent()).get(Cast.SUPPORT + id(created)).then().body("title", is(subject));
    }

    @Test
    void answers_standByThemselvesAndGatherNewestFirst() {
        PersonState owner = user();
        PersonState agent = agent();
        long id = filed(owner);
        Response first = as(agent).body(Map.of("message", "answer message")).post(TICKET + "/" + id + "/answer");
        long firstId = first.jsonPath().getLong("id");
        first.then().statusCode(201).body(equalTo("{\"id\":" + firstId + ",\"message\":\"answer message\"}"));
        long second = as(owner)
                .body(Map.of("message", "ещё"))
                .post(TICKET + "/" + id + "/answer/")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        long internal = Cast.comment(agent, id, "Между нами", true);

        Response answer = as(owner).get("/api/comment/" + firstId);
        answer.then()
                .statusCode(200)
                .body(equalTo("{\"id\":" + firstId + ",\"from_user_id\":" + agent.id() + ",\"from_user\":\""
                        + agent.username() + "\",\"to_ticket\":\"" + base() + "/api/ticket/" + id
                        + "\",\"message\":\"answer message\",\"answered_at\":\""
                        + answer.jsonPath().getString("answered_at") + "\"}"));
        as(agent).get("/api/comment/" + second + "/").then().statusCode(200).body("from_user", is(owner.username()));
        for (PersonState reader : new PersonState[] {owner, agent}) {
            Response ticket = as(reader).get(TICKET + "/" + id);
            ticket.then().body(equalTo(shown(ticket, owner, "u", null, second, firstId)));
            as(reader).get("/api/comment/" + internal).then().statusCode(404).body(equalTo(NOT_FOUND));
        }
        as(user()).get("/api/comment/" + firstId).then().statusCode(404).body(equalTo(NOT_FOUND));
        as(owner)
                .get(TICKET)
                .then()
                .body("[0].answers", contains(base() + "/api/comment/" + second, base() + "/api/comment/" + firstId));
        as(owner).get(Cast.TICKETS + id + "/comments/").then().body("text", contains("answer message", "ещё"));
    }

    @Test
    void addresses_areThoseThatTheClientUsed() {
        PersonState owner = user();
        long id = filed(owner);
        as(owner)
                .body(Map.of("message", "а"))
                .post(TICKET + "/" + id + "/answer")
                .then()
                .statusCode(201);
        as(owner).body(Map.of("message", MESSAGE)).post(TICKET).then().statusCode(201);
        String client = "https://desk.example.com:8443";
        Response list = as(owner)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "desk.example.com:8443")
                .get(TICKET + "/?limit=1");
        long newest = list.jsonPath().getLong("[0].id");
        list.then().header("Link", "<" + client + "/api/ticket?cursor=" + newest + "&limit=1>; rel=\"next\"");
        Response ticket = as(owner)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "desk.example.com:8443")
                .get(TICKET + "/" + id);
        String answer = ticket.jsonPath().getString("answers[0]");
        assertThat(answer.substring(0, answer.lastIndexOf('/')), is(client + "/api/comment"));
        as(owner)
                .header("Host", "127.0.0.1:8000")
                .header("X-Forwarded-Proto", "http")
                .header("X-Forwarded-Host", "127.0.0.1:8000")
                .get(answer.substring(client.length()))
                .then()
                .body("to_ticket", is("http://127.0.0.1:8000/api/ticket/" + id));
    }

    @Test
    void setStatus_answersTheDocumentsBodyAndAssignsWhoSetsIt() {
        PersonState owner = user();
        PersonState agent = agent();
        PersonState other = agent();
        long id = filed(owner);
        setStatus(agent, id, "u").then().statusCode(200).body(equalTo("{\"status\":\"u\",\"changed_status\":null}"));
        setStatus(agent, id, "c")
                .then()
                .statusCode(200)
                .body(equalTo("{\"status\":\"c\",\"changed_status\":" + agent.id() + "}"));
        assertThat(statusOf(id), is("RESOLVED"));
        Response ticket = as(owner).get(TICKET + "/" + id);
        ticket.then().body(equalTo(shown(ticket, owner, "c", agent)));
        as(agent).get(Cast.SUPPORT + id).then().body("assigned_to.username", is(agent.username()));
        setStatus(other, id, "c").then().body(equalTo("{\"status\":\"c\",\"changed_status\":" + agent.id() + "}"));
        setStatus(other, id, "f").then().body(equalTo("{\"status\":\"f\",\"changed_status\":" + other.id() + "}"));
        assertThat(statusOf(id), is("FROZEN"));
        setStatus(other, id, "u").then().body("status", is("u"));
        assertThat(statusOf(id), is("OPEN"));
        as(agent).get(Cast.SUPPORT + id).then().body("assigned_to.username", is(agent.username()));
    }

    @Test
    void setStatus_isWhatItsLetterSays_whateverShowsAsItAlready() {
        PersonState agent = agent();
        long id = filed(user());
        for (String status : new String[] {"IN_PROGRESS", "WAITING_RESPONSE"}) {
            force(id, status, agent);
            setStatus(agent, id, "u").then().statusCode(200).body("status", is("u"));
            assertThat(statusOf(id), is("OPEN"));
        }
    }

    @Test
    void list_isOnesOwnAndAllForStaffByStatus() {
        PersonState owner = user();
        PersonState agent = agent();
        long open = filed(owner);
        long working = filed(owner);
        force(working, "IN_PROGRESS", agent);
        long frozen = filed(owner);
        setStatus(agent, frozen, "f").then().statusCode(200);
        long solved = filed(owner);
        setStatus(agent, solved, "c").then().statusCode(200);
        long others = filed(user());

        as(owner)
                .get(TICKET + "/")
                .then()
                .statusCode(200)
                .header("X-Total-Count", "4")
                .body(IDS, contains(solved, frozen, working, open))
                .body("status", contains("c", "f", "u", "u"));
        as(owner).get(TICKET + "?status=u").then().header("X-Total-Count", "2").body(IDS, contains(working, open));
        as(owner).get(TICKET + "?status=f").then().header("X-Total-Count", "1").body(IDS, contains(frozen));
        as(owner).get(TICKET + "?status=c").then().header("X-Total-Count", "1").body(IDS, contains(solved));
        as(agent).get(TICKET + "?limit=5").then().body(IDS, contains(others, solved, frozen, working, open));
        as(agent).get(TICKET + "?status=f&limit=1").then().body(IDS, contains(frozen));
        String link = as(owner).get(TICKET + "?limit=3").header("Link");
        as(owner)
                .get(link.substring(1, link.indexOf('>')))
                .then()
                .header("Link", nullValue())
                .body(IDS, contains(open));
        as(user()).get(TICKET).then().statusCode(200).body(equalTo("[]"));
    }

    @Test
    void staff_areWhomTheOwnerSaysTheyAre() {
        PersonState person = user();
        long others = filed(user());
        as(person).get(TICKET).then().body(equalTo("[]"));
        as(person).get(TICKET + "/" + others).then().statusCode(404);
        assertThat(
                StandInIdentity.knows(Cast.all().changed(person, Role.SUPPORT, false, 1))
                        .id(),
                is(person.id()));
        as(person).get(TICKET + "?limit=1").then().body(IDS, contains(others));
        as(person).get(TICKET + "/" + others).then().statusCode(200);
    }

    @Test
    void user_showsHimselfAndHisTickets() {
        PersonState owner = user();
        long first = filed(owner);
        long second = filed(owner);
        String expected = "{\"id\":" + owner.id() + ",\"username\":\"" + owner.username() + "\",\"email\":\""
                + owner.email() + "\",\"is_active\":true,\"tickets\":[\"" + base() + "/api/ticket/" + second + "\",\""
                + base() + "/api/ticket/" + first + "\"]}";
        as(owner).get("/auth/users/" + owner.id()).then().statusCode(200).body(equalTo(expected));
        as(agent())
                .get("/auth/users/" + owner.id() + "/")
                .then()
                .statusCode(200)
                .body(equalTo(expected));
        as(user()).get("/auth/users/" + owner.id()).then().statusCode(404).body(equalTo(NOT_FOUND));
        as(user()).get("/auth/users/987654321").then().statusCode(404).body(equalTo(NOT_FOUND));
        as(agent()).get("/auth/users/987654321").then().statusCode(404).body(equalTo(NOT_FOUND));
        PersonState blocked = StandInIdentity.knows(Cast.all().changed(owner, Role.USER, true, 2));
        as(agent()).get("/auth/users/" + blocked.id()).then().body("is_active", is(false));
    }

    @Test
    void user_showsTheNewest500Tickets() {
        PersonState owner = user();
        long last = LongStream.range(0, 501).map(n -> filed(owner)).max().orElseThrow();
        as(owner)
                .get("/auth/users/" + owner.id())
                .then()
                .body("tickets.size()", is(500))
                .body("tickets[0]", is(base() + "/api/ticket/" + last));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "|{}|{\"message\":[\"Это поле обязательно.\"]}",
                "|{\"message\":\" \\n\"}|{\"message\":[\"Это поле не может быть пустым.\"]}",
                "|{\"message\":null}|{\"message\":[\"Это поле не может быть пустым.\"]}",
                "|{\"message\":[\"Т\"]}|{\"message\":[\"Значение должно быть строкой.\"]}",
                "|{\"message\":\"\\u0000\"}|{\"message\":[\"Нулевые символы не допускаются.\"]}",
                "|{|{\"detail\":\"Ошибка разбора JSON.\"}",
                "|[]|{\"detail\":\"Тело запроса должно быть объектом JSON.\"}",
                "answer|{}|{\"message\":[\"Это поле обязательно.\"]}",
                "answer|{\"message\":\"\"}|{\"message\":[\"Это поле не может быть пустым.\"]}",
                "answer|{\"message\":7}|{\"message\":[\"Значение должно быть строкой.\"]}",
                "answer|{\"message\":\"\\u0000\"}|{\"message\":[\"Нулевые символы не допускаются.\"]}",
                "answer|[]|{\"detail\":\"Тело запроса должно быть объектом JSON.\"}",
                "set_status|{}|{\"status\":[\"Это поле обязательно.\"]}",
                "set_status|{\"status\":null}|{\"status\":[\"Это поле не может быть пустым.\"]}",
                "set_status|{\"status\":\"x\"}|{\"status\":[\"Недопустимое значение. Возможные значения: c, u, f\"]}",
                "set_status|{\"status\":\"C\"}|{\"status\":[\"Недопустимое значение. Возможные значения: c, u, f\"]}",
                "set_status|{\"status\":1}|{\"status\":[\"Значение должно быть строкой.\"]}",
                "set_status|{|{\"detail\":\"Ошибка разбора JSON.\"}",
            })
    void body_isRefusedAndChangesNothing(String action, String body, String answer) {
        PersonState agent = agent();
        if (action == null) {
            as(agent).body(body).post(TICKET).then().statusCode(400).body(equalTo(answer));
            as(agent).get(Cast.TICKETS).then().header("X-Total-Count", "0");
            return;
        }
        long id = filed(user());
        as(agent)
                .body(body)
                .post(TICKET + "/" + id + "/" + action)
                .then()
                .statusCode(400)
                .body(equalTo(answer));
        as(agent).get(TICKET + "/" + id).then().body("answers.size()", is(0)).body("status", is("u"));
        for (String wrong : new String[] {"abc", "0", "-1", "99999999999999999999", "987654321"}) {
            as(agent)
                    .body(body)
                    .post(TICKET + "/" + wrong + "/" + action + "/")
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
        as(agent)
                .contentType(ContentType.TEXT)
                .body("x")
                .post(TICKET + "/" + id + "/" + action)
                .then()
                .statusCode(415);
    }

    @Test
    void texts_overTheLimitsAreRefused() {
        PersonState owner = user();
        as(owner)
                .body(Map.of("message", "я".repeat(20_001)))
                .post(TICKET)
                .then()
                .statusCode(400)
                .body(equalTo("{\"message\":[\"Убедитесь, что это значение содержит не более 20000 символов.\"]}"));
        as(owner)
                .header("Accept-Language", "en")
                .body(Map.of("message", "я".repeat(10_001)))
                .post(TICKET + "/" + filed(owner) + "/answer")
                .then()
                .statusCode(400)
                .body(equalTo("{\"message\":[\"Ensure this field has no more than 10000 characters.\"]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status=open|{\"status\":[\"Недопустимое значение. Возможные значения: c, u, f\"]}",
                "status=%00|{\"status\":[\"Нулевые символы не допускаются.\"]}",
                "limit=0&cursor=x|{\"limit\":[\"Допустимы значения от 1 до 500.\"],\"cursor\":[\"Введите правильное число.\"]}",
            })
    void list_refusesBadFilters(String query, String answer) {
        as(user())
                .urlEncodingEnabled(false)
                .get(TICKET + "?" + query)
                .then()
                .statusCode(400)
                .body(equalTo(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-9223372036854775808", "9223372036854775807", "0", "-1"})
    void list_standsAnyCursor(String cursor) {
        for (PersonState reader : new PersonState[] {user(), agent()}) {
            as(reader).queryParam("cursor", cursor).get(TICKET).then().statusCode(200);
            as(reader)
                    .queryParam("cursor", cursor)
                    .get(TICKET + "?status=u")
                    .then()
                    .statusCode(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "1.5", "99999999999999999999", "%00", "987654321"})
    void impossibleId_isNotFound(String id) {
        for (String path : new String[] {TICKET + "/", "/api/comment/", "/auth/users/"}) {
            as(agent())
                    .urlEncodingEnabled(false)
                    .get(path + id)
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
    }

    /** The statuses for the owner, another user, a support agent, a moderator and the administrator. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/api/ticket|200|200|200|200|200",
                "POST|/api/ticket|201|201|201|201|201",
                "GET|/api/ticket/{ticket}|200|404|200|200|200",
                "POST|/api/ticket/{ticket}/answer|201|404|201|201|201",
                "POST|/api/ticket/{ticket}/set_status|403|403|200|200|200",
                "GET|/api/comment/{answer}|200|404|200|200|200",
                "GET|/auth/users/{owner}|200|404|200|200|200",
            })
    void route_isOpenToThoseWhoMay(
            String method, String route, int owner, int other, int agent, int moderator, int administrator) {
        PersonState requester = user();
        long id = filed(requester);
        String path = route.replace("{ticket}", Long.toString(id))
                .replace("{answer}", Long.toString(Cast.comment(requester, id, "Т", false)))
                .replace("{owner}", Long.toString(requester.id()));
        String body = "{\"message\":\"Т\",\"status\":\"f\"}";
        given().contentType(ContentType.JSON)
                .body(body)
                .request(method, path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(equalTo("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
        Cast.bearer("x").request(method, path).then().statusCode(401).body("code", is("token_not_valid"));
        as(requester).body(body).request(method, path).then().statusCode(owner);
        as(user()).body(body).request(method, path).then().statusCode(other);
        as(agent()).body(body).request(method, path + "/").then().statusCode(agent);
        as(Cast.someone(Role.MODERATOR)).body(body).request(method, path).then().statusCode(moderator);
        as(Cast.admin()).body(body).request(method, path + "/").then().statusCode(administrator);
    }

    @Test
    void routes_areTheDocuments() {
        Map<String, Map<String, Object>> paths = given().header("Accept", "application/json")
                .get("/q/openapi")
                .jsonPath()
                .getMap("paths");
        Set<String> served = paths.entrySet().stream()
                .filter(path -> path.getKey().matches("/api/ticket(/.*)?|/api/comment/.*|/auth/.*"))
                .flatMap(path -> path.getValue().keySet().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toSet());
        assertThat(
                served,
                equalTo(Set.of(
                        "GET /api/ticket",
                        "POST /api/ticket",
                        "GET /api/ticket/{id}",
                        "POST /api/ticket/{id}/answer",
                        "POST /api/ticket/{id}/set_status",
                        "GET /api/comment/{id}",
                        "GET /auth/users/{id}")));
        as(user()).delete(TICKET).then().statusCode(405).header("Allow", "GET, POST");
    }

    private static String base() {
        return "http://localhost:" + RestAssured.port;
    }

    private static long filed(PersonState owner) {
        return id(as(owner).body(Map.of("message", MESSAGE)).post(TICKET));
    }

    private static long id(Response created) {
        return created.then().statusCode(201).extract().jsonPath().getLong("id");
    }

    private static Response setStatus(PersonState by, long ticket, String letter) {
        return as(by).body(Map.of("status", letter)).post(TICKET + "/" + ticket + "/set_status");
    }

    /** What the ticket that was answered must look like, but for the id and the time. */
    private static String shown(Response answer, PersonState owner, String status, PersonState by, Long... answers) {
        return "{\"id\":" + answer.jsonPath().getLong("id") + ",\"from_user_id\":" + owner.id() + ",\"from_user\":\""
                + owner.username() + "\",\"message\":\"" + MESSAGE + "\",\"status\":\"" + status
                + "\",\"changed_status\":" + (by == null ? "null" : by.id()) + ",\"answers\":["
                + List.of(answers).stream()
                        .map(id -> "\"" + base() + "/api/comment/" + id + "\"")
                        .collect(Collectors.joining(","))
                + "],\"created_at\":\"" + answer.jsonPath().getString("created_at") + "\"}";
    }

    private void force(long ticket, String status, PersonState assignee) {
        pool.preparedQuery("update ticket set status = $2, assignee_id = $3 where id = $1")
                .execute(Tuple.of(ticket, status, assignee.id()))
                .await()
                .indefinitely();
    }

    private String statusOf(long ticket) {
        return pool.preparedQuery("select status from ticket where id = $1")
                .execute(Tuple.of(ticket))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }
}
