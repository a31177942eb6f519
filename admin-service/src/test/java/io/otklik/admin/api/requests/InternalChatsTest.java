package io.otklik.admin.api.requests;

import static io.otklik.admin.api.requests.Office.CHATS;
import static io.otklik.admin.api.requests.Office.NOT_FOUND;
import static io.otklik.admin.api.requests.Office.agent;
import static io.otklik.admin.api.requests.Office.as;
import static io.otklik.admin.api.requests.Office.chat;
import static io.otklik.admin.api.requests.Office.messages;
import static io.otklik.admin.api.requests.Office.service;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What notification-service asks and hands on. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandIns.class)
class InternalChatsTest {

    private final PersonState agent = agent();
    private final PersonState other = agent();

    @Test
    void internal_tellsWhoTakesPart() {
        long chat = chat("private", agent);
        String members = "/internal/chats/" + chat + "/members/";
        service()
                .get(members + agent.id())
                .then()
                .statusCode(200)
                .body(equalTo("{\"chat\":" + chat + ",\"person\":" + agent.id() + "}"));
        service().get(members + other.id()).then().statusCode(404).body(equalTo(NOT_FOUND));
        service().get("/internal/chats/987654/members/" + agent.id()).then().statusCode(404);
        service().get("/internal/chats/x/members/" + agent.id()).then().statusCode(404);
        given().get(members + agent.id()).then().statusCode(401);
        as(agent).get(members + agent.id()).then().statusCode(401);
    }

    @Test
    void internal_saysWhatComesBySocket() {
        long chat = chat("private", agent, other);
        String path = "/internal/chats/" + chat + "/messages";
        long id = service()
                .body(Map.of("person", agent.id(), "content", "Привет"))
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        messages(other, chat)
                .body("id*.toLong()", contains(id))
                .body("content", contains("Привет"))
                .body("message_type", contains("text"))
                .body("sender*.toLong()", contains(agent.id()));
        service()
                .body(Map.of("person", agent.id(), "content", " "))
                .post(path)
                .then()
                .statusCode(400)
                .body(equalTo("{\"content\":[\"Это поле не может быть пустым.\"]}"));
        service().body(Map.of("content", "Т")).post(path).then().statusCode(400).body("person", hasSize(1));
        service()
                .body(Map.of("person", agent().id(), "content", ""))
                .post(path)
                .then()
                .statusCode(404);
        service()
                .body(Map.of("person", agent().id(), "content", "Т"))
                .post(path)
                .then()
                .statusCode(404);
        PersonState dismissed = Office.changed(other, Role.USER, false);
        as(dismissed).get(CHATS).then().statusCode(403);
        service()
                .body(Map.of("person", other.id(), "content", "Т"))
                .post(path)
                .then()
                .statusCode(403);
        given().contentType(ContentType.JSON).body("{}").post(path).then().statusCode(401);
        messages(agent, chat).body("", hasSize(1));
    }
}
