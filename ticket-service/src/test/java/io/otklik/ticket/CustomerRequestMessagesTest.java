package io.otklik.ticket;

import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.comment;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of customer-requests.md: messages, and what other services are told of them. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class CustomerRequestMessagesTest extends CustomerRequestsTestBase {

    @Test
    void messages_areShownToAllStaff() {
        PersonState customer = Cast.named("Анна", "Иванова");
        PersonState agent = agent();
        long id = ticket(customer, "Тема");
        long first = comment(customer, id, "Вопрос", false);
        Response created = as(agent)
                .body(Map.of("content", "Ответ", "message_type", "file", "is_internal", true))
                .post(REQUESTS + id + "/messages/");
        String second = created.jsonPath().getString("id");
        String at = created.jsonPath().getString("created_at");
        created.then()
                .statusCode(201)
                .body(equalTo("{\"id\":" + second + ",\"request\":" + id + ",\"sender\":" + agent.id()
                        + ",\"sender_type\":\"admin\",\"sender_name\":\"" + agent.username()
                        + "\",\"sender_avatar\":null,\"content\":\"Ответ\",\"message_type\":\"file\","
                        + "\"is_read\":false,\"is_internal\":true,\"created_at\":\"" + at + "\"}"));
        Response list = as(agent).get(REQUESTS + id + "/messages/");
        list.then().statusCode(200).header("X-Total-Count", "2");
        assertThat(
                list.asString(),
                startsWith("[{\"id\":" + first + ",\"request\":" + id + ",\"sender\":" + customer.id()
                        + ",\"sender_type\":\"customer\",\"sender_name\":\"Анна Иванова\",\"sender_avatar\":null,"
                        + "\"content\":\"Вопрос\",\"message_type\":\"text\",\"is_read\":false,\"is_internal\":false,"));
        assertThat(list.asString(), endsWith("," + created.asString() + "]"));
        as(agent()).get(REQUESTS + id + "/messages/").then().body("is_read", contains(true, false));
        as(agent()).get(REQUESTS + id + "/messages/?limit=1").then().body("is_read", contains(true));
        as(agent).get(REQUESTS + id).then().body("messages_count", is(2)).body("last_message_at", is(at));
    }

    @Test
    void messages_areReadWhenTheirPageWasShown() {
        PersonState customer = user();
        long id = ticket(customer, "Тема");
        for (String text : List.of("1", "2", "3")) {
            assertThat(comment(customer, id, text, false) > 0, is(true));
        }
        as(agent()).get(REQUESTS + id + "/messages/?limit=1").then().body("content", contains("1"));
        Response rest = as(agent()).get(REQUESTS + id + "/messages/?limit=2");
        rest.then().body("content", contains("1", "2")).body("is_read", contains(true, false));
        as(agent()).get(REQUESTS + id + "/messages/").then().body("is_read", contains(true, true, false));
    }

    @Test
    void messages_takeTheAuthorsOwnUploads() throws SQLException {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        Upload first = upload(agent);
        Upload second = upload(agent);
        Map<String, Object> body =
                Map.of("content", "Файлы", "attachments", List.of(first.uuid(), second.id(), first.uuid()));
        as(agent()).body(body).post(REQUESTS + id + "/messages/").then().statusCode(400);
        as(agent).body(body).post(REQUESTS + id + "/messages/").then().statusCode(201);
        as(agent)
                .body(body)
                .post(REQUESTS + id + "/messages/")
                .then()
                .statusCode(400)
                .body(equalTo("{\"attachments\":[\"Файл не найден, загружен не вами или уже прикреплён.\"]}"));
        as(agent).get(REQUESTS + id + "/messages/").then().header("X-Total-Count", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"content\":[\"Это поле обязательно.\"]}",
                "{\"content\":\" \"}|{\"content\":" + NULL,
                "{\"content\":1}|{\"content\":" + NOT_A_STRING,
                "{\"content\":\"Т\",\"message_type\":\"system\"}|{\"message_type\":[\"Недопустимое значение. Возможные значения: text, image, file\"]}",
                "{\"content\":\"Т\",\"is_internal\":1}|{\"is_internal\":[\"Значение должно быть true или false.\"]}",
                "{\"content\":\"Т\",\"attachments\":1}|{\"attachments\":[\"Ожидается список.\"]}",
                "{\"content\":\"Т\",\"attachments\":[\"x\"]}|{\"attachments\":[\"Ожидаются числа или UUID.\"]}",
                "{\"content\":\"Т\",\"attachments\":[null]}|{\"attachments\":[\"Ожидаются числа или UUID.\"]}",
                "{\"content\":\"Т\",\"attachments\":[1]}|{\"attachments\":[\"Файл не найден, загружен не вами или уже прикреплён.\"]}",
                "{|" + NO_JSON,
            })
    void message_isRefused(String body, String answer) {
        long id = ticket(user(), "Тема");
        as(agent())
                .body(body)
                .post(REQUESTS + id + "/messages/")
                .then()
                .statusCode(400)
                .body(equalTo(answer));
        as(agent()).get(REQUESTS + id + "/messages/").then().header("X-Total-Count", "0");
        as(agent()).body(body).post(REQUESTS + "987654321/messages/").then().statusCode(404);
    }

    @Test
    void otherServices_getRequestsAndMessagesAsTheyAreShown() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        as(agent).post(REQUESTS + id + "/take").then().statusCode(200);
        String request = as(agent).get(REQUESTS + id).asString();
        String message = as(agent()).get(REQUESTS + id + "/messages").jsonPath().getString("[0].id");
        String token = ConfigProvider.getConfig().getValue("otklik.people.internal-token", String.class);
        given().header("X-Otklik-Internal", token)
                .get("/internal/requests/" + id)
                .then()
                .statusCode(200)
                .body(equalTo(request));
        given().header("X-Otklik-Internal", token)
                .get("/internal/requests/messages/" + message)
                .then()
                .statusCode(200)
                .body("id", is(Integer.valueOf(message)))
                .body("request.toLong()", is(id))
                .body("message_type", is("system"))
                .body("is_read", is(true));
        for (String path : List.of("987654321", "messages/987654321", "x")) {
            given().header("X-Otklik-Internal", token)
                    .get("/internal/requests/" + path)
                    .then()
                    .statusCode(404);
        }
        as(agent).get("/internal/requests/" + id).then().statusCode(401);
        as(agent).get("/internal/requests/messages/" + message).then().statusCode(401);
    }
}
