package io.otklik.ticket;

import static io.otklik.ticket.Cast.admin;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.otklik.events.PersonState;
import io.otklik.events.TicketCreated;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of customer-requests.md: requests are filed and refused. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class CustomerRequestsTest extends CustomerRequestsTestBase {

    @Test
    void create_answersTheWholeRequestOfTheCustomer() {
        PersonState customer = Cast.named("Анна", "Иванова");
        Response created = as(agent())
                .body("{\"title\":\" Не работает вход \",\"description\":\"Описание\",\"priority\":\"high\","
                        + "\"category\":\"account\",\"customer\":" + customer.id() + ",\"tags\":[\" vip \",\"вход\"],"
                        + "\"estimated_resolution_time\":\"2026-12-01T13:00:00+03:00\",\"status\":\"closed\",\"id\":1}")
                .post(REQUESTS);
        String id = created.jsonPath().getString("id");
        String at = created.jsonPath().getString("created_at");
        String body = "{\"id\":" + id + ",\"title\":\"Не работает вход\",\"description\":\"Описание\","
                + "\"status\":\"open\",\"priority\":\"high\",\"category\":\"account\",\"customer\":{\"id\":"
                + customer.id() + ",\"username\":\"" + customer.username()
                + "\",\"first_name\":\"Анна\",\"last_name\":\"Иванова\",\"email\":\"" + customer.email()
                + "\",\"avatar\":null},\"assigned_admin\":null,\"created_at\":\"" + at + "\",\"updated_at\":\"" + at
                + "\",\"last_message_at\":null,\"messages_count\":0,"
                + "\"estimated_resolution_time\":\"2026-12-01T10:00:00Z\",\"tags\":[\"vip\",\"вход\"]}";
        created.then().statusCode(201).body(equalTo(body));
        as(agent()).get(REQUESTS + id).then().statusCode(200).body(equalTo(body));
        as(customer).get(Cast.TICKETS + id).then().statusCode(200).body("subject", is("Не работает вход"));
    }

    @Test
    void create_forACustomerTellsWhoFiledIt() {
        PersonState agent = agent();
        PersonState customer = user();
        long id = as(agent)
                .body("{\"title\":\"Т\",\"description\":\"О\",\"customer\":" + customer.id() + "}")
                .post(REQUESTS)
                .jsonPath()
                .getLong("id");
        try (TicketLog log = new TicketLog()) {
            TicketCreated created = (TicketCreated)
                    TicketLog.event(log.records(id, "TicketCreated").get(0));
            assertThat(created.by(), is(agent.actor()));
            assertThat(created.ticket().requester(), is(customer.actor()));
        }
    }

    @Test
    void create_withoutMoreIsTheCallersOwnGeneralMediumRequest() {
        PersonState agent = agent();
        as(agent)
                .body("{\"title\":\"Т\",\"description\":\"О\",\"customer\":null,\"estimated_resolution_time\":null,"
                        + "\"priority\":null,\"category\":null,\"tags\":null}")
                .post(REQUESTS)
                .then()
                .statusCode(201)
                .body("customer.id.toLong()", is(agent.id()))
                .body("customer.first_name", is(agent.username()))
                .body("customer.last_name", is(""))
                .body("category", is("general"))
                .body("priority", is("medium"))
                .body("estimated_resolution_time", nullValue())
                .body("tags", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"title\":[\"Это поле обязательно.\"],\"description\":[\"Это поле обязательно.\"]}",
                "{\"title\":\" \",\"description\":\"О\"}|{\"title\":" + NULL,
                "{\"title\":null,\"description\":\"О\"}|{\"title\":" + NULL,
                "{\"title\":1,\"description\":\"О\"}|{\"title\":" + NOT_A_STRING,
                "{\"title\":\"\\u0000\",\"description\":\"О\"}|{\"title\":[\"Нулевые символы не допускаются.\"]}",
                "{\"title\":\"Т\",\"description\":\"\"}|{\"description\":" + NULL,
                "{\"title\":\"Т\",\"description\":{}}|{\"description\":" + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"priority\":\"normal\"}|{\"priority\":[\"Недопустимое значение. Возможные значения: low, medium, high, urgent\"]}",
                "{\"title\":\"Т\",\"description\":null}|{\"description\":" + NULL,
                "{\"title\":\"Т\",\"description\":\"О\",\"priority\":1}|{\"priority\":" + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"category\":\"нет\"}|" + NO_CATEGORY,
                "{\"title\":\"Т\",\"description\":\"О\",\"category\":1}|{\"category\":" + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"tags\":\"a\"}|{\"tags\":[\"Ожидается список.\"]}",
                "{\"title\":\"Т\",\"description\":\"О\",\"tags\":[1]}|{\"tags\":" + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"estimated_resolution_time\":\"завтра\"}|{\"estimated_resolution_time\":[\"Неправильный формат даты и времени. Используйте ISO 8601.\"]}",
                "{\"title\":\"Т\",\"description\":\"О\",\"estimated_resolution_time\":5}|{\"estimated_resolution_time\":"
                        + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"customer\":\"я\"}|{\"customer\":" + NOT_A_NUMBER,
                "{\"title\":\"Т\",\"description\":\"О\",\"customer\":987654}|{\"customer\":[\"Такого пользователя нет.\"]}",
                "{|" + NO_JSON,
                "[]|" + NO_OBJECT,
            })
    void create_isRefused(String body, String answer) {
        as(agent()).body(body).post(REQUESTS).then().statusCode(400).body(equalTo(answer));
    }

    @Test
    void create_overTheLimitsIsRefused() {
        Map<String, Object> body = new HashMap<>(Map.of("title", "я".repeat(200), "description", "я".repeat(20_000)));
        body.put("tags", Stream.generate(() -> "я".repeat(50)).limit(20).toList());
        as(agent()).body(body).post(REQUESTS).then().statusCode(201);
        body.put("title", "я".repeat(201));
        body.put("description", "я".repeat(20_001));
        body.put("tags", Stream.generate(() -> "я").limit(21).toList());
        as(agent())
                .body(body)
                .post(REQUESTS)
                .then()
                .statusCode(400)
                .body("title[0]", is("Убедитесь, что это значение содержит не более 200 символов."))
                .body("description[0]", is("Убедитесь, что это значение содержит не более 20000 символов."))
                .body("tags[0]", is("Допускается не более 20 значений."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "1.5", "99999999999999999999", "%00", "stats", "987654321"})
    void impossibleId_isNotFound(String id) {
        PersonState admin = admin();
        for (String route : List.of(
                "GET ",
                "PUT ",
                "PATCH ",
                "DELETE ",
                "POST /take",
                "POST /complete",
                "GET /messages/",
                "POST /messages")) {
            String[] words = route.split(" ", 2);
            as(admin)
                    .urlEncodingEnabled(false)
                    .body("{")
                    .request(words[0], REQUESTS + id + words[1])
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
    }
}
