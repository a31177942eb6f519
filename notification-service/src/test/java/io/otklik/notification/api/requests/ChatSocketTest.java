package io.otklik.notification.api.requests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.ChatMembersChanged;
import io.otklik.events.ChatMessagePosted;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.notification.SocketClient;
import io.otklik.notification.StandInNeighbours;
import io.otklik.notification.StandInNeighbours.Posted;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** customer-requests.md, «WebSocket для реального времени», and contracts/README.md, section 8: staff chats. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(StandInNeighbours.class)
class ChatSocketTest extends PanelSocketsTestBase {

    @Test
    void chatMessage_reachesEveryParticipantAsInTheCode() {
        ChatMessagePosted posted = posted("Кто \"возьмёт\"?", "text");
        try (SocketClient sender = open(chat(), agent);
                SocketClient other = open("/ws/chats/" + chat, director)) {
            suite.tickets.publish(posted("Пётр присоединился к чату", "system"), posted);
            List<String> frames =
                    List.of("{\"type\":\"message\",\"message\":\"Кто \\\"возьмёт\\\"?\",\"sender\":\"Пётр Агентов\","
                            + "\"sender_id\":" + agent.id() + ",\"timestamp\":\"" + posted.at() + "\"}");
            assertFrames(sender, frames);
            assertFrames(other, frames);
        }
    }

    @Test
    void saidOnTheSocket_isHandedOverInItsOrder() {
        String path = "/internal/chats/" + chat + "/messages";
        StandInNeighbours.answers(path, 201, "{}");
        try (SocketClient client = open(chat(), agent)) {
            client.say("{\"message\": \"раз\"}");
            client.say("{\"type\": \"message\", \"message\": \"два\", \"sender_id\": 1}");
            client.say("{\"message\": [3]}");
            await().atMost(Suite.LIMIT)
                    .until(() -> StandInNeighbours.posted(path).size() == 3);
            assertEquals(
                    List.of(
                            new Posted(path, "{\"person\":" + agent.id() + ",\"content\":\"раз\"}", "ru"),
                            new Posted(path, "{\"person\":" + agent.id() + ",\"content\":\"два\"}", "ru"),
                            new Posted(path, "{\"person\":" + agent.id() + ",\"content\":[3]}", "ru")),
                    StandInNeighbours.posted(path));
        }
    }

    @Test
    void saidOnTheSocket_refusedIsAnErrorFrameAndTheSocketStays() {
        String path = "/internal/chats/" + chat + "/messages";
        StandInNeighbours.answers(path, 400, "{\"content\":[\"Это поле не может быть пустым.\"]}");
        StandInNeighbours.answers(path, 404, NOT_FOUND);
        StandInNeighbours.answers(path, 503, "{}");
        try (SocketClient client = open(chat(), agent)) {
            client.say("{\"message\": \"\"}");
            client.say("{\"message\": \"2\"}");
            client.say("{\"message\": \"3\"}");
            client.awaitCount(4);
            client.say("{\"text\": \"4\"}");
            client.say("{\"type\": \"ping\"}");
            assertFrames(
                    client,
                    List.of(
                            error("Это поле не может быть пустым."),
                            error("Не найдено."),
                            error("Сервис временно недоступен. Повторите позже."),
                            error("Сообщение должно быть объектом JSON с полем type."),
                            PONG));
        }
    }

    @Test
    void longestMessage_isHandedOverOnceAsUtf8AndAsEscapes() {
        String path = "/internal/chats/" + chat + "/messages";
        StandInNeighbours.answers(path, 201, "{}");
        String longest = "ж".repeat(10_000);
        try (SocketClient client = open(chat(), agent)) {
            client.say("{\"message\":\"" + longest + "\"}");
            client.say("{\"message\":\"" + "\\u0436".repeat(10_000) + "\"}");
            await().atMost(Suite.LIMIT)
                    .until(() -> StandInNeighbours.posted(path).size() == 2);
            client.say("{\"type\":\"ping\"}");
            assertFrames(client, List.of(PONG));
            Posted once = new Posted(path, "{\"person\":" + agent.id() + ",\"content\":\"" + longest + "\"}", "ru");
            assertEquals(List.of(once, once), StandInNeighbours.posted(path));
        }
    }

