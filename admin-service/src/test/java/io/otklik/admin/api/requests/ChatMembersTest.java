package io.otklik.admin.api.requests;

import static io.otklik.admin.api.requests.Office.CHATS;
import static io.otklik.admin.api.requests.Office.NOT_FOUND;
import static io.otklik.admin.api.requests.Office.agent;
import static io.otklik.admin.api.requests.Office.as;
import static io.otklik.admin.api.requests.Office.chat;
import static io.otklik.admin.api.requests.Office.messages;
import static io.otklik.admin.api.requests.Office.say;
import static io.otklik.admin.api.requests.Office.unread;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How people come into a chat and leave it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandIns.class)
class ChatMembersTest {

    private final PersonState agent = agent();
    private final PersonState other = agent();

    @Test
    void join_isOpenInGeneralAndDepartmentChats_andSaidOnce() {
        for (String type : List.of("general", "department")) {
            long chat = chat(type, agent);
            as(other).get(CHATS + chat).then().statusCode(404).body(equalTo(NOT_FOUND));
            for (int again = 0; again < 2; again++) {
                as(other).post(CHATS + chat + "/join/").then().statusCode(200).body(equalTo("{\"status\":\"joined\"}"));
            }
            messages(other, chat)
                    .body("content", contains(other.username() + " присоединился к чату"))
                    .body("message_type", contains("system"))
                    .body("sender*.toLong()", contains(other.id()));
            unread(agent, chat, 1);
        }
    }

    @Test
    void join_byTheSamePersonAtOnceIsSaidOnce() {
        long chat = chat("general", agent);
        List<CompletableFuture<Integer>> joins = IntStream.range(0, 6)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> as(other).post(CHATS + chat + "/join/").statusCode()))
                .toList();
        joins.forEach(join -> assertEquals(200, join.join()));
        messages(agent, chat).body("", hasSize(1));
    }

    @Test
    void privateChat_isThereForTheInvitedOnly() {
        long chat = chat("private", agent);
        as(other).post(CHATS + chat + "/join/").then().statusCode(404).body(equalTo(NOT_FOUND));
        as(other)
                .body(Map.of("user", other.id()))
                .post(CHATS + chat + "/invite/")
                .then()
                .statusCode(404);
        for (int again = 0; again < 2; again++) {
            as(agent)
                    .body(Map.of("user", other.id()))
                    .post(CHATS + chat + "/invite/")
                    .then()
                    .statusCode(200)
                    .body(equalTo("{\"status\":\"invited\"}"));
            as(other).post(CHATS + chat + "/join/").then().statusCode(200).body("status", is("joined"));
        }
        messages(other, chat).body("content", contains(other.username() + " присоединился к чату"));
        as(other).post(CHATS + chat + "/leave/").then().statusCode(200).body(equalTo("{\"status\":\"left\"}"));
        as(other).post(CHATS + chat + "/join/").then().statusCode(404);
    }

    @Test
    void invite_isForColleaguesOnly() {
        long chat = chat("private", agent);
        PersonState user = Office.someone(Role.USER);
        PersonState nobody = Office.stranger();
        as(agent)
                .body(Map.of("user", user.id()))
                .post(CHATS + chat + "/invite/")
                .then()
                .statusCode(400)
                .body("", equalTo(Map.of("user", List.of("Пользователь не является сотрудником поддержки."))));
        as(agent)
                .header("Accept-Language", "en")
                .body(Map.of("user", nobody.id()))
                .post(CHATS + chat + "/invite/")
                .then()
                .statusCode(400)
                .body(
                        "",
                        equalTo(Map.of(
                                "user", List.of("Invalid pk \"" + nobody.id() + "\" - object does not exist."))));
    }

    @Test
    void leave_endsSight_keepsWhatWasRead_andIsSaid() {
        long chat = chat("general", agent, other);
        long read = say(agent, chat, "Т");
        messages(other, chat).body("id*.toLong()", contains(read));
        as(other).post(CHATS + chat + "/leave").then().statusCode(200).body(equalTo("{\"status\":\"left\"}"));
        as(other).get(CHATS + chat).then().statusCode(404);
        as(other).get(CHATS).then().body("count", is(0));
        as(other).post(CHATS + chat + "/leave/").then().statusCode(404);
        as(other)
                .body(Map.of("content", "Т"))
                .post(CHATS + chat + "/messages/")
                .then()
                .statusCode(404);
        messages(agent, chat)
                .body("content", contains("Т", other.username() + " покинул чат"))
                .body("is_read", contains(true, false));
        as(agent).get(CHATS + chat).then().body("participants.id*.toLong()", contains(agent.id()));
        as(other).post(CHATS + chat + "/join/").then().statusCode(200);
        unread(other, chat, 0);
    }
}
