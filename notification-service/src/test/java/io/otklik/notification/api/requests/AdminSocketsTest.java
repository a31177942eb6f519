package io.otklik.notification.api.requests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.ChatMembersChanged;
import io.otklik.events.ChatMessagePosted;
import io.otklik.events.CommentAdded;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketAssigned;
import io.otklik.events.TicketDeleted;
import io.otklik.events.TicketEdited;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatus;
import io.otklik.events.TicketStatusChanged;
import io.otklik.notification.SocketClient;
import io.otklik.notification.StandInNeighbours;
import io.otklik.notification.StandInNeighbours.Posted;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** customer-requests.md, «WebSocket для реального времени», and contracts/README.md, section 8. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(StandInNeighbours.class)
class AdminSocketsTest {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final AtomicLong NEXT_ID = new AtomicLong(System.currentTimeMillis());
    private static final String NOTIFICATIONS = "/ws/admin/notifications/";
    private static final String PONG = "{\"type\":\"pong\"}";
    private static final String UNAUTHENTICATED = "{\"detail\":\"Учетные данные не были предоставлены.\"}";
    private static final String FORBIDDEN = "{\"detail\":\"У вас недостаточно прав для выполнения данного действия.\"}";
    private static final String NOT_FOUND = "{\"detail\":\"Не найдено.\"}";

    private Suite suite;
    private PersonState customer;
    private PersonState agent;
    private PersonState director;
    private TicketFacts ticket;
    private long chat;

    @BeforeEach
    void people() {
        suite = Suite.get();
        customer = suite.person(Role.USER);
        agent = suite.person(Role.SUPPORT);
        director = suite.person(Role.ADMIN);
        ticket = TestTickets.ticket(customer, agent);
        chat = NEXT_ID.incrementAndGet();
        takesPart(agent);
        takesPart(director);
    }

    @Test
    void notifications_carryTheRequestOrMessageInTheOrderOfEvents() {
        String request = request(ticket.id());
        StandInNeighbours.answers("/internal/requests/" + ticket.id(), 200, request);
        CommentAdded system = comment(ticket, false, true);
        CommentAdded internal = comment(ticket, true, false);
        String first = message(system);
        String second = message(internal);
        StandInNeighbours.answers("/internal/requests/messages/" + system.commentId(), 200, first);
        StandInNeighbours.answers("/internal/requests/messages/" + internal.commentId(), 200, second);
        try (SocketClient agents = open(NOTIFICATIONS, agent);
                SocketClient directors = open("/ws/admin/notifications", director)) {
            suite.tickets.publish(
                    TestTickets.created(ticket),
                    TestTickets.assigned(ticket, agent),
                    TestTickets.statusChanged(ticket, agent),
                    system,
                    new TicketEdited(
                            UUID.randomUUID(),
                            ticket,
                            List.of(new TicketEdited.Change("priority", "NORMAL", "HIGH")),
                            agent.actor(),
                            TestTickets.now()),
                    internal,
                    new TicketDeleted(UUID.randomUUID(), ticket, agent.actor(), TestTickets.now()));
            String updated = "{\"type\":\"request_updated\",\"data\":" + request + "}";
            List<String> frames = List.of(
                    "{\"type\":\"new_request\",\"data\":" + request + "}",
                    updated,
                    updated,
                    "{\"type\":\"new_message\",\"data\":" + first + "}",
                    updated,
                    "{\"type\":\"new_message\",\"data\":" + second + "}");
            assertFrames(agents, frames);
            assertFrames(directors, frames);
        }
    }

    @Test
    void notifications_ofOneActAreOneFrame() {
        StandInNeighbours.answers("/internal/requests/" + ticket.id(), 200, request(ticket.id()));
        CommentAdded said = comment(ticket, false, true);
        StandInNeighbours.answers("/internal/requests/messages/" + said.commentId(), 200, message(said));
        TicketAssigned assigned = TestTickets.assigned(ticket, agent);
        TicketStatusChanged begun =
                new TicketStatusChanged(UUID.randomUUID(), ticket, TicketStatus.OPEN, agent.actor(), assigned.at());
        String updated = "{\"type\":\"request_updated\",\"data\":" + request(ticket.id()) + "}";
        String message = "{\"type\":\"new_message\",\"data\":" + message(said) + "}";
        try (SocketClient agents = open(NOTIFICATIONS, agent)) {
            suite.tickets.publish(assigned);
            agents.awaitCount(2); // so the others come in a batch of their own
            suite.tickets.publish(begun, said, TestTickets.statusChanged(ticket, agent));
            assertFrames(agents, List.of(updated, message, updated));
        }
    }

    @Test
    void notifications_ofWhatIsGoneMeanwhileAreLeftOut() {
        TicketFacts later = TestTickets.ticket(customer, null);
        StandInNeighbours.answers("/internal/requests/" + later.id(), 200, request(later.id()));
        try (SocketClient agents = open(NOTIFICATIONS, agent)) {
            suite.tickets.publish(TestTickets.created(ticket));
            suite.tickets.publish(TestTickets.created(later));
            assertFrames(agents, List.of("{\"type\":\"new_request\",\"data\":" + request(later.id()) + "}"));
        }
    }

