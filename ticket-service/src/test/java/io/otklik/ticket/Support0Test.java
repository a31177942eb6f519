package io.otklik.ticket;

import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.statusOf;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** support-v0.md and contracts/README.md, section 9: tickets, answers, statuses. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class Support0Test extends Support0TestBase {

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
}
