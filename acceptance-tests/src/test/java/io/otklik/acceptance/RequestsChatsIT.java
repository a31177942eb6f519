package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** customer-requests.md: AdminChatViewSet and ChatConsumer, and contracts/README.md, section 8. */
@ExtendWith(Suite.class)
class RequestsChatsIT extends RequestsTestBase {

    @Test
    void chat_isForThoseWhoTakePart() {
        Someone colleague = Someone.agent();
        long chat = agent.request()
                .body(Map.of("name", "Смена", "chat_type", "private", "participants", List.of(colleague.id())))
                .post(CHATS)
                .then()
                .statusCode(201)
                .body("name", is("Смена"))
                .body("chat_type", is("private"))
                .body("participants.id", is(List.of((int) agent.id(), (int) colleague.id())))
                .body("last_message", is((Object) null))
                .body("unread_count", is(0))
                .body("is_active", is(true))
                .extract()
                .jsonPath()
                .getLong("id");
        long first = agent.request()
                .body(Map.of("content", "Всем привет"))
                .post(CHATS + chat + "/messages/")
                .then()
                .statusCode(201)
                .body(said(chat, agent, "Всем привет", "text", "null", "false"))
                .extract()
                .jsonPath()
                .getLong("id");
        colleague
                .request()
                .get(CHATS + chat + "/")
                .then()
                .statusCode(200)
                .body(shown("""
                {id: %d, name: 'Смена', chat_type: 'private', participants: [%s, %s],
                 last_message: {content: 'Всем привет', sender_name: '%s', created_at: <time>},
                 unread_count: 1, is_active: true, created_at: <time>}""", chat, user(agent), user(colleague), agent.username()));
        colleague
                .request()
                .get(CHATS + chat + "/messages/")
                .then()
                .statusCode(200)
                .body("content", is(List.of("Всем привет")));
        assertEquals(0, colleague.reads(CHATS + chat + "/").getInt("unread_count"));
        colleague
                .request()
                .body(Map.of("content", "Ответ", "reply_to", first))
                .post(CHATS + chat + "/messages/")
                .then()
                .statusCode(201)
                .body(said(chat, colleague, "Ответ", "text", Long.toString(first), "false"));
        assertEquals(1, agent.reads(CHATS).getInt("results.find { it.id == " + chat + " }.unread_count"));

        Someone stranger = Someone.agent();
        for (String path : List.of("", "messages/")) {
            stranger.request().get(CHATS + chat + "/" + path).then().spec(Refused.NOT_FOUND);
        }
        stranger.request().post(CHATS + chat + "/join/").then().spec(Refused.NOT_FOUND);
        SocketClient.refused(given().auth().oauth2(stranger.token()), "/ws/chats/" + chat)
                .then()
                .spec(Refused.NOT_FOUND);
        agent.request()
                .body(Map.of("user", stranger.id()))
                .post(CHATS + chat + "/invite/")
                .then()
                .statusCode(200);
        stranger.request().get(CHATS + chat + "/").then().statusCode(200);
        agent.request()
                .body(Map.of("user", customer.id()))
                .post(CHATS + chat + "/invite/")
                .then()
                .statusCode(400)
                .body("keySet()", is(Set.of("user")));
    }

    @Test
    void joining_andLeavingAreSaidInTheChat() {
        long chat = agent.posts(CHATS, Map.of("name", "Отдел", "chat_type", "department"), 201)
                .getLong("id");
        Someone colleague = Someone.agent();
        for (int i = 0; i < 2; i++) {
            colleague
                    .request()
                    .post(CHATS + chat + "/join/")
                    .then()
                    .statusCode(200)
                    .body(shown("{status: 'joined'}"));
        }
        colleague
                .request()
                .post(CHATS + chat + "/leave/")
                .then()
                .statusCode(200)
                .body(shown("{status: 'left'}"));
        colleague.request().get(CHATS + chat + "/").then().spec(Refused.NOT_FOUND);
        agent.request()
                .get(CHATS + chat + "/messages/")
                .then()
                .body(
                        "content",
                        is(List.of(
                                colleague.username() + " присоединился к чату", colleague.username() + " покинул чат")))
                .body("message_type", is(List.of("system", "system")));
        colleague.request().delete(CHATS + chat + "/").then().spec(Refused.NOT_FOUND);
        agent.request().delete(CHATS + chat + "/").then().statusCode(204);
        agent.request().get(CHATS + chat + "/").then().spec(Refused.NOT_FOUND);
    }

    @Test
    void socket_carriesWhatIsSaidThereAndByRest_toAllWhoTakePart() {
        Someone colleague = Someone.agent();
        long chat = agent.posts(CHATS, Map.of("name", "Живой", "participants", List.of(colleague.id())), 201)
                .getLong("id");
        String path = "/ws/chats/" + chat + "/";
        try (SocketClient one = SocketClient.connect(path + "?token=" + agent.token(), opening -> opening);
                SocketClient two = SocketClient.connect(
                        path, opening -> opening.header("Authorization", "Token " + colleague.token()))) {
            one.send("{\"message\": \"Кто возьмёт заявку?\"}");
            for (SocketClient socket : List.of(one, two)) {
                assertThat(socket.awaitFrames(1).get(0).prettify(), frame("Кто возьмёт заявку?", agent));
            }
            colleague.sends(CHATS + chat + "/messages/", Map.of("content", "Я возьму"), 201);
            for (SocketClient socket : List.of(one, two)) {
                assertThat(socket.awaitFrames(2).get(1).prettify(), frame("Я возьму", colleague));
            }
            assertEquals(
                    List.of("Кто возьмёт заявку?", "Я возьму"),
                    agent.reads(CHATS + chat + "/messages/").getList("content"));
            colleague.request().post(CHATS + chat + "/leave/").then().statusCode(200);
            assertEquals(4403, two.awaitClose());
        }
    }

    private Matcher<String> frame(String message, Someone sender) {
        return shown(
                "{type: 'message', message: '%s', sender: '%s', sender_id: %d, timestamp: <time>}",
                message, sender.username(), sender.id());
    }

    private Matcher<String> said(long chat, Someone sender, String content, String type, String replyTo, String read) {
        return shown("""
                {id: <number>, chat: %d, sender: %d, sender_name: '%s', sender_avatar: null, content: '%s',
                 message_type: '%s', reply_to: %s, is_read: %s, created_at: <time>}""", chat, sender.id(), sender.username(), content, type, replyTo, read);
    }
}
