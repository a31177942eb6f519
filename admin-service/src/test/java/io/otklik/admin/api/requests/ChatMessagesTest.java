package io.otklik.admin.api.requests;

import static io.otklik.admin.api.requests.Office.CHATS;
import static io.otklik.admin.api.requests.Office.agent;
import static io.otklik.admin.api.requests.Office.as;
import static io.otklik.admin.api.requests.Office.chat;
import static io.otklik.admin.api.requests.Office.messages;
import static io.otklik.admin.api.requests.Office.say;
import static io.otklik.admin.api.requests.Office.unread;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.ChatMembersChanged;
import io.otklik.events.ChatMessagePosted;
import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said in a chat, and who has read it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandIns.class)
class ChatMessagesTest {

    private final PersonState agent = agent();
    private final PersonState other = agent();

    @Test
    void message_isShownToAll_andReadOnceShown() {
        long chat = chat("private", agent, other);
        Response said = as(agent).body(Map.of("content", " Кто возьмёт? ")).post(CHATS + chat + "/messages/");
        long first = said.jsonPath().getLong("id");
        String at = said.jsonPath().getString("created_at");
        String body = "{\"id\":" + first + ",\"chat\":" + chat + ",\"sender\":" + agent.id() + ",\"sender_name\":\""
                + agent.username()
                + "\",\"sender_avatar\":null,\"content\":\" Кто возьмёт? \",\"message_type\":\"text\","
                + "\"reply_to\":null,\"is_read\":false,\"created_at\":\"" + at + "\"}";
        said.then().statusCode(201).body(equalTo(body));
        long second = as(other)
                .body(Map.of("content", "Я", "message_type", "image", "reply_to", first))
                .post(CHATS + chat + "/messages/")
                .then()
                .statusCode(201)
                .body("reply_to.toLong()", is(first))
                .body("message_type", is("image"))
                .extract()
                .jsonPath()
                .getLong("id");
        unread(agent, chat, 1);
        unread(other, chat, 1);
        as(agent)
                .get(CHATS + chat)
                .then()
                .body("last_message.content", is("Я"))
                .body("last_message.sender_name", is(other.username()))
                .body("last_message.size()", is(3));
        messages(other, chat)
                .header("X-Total-Count", "2")
                .body("[0].is_read", is(false))
                .body("", hasSize(2));
        unread(other, chat, 0);
        unread(agent, chat, 1);
        messages(agent, chat).body("id*.toLong()", contains(first, second)).body("is_read", contains(true, false));
        messages(other, chat).body("is_read", contains(true, true));
    }

    @Test
    void messages_goOnAtTheCursor_andOnlyWhatWasShownIsRead() {
        long chat = chat("private", agent, other);
        List<Long> ids =
                IntStream.range(0, 3).mapToObj(n -> say(agent, chat, "Т" + n)).toList();
        Response page = as(other).get(CHATS + chat + "/messages/?limit=2");
        page.then()
                .body("id*.toLong()", contains(ids.get(0), ids.get(1)))
                .header("X-Total-Count", "3")
                .header("Link", containsString("rel=\"next\""));
        unread(other, chat, 1);
        as(other)
                .get(page.header("Link").replaceAll("^<(.*)>.*$", "$1"))
                .then()
                .body("id*.toLong()", contains(ids.get(2)))
                .header("X-Total-Count", "3")
                .header("Link", nullValue());
        unread(other, chat, 0);
        as(other)
                .get(CHATS + chat + "/messages/?limit=501")
                .then()
                .statusCode(400)
                .body("limit", contains("Допустимы значения от 1 до 500."));
    }

    @Test
    void reply_isToAMessageOfTheSameChat() {
        long chat = chat("private", agent);
        long elsewhere = say(agent, chat("private", agent), "Т");
        as(agent)
                .body(Map.of("content", "Т", "reply_to", elsewhere))
                .post(CHATS + chat + "/messages/")
                .then()
                .statusCode(400)
                .body(
                        "reply_to",
                        contains("Недопустимый первичный ключ \"" + elsewhere + "\" - объект не существует."));
        messages(agent, chat).body("", hasSize(0));
    }

    @Test
    void events_tellOfMembersAndMessages_inOrder() {
        long chat = chat("general", agent);
        long said = say(agent, chat, "Кто возьмёт?");
        as(other).post(CHATS + chat + "/join/").then().statusCode(200);
        as(other)
                .body(Map.of("content", "Я", "reply_to", said))
                .post(CHATS + chat + "/messages/")
                .then()
                .statusCode(201);
        as(other).post(CHATS + chat + "/leave/").then().statusCode(200);
        as(agent).delete(CHATS + chat).then().statusCode(204);
        try (ChatLog log = new ChatLog()) {
            List<Event> events = log.events(chat, agent.id(), 8);
            assertMembers(events.get(0), agent, agent.id());
            ChatMessagePosted first = (ChatMessagePosted) events.get(1);
            assertEquals(
                    new ChatMessagePosted(
                            first.eventId(),
                            chat,
                            said,
                            agent.actor(),
                            agent.username(),
                            "Кто возьмёт?",
                            "text",
                            null,
                            first.at()),
                    first);
            assertMembers(events.get(2), other, agent.id(), other.id());
            assertMessage(events.get(3), "system", other.username() + " присоединился к чату", null);
            assertMessage(events.get(4), "text", "Я", said);
            assertMembers(events.get(5), other, agent.id());
            assertMessage(events.get(6), "system", other.username() + " покинул чат", null);
            assertMembers(events.get(7), agent);
        }
    }

    private static void assertMembers(Event event, PersonState by, Long... members) {
        ChatMembersChanged changed = (ChatMembersChanged) event;
        assertEquals(Set.of(members), changed.members());
        assertEquals(by.actor(), changed.by());
    }

    private static void assertMessage(Event event, String type, String content, Long replyTo) {
        ChatMessagePosted posted = (ChatMessagePosted) event;
        assertEquals(List.of(type, content), List.of(posted.messageType(), posted.content()));
        assertEquals(replyTo, posted.replyTo());
    }
}