    @Test
    void notifications_waitForTicketServiceAndCloseWith1011WhenItStaysAway() {
        String path = "/internal/requests/" + ticket.id();
        StandInNeighbours.answers(path, 503, "{}");
        StandInNeighbours.answers(path, 503, "{}");
        StandInNeighbours.answers(path, 200, request(1));
        TicketFacts hopeless = TestTickets.ticket(customer, null);
        StandInNeighbours.answers("/internal/requests/" + hopeless.id(), 503, "{}");
        try (SocketClient agents = open(NOTIFICATIONS, agent)) {
            suite.tickets.publish(TestTickets.created(ticket));
            assertFrames(agents, List.of("{\"type\":\"new_request\",\"data\":" + request(1) + "}"));
            suite.tickets.publish(TestTickets.created(hopeless));
            assertEquals(1011, agents.awaitClose(Suite.LIMIT));
        }
    }

    @Test
    void notifications_areForStaff() {
        assertRefused(401, UNAUTHENTICATED, SocketClient.to(NOTIFICATIONS));
        assertRefused(403, FORBIDDEN, SocketClient.to(uri(NOTIFICATIONS, customer)));
        open(NOTIFICATIONS, suite.person(Role.MODERATOR)).close();
        try (SocketClient agents = open(NOTIFICATIONS, agent)) {
            suite.people.publish(suite.people.changed(agent, Role.USER, false, 1));
            assertEquals(4403, agents.awaitClose(TWO_SECONDS));
        }
    }

    @Test
    void token_mayAlsoComeAsTheSchemeToken() {
        String token = suite.people.token(agent);
        for (String path : List.of(NOTIFICATIONS, chat())) {
            SocketClient.connect(SocketClient.to(path).addHeader("Authorization", "Token " + token))
                    .close();
        }
        assertRefused(
                401,
                UNAUTHENTICATED,
                SocketClient.to("/ws/notifications/").addHeader("Authorization", "Token " + token));
    }

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

    private void takesPart(PersonState person) {
        StandInNeighbours.answers("/internal/chats/" + chat + "/members/" + person.id(), 200, "{}");
    }

    private String chat() {
        return "/ws/chats/" + chat + "/";
    }

    /** Returns when the server has the socket: its first frame is a pong. */
    private SocketClient open(String path, PersonState person) {
        SocketClient client = SocketClient.connect(uri(path, person));
        client.say("{\"type\": \"ping\"}");
        client.awaitCount(1);
        return client;
    }

    private String uri(String path, PersonState person) {
        return path + "?token=" + suite.people.token(person);
    }

    /** As ticket-service shows it. */
    private String request(long id) {
        return "{\"id\":" + id + ",\"title\":\"Не работает \\\"вход\\\"\",\"description\":\"описание\","
                + "\"status\":\"in_progress\",\"priority\":\"medium\",\"category\":\"account\",\"customer\":{\"id\":"
                + customer.id() + ",\"username\":\"" + customer.username()
                + "\",\"first_name\":\"Иван\",\"last_name\":\"\",\"email\":null,\"avatar\":null},\"assigned_admin\":null,"
                + "\"created_at\":\"2026-06-25T09:30:00Z\",\"updated_at\":\"2026-06-25T09:30:00Z\",\"last_message_at\":null,"
                + "\"messages_count\":0,\"estimated_resolution_time\":null,\"tags\":[]}";
    }

    /** As ticket-service shows it. */
    private static String message(CommentAdded comment) {
        return "{\"id\":" + comment.commentId() + ",\"request\":"
                + comment.ticket().id() + ",\"sender\":"
                + comment.author().id()
                + ",\"sender_type\":\"admin\",\"sender_name\":\"Пётр Агентов\",\"sender_avatar\":null,\"content\":\"текст\","
                + "\"message_type\":\"" + comment.messageType() + "\",\"is_read\":false,\"is_internal\":"
                + comment.internal() + ",\"created_at\":\"" + comment.at() + "\"}";
    }

    private CommentAdded comment(TicketFacts of, boolean internal, boolean system) {
        return new CommentAdded(
                UUID.randomUUID(),
                of,
                "описание",
                NEXT_ID.incrementAndGet(),
                UUID.randomUUID(),
                agent.actor(),
                internal,
                system,
                "текст",
                system ? "system" : "text",
                TestTickets.now());
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

    private static void assertFrames(SocketClient client, List<String> expected) {
        client.awaitCount(expected.size() + 1);
        assertEquals(expected, client.frames().subList(1, client.frames().size()));
    }

    private static void assertRefused(int status, String body, WebSocketConnectOptions options) {
        UpgradeRejectedException refusal = SocketClient.refusal(options);
        assertEquals(status, refusal.getStatus());
        assertEquals(body, refusal.getBody().toString());
    }
}
