package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** techsupport-v1.md, „Уведомления в реальном времени (WebSocket)“, and contracts/README.md, section 5. */
@ExtendWith(Suite.class)
class SocketsIT {

    private static final String OWN = "/ws/notifications/";
    private static final String ALIAS = "/ws/users/notifications/";
    private static final String SUPPORT = "/ws/support/notifications/";

    private static final String NEW_TICKET = """
            {type: 'new_ticket', id: <number>, ticket_id: %d, subject: '%s', category: <text>,
             user: {id: %d, email: '%s'}, created_at: <time>, link: '/support/tickets/%d/'}""";

    private Someone owner;
    private Someone agent;

    @BeforeEach
    void register() {
        owner = Someone.registered();
        agent = Someone.agent();
    }

    @Test
    void token_comesInThreeWays_andTheSubprotocolIsEchoed() {
        String token = owner.token();
        for (String path : List.of(OWN, ALIAS, "/ws/notifications")) {
            assertPongs(SocketClient.connect(path, owner));
            assertPongs(SocketClient.connect(path + "?token=" + token, opening -> opening));
            assertPongs(SocketClient.connect(path, opening -> opening.subprotocols("bearer", token)));
        }
        try (SocketClient socket = SocketClient.connect(OWN, opening -> opening.subprotocols("bearer", token))) {
            assertEquals("bearer", socket.subprotocol());
        }
    }

    @Test
    void upgrade_isRefusedWithTheContractsBody() {
        for (String path : List.of(OWN, ALIAS, SUPPORT)) {
            SocketClient.refused(given(), path).then().spec(Refused.NO_TOKEN);
            SocketClient.refused(given(), path + "?token=x").then().spec(Refused.BAD_TOKEN);
            SocketClient.refused(given(), path + "?token=" + agent.refresh())
                    .then()
                    .spec(Refused.BAD_TOKEN);
        }
        SocketClient.refused(given().auth().oauth2(owner.token()), SUPPORT)
                .then()
                .spec(Refused.FORBIDDEN);
        SocketClient.refused(given().auth().oauth2(owner.token()), OWN + "?after=x")
                .then()
                .spec(invalid("{after: ['Введите правильное число.']}"));
        SocketClient.refused(given().auth().oauth2(owner.token()), "/ws/nowhere/")
                .then()
                .spec(Refused.NOT_FOUND);
    }

    @Test
    void origin_isOursOrNone() {
        SocketClient.refused(given().auth().oauth2(owner.token()).header("Origin", "https://evil.example.com"), OWN)
                .then()
                .spec(Refused.FORBIDDEN);
        assertPongs(SocketClient.connect(
                OWN + "?token=" + owner.token(),
                opening -> opening.header("Origin", Suite.running().publicUrl())));
    }

    @Test
    void frame_thatIsUnreadableIsAnswered_andTheSocketStays() {
        try (SocketClient socket = SocketClient.connect(OWN, owner)) {
            for (String frame : List.of("{", "[]", "5", "{\"type\": 5}", "ping")) {
                socket.send(frame);
            }
            socket.send("{\"type\": \"ping\"}");
            List<JsonPath> frames = socket.awaitFrames(6);
            for (JsonPath frame : frames.subList(0, 5)) {
                assertThat(
                        frame.prettify(),
                        shown("{type: 'error', detail: 'Сообщение должно быть объектом JSON с полем type.'}"));
            }
            assertThat(frames.get(5).prettify(), shown("{type: 'pong'}"));
        }
    }

    @Test
    void user_getsTheRowsOfHisFeed_inItsOrder() {
        long ticket = owner.files("Не работает вход");
        try (SocketClient own = SocketClient.connect(OWN, owner);
                SocketClient alias = SocketClient.connect(ALIAS, owner);
                SocketClient stranger = SocketClient.connect(OWN, Someone.registered())) {
            agent.assigns(ticket, agent);
            agent.comments(ticket, "Мы начали работать над этим");
            agent.setsStatus(ticket, "closed");
            for (SocketClient socket : List.of(own, alias)) {
                List<JsonPath> frames = socket.awaitFrames(3);
                assertRow(frames.get(0), "assigned", "На ваш тикет назначен сотрудник поддержки.", ticket);
                assertRow(frames.get(1), "new_comment", "Комментарий был добавлен к вашему тикету.", ticket);
                assertRow(frames.get(2), "status_changed", "Статус вашего тикета изменён.", ticket);
            }
            assertEquals(
                    owner.notifications().getList("id"),
                    ids(own).sorted((one, two) -> two - one).toList());
            stranger.send("{\"type\": \"ping\"}");
            assertThat(stranger.awaitFrames(1).get(0).prettify(), shown("{type: 'pong'}"));
        }
    }

    @Test
    void agents_getNewTicketsOnce_onBothSockets() {
        try (SocketClient own = SocketClient.connect(OWN, agent);
                SocketClient support = SocketClient.connect(SUPPORT, agent)) {
            long first = owner.files("Ошибка авторизации");
            long second = owner.files("Не отображается страница");
            for (SocketClient socket : List.of(own, support)) {
                List<JsonPath> frames = socket.awaitFrames(2);
                assertNewTicket(frames.get(0), first, "Ошибка авторизации");
                assertNewTicket(frames.get(1), second, "Не отображается страница");
            }
            assertEquals(ids(own).toList(), ids(support).toList());
        }
    }

    @Test
    void replay_hasTheSameFramesForAgents() {
        long seen;
        long missed;
        try (SocketClient support = SocketClient.connect(SUPPORT, agent)) {
            long first = owner.files("Увиденный");
            JsonPath frame = support.awaitFrames(1).get(0);
            assertNewTicket(frame, first, "Увиденный");
            seen = frame.getLong("id");
            missed = owner.files("Пропущенный");
            assertNewTicket(support.awaitFrames(2).get(1), missed, "Пропущенный");
        }
        for (String path : List.of(OWN, SUPPORT)) {
            try (SocketClient socket = SocketClient.connect(path + "?after=" + seen, agent)) {
                assertNewTicket(socket.awaitFrames(1).get(0), missed, "Пропущенный");
                assertEquals(1, socket.frames().size());
            }
        }
    }

    private void assertNewTicket(JsonPath frame, long ticket, String subject) {
        assertThat(frame.prettify(), shown(NEW_TICKET, ticket, subject, owner.id(), owner.email(), ticket));
    }

    private static void assertRow(JsonPath frame, String type, String message, long ticket) {
        assertThat(frame.prettify(), shown("""
                {id: <number>, message: '%s', is_read: false, created_at: <time>, type: '%s', title: <text>,
                 ticket_id: %d}""", message, type, ticket));
    }

    private static Stream<Integer> ids(SocketClient socket) {
        return socket.frames().stream().map(frame -> frame.getInt("id"));
    }

    private static void assertPongs(SocketClient connected) {
        try (SocketClient socket = connected) {
            socket.send("{\"type\": \"ping\"}");
            assertThat(socket.awaitFrames(1).get(0).prettify(), shown("{type: 'pong'}"));
        }
    }
}
