package io.otklik.notification.api.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.CommentAdded;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketDeleted;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatus;
import io.otklik.events.TicketStatusChanged;
import io.otklik.notification.SocketClient;
import io.otklik.notification.StandInNeighbours;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** telegram-bot.md, «WebSocket API», and contracts/README.md, section 6. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(StandInNeighbours.class)
class TicketSocketTest {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final String PONG = "{\"type\":\"pong\"}";

    private Suite suite;
    private PersonState owner;
    private PersonState agent;
    private TicketFacts ticket;

    @BeforeEach
    void people() {
        suite = Suite.get();
        owner = suite.person(Role.USER);
        agent = named(suite.person(Role.SUPPORT), "Пётр");
        suite.publish(agent);
        ticket = TestTickets.ticket(owner, agent);
        maySee(owner, ticket);
        maySee(agent, ticket);
    }

    @Test
    void frames_areTheDocuments() {
        CommentAdded answer = TestTickets.comment(ticket, agent.actor(), false, false, "Мы \"начали\" <работать>");
        CommentAdded question = TestTickets.comment(ticket, owner.actor(), false, false, "Спасибо");
        try (SocketClient his = follow(owner);
                SocketClient agents = follow(agent)) {
            suite.tickets.publish(answer, question, status(ticket, TicketStatus.OPEN, TicketStatus.IN_PROGRESS));

            List<String> frames = List.of(
                    "{\"type\":\"new_message\",\"data\":{\"id\":\"" + answer.commentUuid()
                            + "\",\"content\":\"Мы \\\"начали\\\" <работать>\",\"user\":{\"id\":\"" + agent.uuid()
                            + "\",\"first_name\":\"Пётр\",\"role\":\"HELPER\"},\"created_at\":\"" + answer.at()
                            + "\"}}",
                    "{\"type\":\"new_message\",\"data\":{\"id\":\"" + question.commentUuid()
                            + "\",\"content\":\"Спасибо\",\"user\":{\"id\":\"" + owner.uuid() + "\",\"first_name\":\""
                            + owner.username() + "\",\"role\":\"USER\"},\"created_at\":\"" + question.at() + "\"}}",
                    "{\"type\":\"status_changed\",\"data\":{\"ticket_id\":\"" + ticket.uuid()
                            + "\",\"old_status\":\"OPEN\",\"new_status\":\"IN_PROGRESS\",\"changed_by\":{\"id\":\""
                            + agent.uuid() + "\",\"first_name\":\"Пётр\",\"role\":\"HELPER\"}}}");
            assertFrames(his, frames);
            assertFrames(
                    agents,
                    frames.stream()
                            .map(frame -> frame.contains("created_at")
                                    ? frame.replace("\"}}", "\",\"is_internal\":false}}")
                                    : frame)
                            .toList());
        }
    }

    @Test
    void status_thatShowsAsTheSameIsNoFrame() {
        try (SocketClient his = follow(owner)) {
            suite.tickets.publish(
                    status(ticket, TicketStatus.WAITING_RESPONSE, TicketStatus.FROZEN),
                    status(ticket, TicketStatus.FROZEN, TicketStatus.RESOLVED));
            var data = his.awaitFrames(2).get(1).getJsonObject("data");
            assertEquals("WAITING_RESPONSE", data.getString("old_status"));
            assertEquals("RESOLVED", data.getString("new_status"));
        }
    }

    @Test
    void internalMessage_reachesStaffOnlyAndSystemMessageNobody() {
        try (SocketClient his = follow(owner);
                SocketClient agents = follow(agent)) {
            suite.tickets.publish(
                    TestTickets.comment(ticket, agent.actor(), false, true, "Запрос взят в работу"),
                    TestTickets.comment(ticket, agent.actor(), true, false, "только нам"),
                    TestTickets.comment(ticket, agent.actor(), false, false, "всем"));
            assertEquals(List.of("всем"), contents(his, 1));
            assertEquals(List.of("только нам", "всем"), contents(agents, 2));
            assertEquals(
                    List.of(true, false),
                    agents.awaitFrames(3).stream()
                            .skip(1)
                            .map(frame -> frame.getJsonObject("data").getBoolean("is_internal"))
                            .toList());
        }
    }