    @Test
    void messageThatIsTooLong_isRefusedByItsOwnerAndTheSocketStays() {
        String path = "/internal/chats/" + chat + "/messages";
        String detail = "Убедитесь, что это значение содержит не более 10000 символов.";
        StandInNeighbours.answers(path, 400, "{\"content\":[\"" + detail + "\"]}");
        try (SocketClient client = open(chat(), agent)) {
            client.say("{\"message\":\"" + "ж".repeat(10_001) + "\"}");
            client.awaitCount(2);
            client.say("{\"type\":\"ping\"}");
            assertFrames(client, List.of(error(detail), PONG));
        }
    }

    @Test
    void frameOfMoreThan64KiB_closesTheChatWith1009AndIsNotHandedOver() {
        String path = "/internal/chats/" + chat + "/messages";
        StandInNeighbours.answers(path, 201, "{}");
        String message = "{\"message\":\"да\"}";
        int bytes = message.getBytes(StandardCharsets.UTF_8).length;
        try (SocketClient client = open(chat(), agent)) {
            client.say(" ".repeat(64 * 1024 - bytes) + message);
            await().atMost(Suite.LIMIT)
                    .until(() -> StandInNeighbours.posted(path).size() == 1);
        }
        for (int spaces : List.of(64 * 1024 + 1 - bytes, 65 * 1024, 200_000)) {
            try (SocketClient client = open(chat(), agent)) {
                client.say(" ".repeat(spaces) + message);
                assertEquals(1009, client.awaitClose(Suite.LIMIT));
            }
        }
        assertEquals(1, StandInNeighbours.posted(path).size());
    }

    @Test
    void leavingTheChat_closesHisSocketWith4403() {
        ChatMessagePosted after = posted("Остались", "text");
        try (SocketClient gone = open(chat(), agent);
                SocketClient stays = open(chat(), director)) {
            StandInNeighbours.forgets("/internal/chats/" + chat + "/members/" + agent.id());
            suite.tickets.publish(
                    new ChatMembersChanged(
                            UUID.randomUUID(), chat, Set.of(director.id()), agent.actor(), TestTickets.now()),
                    after);
            assertEquals(4403, gone.awaitClose(TWO_SECONDS));
            stays.awaitCount(2);
            assertEquals(1, gone.frames().size());
        }
    }

    @Test
    void anOlderChangeOfTheMembers_closesNobodyWhoJoinedSince() {
        ChatMessagePosted after = posted("Все здесь", "text");
        try (SocketClient joined = open(chat(), agent)) {
            suite.tickets.publish(
                    new ChatMembersChanged(
                            UUID.randomUUID(), chat, Set.of(director.id()), director.actor(), TestTickets.now()),
                    after);
            joined.awaitCount(2);
        }
    }

    @Test
    void whoLeftWhileTheSocketOpened_isClosedWith4403() {
        PersonState fleeting = suite.person(Role.SUPPORT);
        String member = "/internal/chats/" + chat + "/members/" + fleeting.id();
        StandInNeighbours.answers(member, 200, "{}");
        StandInNeighbours.answers(member, 404, NOT_FOUND);
        try (SocketClient client = SocketClient.connect(uri(chat(), fleeting))) {
            assertEquals(4403, client.awaitClose(TWO_SECONDS));
        }
    }

    @Test
    void chat_isForItsParticipants() {
        assertRefused(401, UNAUTHENTICATED, SocketClient.to(chat()));
        assertRefused(403, FORBIDDEN, SocketClient.to(uri(chat(), customer)));
        assertRefused(404, NOT_FOUND, SocketClient.to(uri(chat(), suite.person(Role.MODERATOR))));
        for (String id : List.of("x", "-1", "1.5", "99999999999999999999", "9999999999999999999", "+1")) {
            assertRefused(404, NOT_FOUND, SocketClient.to(uri("/ws/chats/" + id + "/", agent)));
        }
        long broken = NEXT_ID.incrementAndGet();
        StandInNeighbours.answers("/internal/chats/" + broken + "/members/" + agent.id(), 500, "{}");
        assertRefused(
                503,
                "{\"detail\":\"Сервис временно недоступен. Повторите позже.\"}",
                SocketClient.to(uri("/ws/chats/" + broken + "/", agent)));
    }

    private ChatMessagePosted posted(String content, String type) {
        return new ChatMessagePosted(
                UUID.randomUUID(),
                chat,
                NEXT_ID.incrementAndGet(),
                agent.actor(),
                "Пётр Агентов",
                content,
                type,
                null,
                TestTickets.now());
    }

    private static String error(String detail) {
        return "{\"type\":\"error\",\"detail\":\"" + detail + "\"}";
    }
}
