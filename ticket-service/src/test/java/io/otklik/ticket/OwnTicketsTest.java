package io.otklik.ticket;

import static io.otklik.ticket.Cast.BILLING;
import static io.otklik.ticket.Cast.TECHNICAL;
import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.admin;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.assign;
import static io.otklik.ticket.Cast.setStatus;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class OwnTicketsTest {

    private static final String IDS = "id.collect{it as Long}";

    private static final RestAssuredConfig RAW_FORMS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("multipart/form-data", ContentType.TEXT));

    @Test
    void create_answersTheDocumentsBody() {
        PersonState owner = user();
        Response created = as(owner)
                .body("{\"subject\": \"Не отображается страница\", \"category\": 1, \"description\": \"Пусто\"}")
                .post(TICKETS);
        long id = created.jsonPath().getLong("id");
        created.then()
                .statusCode(201)
                .contentType("application/json")
                .body(equalTo("{\"id\":" + id + ",\"subject\":\"Не отображается страница\",\"status\":\"open\"}"));
    }

    @Test
    void create_takesAFormOfTextFields() {
        PersonState owner = user();
        String form = part("subject", "Форма") + part("category", "2") + part("description", "я".repeat(20_000))
                + part("status", "closed") + "--b--\r\n";
        Response created = Cast.bearer(Cast.all().token(owner))
                .config(RAW_FORMS)
                .contentType("multipart/form-data; boundary=b")
                .body(form.getBytes(StandardCharsets.UTF_8))
                .post(TICKETS);
        created.then().statusCode(201).body("subject", is("Форма")).body("status", is("open"));
        as(owner)
                .get(TICKETS + created.jsonPath().getLong("id"))
                .then()
                .statusCode(200)
                .body("category.id", is(2))
                .body("description", is("я".repeat(20_000)));
    }

    @Test
    void create_keepsTheDescriptionAndStripsTheSubject() {
        PersonState owner = user();
        long id = as(owner)
                .body("{\"subject\": \"  Тема \", \"category\": 1, \"description\": \"  строка\\n  вторая 😀\\n\"}")
                .post(TICKETS)
                .jsonPath()
                .getLong("id");
        as(owner)
                .get(TICKETS + id)
                .then()
                .body("subject", is("Тема"))
                .body("description", is("  строка\n  вторая 😀\n"));
    }

    @Test
    void create_ignoresFieldsThatAreNotTheClients() {
        PersonState owner = user();
        PersonState other = user();
        long id = as(owner)
                .body("{\"subject\": \"Тема\", \"category\": 1, \"description\": \"Текст\", \"status\": \"closed\","
                        + " \"priority\": \"CRITICAL\", \"assigned_to\": 1, \"requester_id\": " + other.id()
                        + ", \"id\": 7, \"is_staff\": true, \"role\": \"admin\"}")
                .post(TICKETS)
                .then()
                .statusCode(201)
                .body("status", is("open"))
                .extract()
                .jsonPath()
                .getLong("id");
        as(other).get(TICKETS + id).then().statusCode(404);
        as(agent()).get(Cast.SUPPORT + id).then().body("status", is("open")).body("assigned_to", nullValue());
        as(owner).get("/api/v1/support/tickets/").then().statusCode(403);
    }

    @Test
    void detail_answersTheDocumentsBody() {
        PersonState owner = user();
        long id = ticket(owner, "Проблема с авторизацией");
        as(owner)
                .get(TICKETS + id + "/")
                .then()
                .statusCode(200)
                .body(equalTo("{\"id\":" + id + ",\"subject\":\"Проблема с авторизацией\","
                        + "\"description\":\"Описание: Проблема с авторизацией\",\"status\":\"open\","
                        + "\"category\":{\"id\":1,\"name\":\"Техническая\"},\"attachments\":[]}"));
    }

    @Test
    void detail_isForTheOwnerOnly() {
        long id = ticket(user(), "Чужой");
        for (PersonState other : List.of(user(), agent(), admin())) {
            as(other).get(TICKETS + id + "/").then().statusCode(404).body(equalTo("{\"detail\":\"Не найдено.\"}"));
        }
    }

    @Test
    void list_isOwnNewestFirst() {
        PersonState owner = user();
        long first = ticket(owner, "Первый");
        long foreign = ticket(user(), "Чужой");
        long second = ticket(owner, "Второй");
        Response list = as(owner).get(TICKETS);
        list.then()
                .statusCode(200)
                .header("X-Total-Count", "2")
                .header("Link", nullValue())
                .body(IDS, contains(second, first))
                .body(IDS, not(hasItem(foreign)));
        assertThat(list.jsonPath().getMap("[0]").keySet(), hasToString("[id, subject, status, created_at]"));
        assertThat(
                list.jsonPath().getString("[0].created_at"),
                matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z"));
    }

    @Test
    void list_ofAnybodyWithoutTicketsIsEmpty() {
        as(agent())
                .get(TICKETS)
                .then()
                .statusCode(200)
                .header("X-Total-Count", "0")
                .body(equalTo("[]"));
    }

    @Test
    void list_filtersByStatus() {
        PersonState owner = user();
        PersonState agent = agent();
        long open = ticket(owner, "Открыт");
        long working = ticket(owner, "В работе");
        assign(agent, working, agent.id()).then().statusCode(200);
        setStatus(agent, working, "in_progress").then().statusCode(200);

        as(owner)
                .get(TICKETS + "?status=open")
                .then()
                .header("X-Total-Count", "1")
                .body(IDS, contains(open));
        as(owner)
                .get(TICKETS + "?status=in_progress")
                .then()
                .header("X-Total-Count", "1")
                .body(IDS, contains(working))
                .body("status", contains("in_progress"));
        as(owner)
                .get(TICKETS + "?status=closed")
                .then()
                .header("X-Total-Count", "0")
                .body(equalTo("[]"));
    }

    @Test
    void list_refusesAnUnknownStatusWithThePlainString() {
        as(user())
                .get(TICKETS + "?status=OPEN")
                .then()
                .statusCode(400)
                .body(equalTo("{\"status\":\"Недопустимое значение. Возможные значения: "
                        + "open, in_progress, resolved, closed\"}"));
        as(user())
                .header("Accept-Language", "en-GB,en;q=0.9")
                .get(TICKETS + "?status=OPEN")
                .then()
                .statusCode(400)
                .body(equalTo("{\"status\":\"Invalid value. Possible values: open, in_progress, resolved, closed\"}"));
    }

    @Test
    void list_isPagedByLimitAndLink() {
        PersonState owner = user();
        long first = ticket(owner, "1");
        long second = ticket(owner, "2");
        long third = ticket(owner, "3");
        Response page = as(owner).get(TICKETS + "?limit=2&status=open");
        page.then()
                .header("X-Total-Count", "3")
                .header("Link", matchesPattern("<http://[^>]*limit=2[^>]*>; rel=\"next\""))
                .header("Link", containsString("status=open"))
                .body(IDS, contains(third, second));
        String next = page.header("Link").replaceAll("<(.*)>.*", "$1");
        as(owner)
                .urlEncodingEnabled(false)
                .get(next)
                .then()
                .header("X-Total-Count", "3")
                .header("Link", nullValue())
                .body(IDS, contains(first));
        as(owner)
                .get(TICKETS + "?cursor=" + first)
                .then()
                .header("X-Total-Count", "3")
                .body(equalTo("[]"));
    }

    @Test
    void link_hasTheSchemeHostAndPortThatTheClientUsed() {
        PersonState owner = user();
        long shown = ticket(owner, "1");
        long second = ticket(owner, "2");
        as(owner)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "desk.example.com:8443")
                .header("X-Forwarded-For", "192.0.2.1")
                .get(TICKETS + "?limit=1")
                .then()
                .body(IDS, contains(second))
                .header("Link", startsWith("<https://desk.example.com:8443/api/v1/tickets?"));
        as(owner).get(TICKETS + "?cursor=" + second).then().body(IDS, contains(shown));
    }

    @Test
    void slash_atTheEndMakesNoDifference() {
        PersonState owner = user();
        long id = ticket(owner, "Слэш", BILLING);
        String with = as(owner).get("/api/v1/tickets/" + id + "/").asString();
        as(owner).get("/api/v1/tickets/" + id).then().body(equalTo(with));
        as(owner).get("/api/v1/tickets").then().statusCode(200);
        as(owner).get("/api/v1/tickets/categories/").then().statusCode(200).body("[0].id", is((int) TECHNICAL));
        as(owner)
                .body("{\"subject\": \"Тема\", \"category\": 1, \"description\": \"Текст\"}")
                .post("/api/v1/tickets")
                .then()
                .statusCode(201);
    }

    /** As browsers and curl send it: without a content type, so in UTF-8. */
    private static String part(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