    @Test
    void author_whomNobodyKnowsIsShownAsTheEventSawHim() {
        PersonState stranger = suite.people.someone(Role.ADMIN);
        try (SocketClient his = follow(owner)) {
            suite.tickets.publish(TestTickets.comment(ticket, stranger));
            assertEquals(
                    "{\"id\":\"" + stranger.uuid() + "\",\"first_name\":\"" + stranger.username()
                            + "\",\"role\":\"ADMIN\"}",
                    his.awaitFrames(2)
                            .get(1)
                            .getJsonObject("data")
                            .getJsonObject("user")
                            .encode());
        }
    }

    @Test
    void typing_reachesEveryoneElseOnThatTicket() {
        TicketFacts another = TestTickets.ticket(owner, agent);
        maySee(owner, another);
        try (SocketClient his = follow(owner);
                SocketClient hisOther = follow(owner);
                SocketClient elsewhere = follow(owner, another);
                SocketClient agents = follow(agent)) {
            his.say("{\"type\": \"typing\", \"is_typing\": true}");
            assertFrames(agents, List.of(typing(owner, true)));
            agents.say("{\"type\":\"typing\",\"is_typing\":false}");
            assertFrames(his, List.of(typing(agent, false)));
            assertFrames(hisOther, List.of(typing(agent, false)));
            suite.tickets.publish(TestTickets.comment(another, agent.actor(), false, false, "другой"));
            assertEquals(List.of("другой"), contents(elsewhere, 1));
        }
    }

    @Test
    void typing_thatIsNoTruthIsAnsweredAndTheSocketStays() {
        try (SocketClient his = follow(owner)) {
            his.say("{\"type\": \"typing\"}");
            his.say("{\"type\": \"typing\", \"is_typing\": \"true\"}");
            his.say("{\"type\": \"message\", \"message\": \"нет\"}");
            his.say("{\"type\": \"ping\"}");
            String error = "{\"type\":\"error\",\"detail\":\"Поле is_typing должно быть true или false.\"}";
            assertFrames(
                    his, List.of(error, error, "{\"type\":\"error\",\"detail\":\"Неизвестный тип сообщения.\"}", PONG));
        }
    }

    @Test
    void deletedTicket_closesItsSocketsWith1000() {
        try (SocketClient his = follow(owner);
                SocketClient agents = follow(agent)) {
            suite.tickets.publish(new TicketDeleted(UUID.randomUUID(), ticket, agent.actor(), TestTickets.now()));
            assertEquals(1000, his.awaitClose(TWO_SECONDS));
            assertEquals(1000, agents.awaitClose(TWO_SECONDS));
        }
    }

    @Test
    void blockAndRoleLoss_closeWith4403() {
        try (SocketClient his = follow(owner);
                SocketClient agents = follow(agent)) {
            suite.people.publish(suite.people.changed(owner, Role.USER, true, 2));
            suite.people.publish(suite.people.changed(agent, Role.USER, false, 1));
            assertEquals(4403, his.awaitClose(TWO_SECONDS));
            assertEquals(4403, agents.awaitClose(TWO_SECONDS));
        }
    }

    @Test
    void upgrade_isRefusedInTheBotsEnvelope() {
        PersonState other = suite.person(Role.USER);
        String unauthorized = envelope("UNAUTHORIZED", "Учетные данные не были предоставлены.");
        String badToken = envelope("UNAUTHORIZED", "Не авторизован");
        String notFound = envelope("NOT_FOUND", "Не найдено.");
        assertRefused(401, unauthorized, SocketClient.to("/ws/tickets/" + ticket.uuid()));
        assertRefused(401, unauthorized, SocketClient.to("/ws/tickets/nonsense"));
        assertRefused(401, badToken, SocketClient.to("/ws/tickets/" + ticket.uuid() + "?token=x"));
        assertRefused(
                403,
                envelope("FORBIDDEN", "У вас недостаточно прав для выполнения данного действия."),
                SocketClient.from("http://evil.example.com", uri(owner, ticket)));
        assertRefused(404, notFound, SocketClient.to(uri(other, ticket)));
        for (String id :
                List.of("nonsense", "42", "1-1-1-1-1", UUID.randomUUID().toString())) {
            assertRefused(404, notFound, SocketClient.to("/ws/tickets/" + id + "?token=" + suite.people.token(agent)));
        }
    }

    @Test
    void upgrade_whileTicketServiceIsAwayIs503() {
        TicketFacts unknown = TestTickets.ticket(owner, null);
        StandInNeighbours.answers(access(owner, unknown), 500, "{}");
        assertRefused(
                503,
                envelope("SERVICE_UNAVAILABLE", "Сервис временно недоступен. Повторите позже."),
                SocketClient.to(uri(owner, unknown)));
    }

    @Test
    void upgrade_isTheSameWithATrailingSlashAndInCapitals() {
        String token = "?token=" + suite.people.token(owner);
        String capitals = ticket.uuid().toString().toUpperCase(java.util.Locale.ROOT);
        for (String path : List.of(ticket.uuid() + "/", capitals)) {
            try (SocketClient his = SocketClient.connect("/ws/tickets/" + path + token)) {
                his.say("{\"type\":\"ping\"}");
                his.awaitCount(1);
                assertEquals(List.of(PONG), his.frames());
            }
        }
    }

    private SocketClient follow(PersonState person) {
        return follow(person, ticket);
    }

    /** Returns when the server has the socket: its first frame is a pong. */
    private SocketClient follow(PersonState person, TicketFacts what) {
        SocketClient client = SocketClient.connect(uri(person, what));
        client.say("{\"type\": \"ping\"}");
        client.awaitCount(1);
        return client;
    }

    private String uri(PersonState person, TicketFacts what) {
        return "/ws/tickets/" + what.uuid() + "?token=" + suite.people.token(person);
    }

    private static void maySee(PersonState person, TicketFacts what) {
        StandInNeighbours.answers(
                access(person, what),
                200,
                "{\"id\":" + what.id() + ",\"staff\":" + person.role().isStaff() + "}");
    }

    private static String access(PersonState person, TicketFacts what) {
        return "/internal/tickets/" + what.uuid() + "/access?person=" + person.id();
    }

    private static void assertFrames(SocketClient client, List<String> expected) {
        client.awaitCount(expected.size() + 1);
        assertEquals(expected, client.frames().subList(1, client.frames().size()));
    }

    private static List<String> contents(SocketClient client, int count) {
        return client.awaitFrames(count + 1).stream()
                .skip(1)
                .map(frame -> frame.getJsonObject("data").getString("content"))
                .toList();
    }

    private static String typing(PersonState person, boolean isTyping) {
        return "{\"type\":\"typing\",\"data\":{\"user_id\":\"" + person.uuid() + "\",\"is_typing\":" + isTyping + "}}";
    }

    private TicketStatusChanged status(TicketFacts of, TicketStatus previous, TicketStatus now) {
        TicketFacts after = new TicketFacts(
                of.id(),
                of.uuid(),
                of.subject(),
                now,
                of.requester(),
                of.assignee(),
                of.origin(),
                of.priority(),
                of.categoryId());
        return new TicketStatusChanged(UUID.randomUUID(), after, previous, agent.actor(), TestTickets.now());
    }

    private static PersonState named(PersonState person, String firstName) {
        return new PersonState(
                person.id(),
                person.uuid(),
                person.revision() + 1,
                person.username(),
                person.email(),
                firstName,
                person.lastName(),
                person.telegramId(),
                person.role(),
                person.blocked(),
                person.tokenVersion(),
                person.staffSince(),
                person.createdAt());
    }

    private static String envelope(String code, String message) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"details\":[]}}";
    }

    private static void assertRefused(int status, String body, WebSocketConnectOptions options) {
        UpgradeRejectedException refusal = SocketClient.refusal(options);
        assertEquals(status, refusal.getStatus());
        assertEquals(body, refusal.getBody().toString());
    }
}
