package io.otklik.acceptance;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One real ticket travels all the way: register, log in, create, the agent's socket, the owner's feed, a mail, history. */
@ExtendWith(Suite.class)
class FirstTicketIT {

    @Test
    void ticket_travelsAllTheWay() {
        Someone owner = Someone.registered();
        Someone agent = Someone.agent();
        try (SocketClient desk = SocketClient.connect("/ws/notifications/", agent);
                SocketClient own = SocketClient.connect("/ws/notifications/", owner)) {
            long ticket = owner.files("Не работает вход");
            JsonPath frame = desk.awaitFrames(1).get(0);
            assertEquals("new_ticket", frame.getString("type"));
            assertEquals(ticket, frame.getLong("ticket_id"));
            assertEquals("Не работает вход", frame.getString("subject"));
            assertEquals(owner.email(), frame.getString("user.email"));
            assertEquals("/support/tickets/" + ticket + "/", frame.getString("link"));

            agent.assigns(ticket, agent);
            agent.comments(ticket, "Спасибо за обращение, мы начали работать над этим");
            agent.setsStatus(ticket, "in_progress");

            List<String> types = own.awaitFrames(3).stream()
                    .map(row -> row.getString("type"))
                    .toList();
            assertEquals(List.of("assigned", "new_comment", "status_changed"), types);
            owner.request()
                    .get("/api/v1/notifications/")
                    .then()
                    .statusCode(200)
                    .body("type", contains("status_changed", "new_comment", "assigned"))
                    .body("message[1]", is("Комментарий был добавлен к вашему тикету."))
                    .body("ticket_id[0]", is((int) ticket));

            List<Mailbox.Mail> mails = Mailbox.await(owner, 2);
            assertEquals(
                    Set.of("Новый ответ по заявке #" + ticket, "Изменение статуса вашей заявки #" + ticket),
                    mails.stream().map(Mailbox.Mail::subject).collect(Collectors.toSet()));
            assertEquals(2, mails.size());

            Someone admin = Someone.admin();
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> admin.request()
                    .get("/api/v1/admin/ticket-history/?ticket=" + ticket)
                    .then()
                    .statusCode(200)
                    .body("field", contains("status", "assigned_to"))
                    .body("old_value", contains("open", null))
                    .body("new_value", contains("in_progress", Long.toString(agent.id())))
                    .body("changed_by", contains((int) agent.id(), (int) agent.id())));
        }
    }

    @Test
    void socket_resumesAfterTheLastSeenFrameWithoutGapOrRepeat() {
        Someone owner = Someone.registered();
        Someone agent = Someone.agent();
        long ticket = owner.files("Обрыв связи");
        long seen;
        try (SocketClient socket = SocketClient.connect("/ws/notifications/", owner)) {
            agent.comments(ticket, "первый");
            seen = socket.awaitFrames(1).get(0).getLong("id");
        }
        agent.comments(ticket, "второй");
        agent.comments(ticket, "третий");
        try (SocketClient socket = SocketClient.connect("/ws/notifications/?after=" + seen, owner)) {
            agent.comments(ticket, "четвёртый");
            List<Long> ids = socket.awaitFrames(3).stream()
                    .map(frame -> frame.getLong("id"))
                    .toList();
            List<Integer> feed = owner.request()
                    .get("/api/v1/notifications/?limit=3")
                    .jsonPath()
                    .getList("id");
            assertEquals(feed.stream().map(Integer::longValue).sorted().toList(), ids);
        }
    }

    @Test
    void health_ofTheWholeSuiteIsReady() {
        io.restassured.RestAssured.get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void use_rightAfterRegisteringWorksTwoHundredTimes() {
        Someone agent = Someone.agent();
        IntStream.range(0, 200).parallel().forEach(i -> {
            Someone owner = Someone.registered();
            long ticket = owner.files("Заявка " + i);
            agent.request()
                    .get("/api/v1/support/tickets/" + ticket + "/")
                    .then()
                    .statusCode(200);
            owner.comments(ticket, "ещё");
            agent.request()
                    .get("/api/v1/tickets/" + ticket + "/comments/")
                    .then()
                    .statusCode(200)
                    .body("user.email", contains(owner.email()));
        });
    }

    @Test
    void role_givenIsVisibleToTheNextRequestOfAnyone() {
        Someone admin = Someone.admin();
        Someone owner = Someone.registered();
        for (int i = 0; i < 20; i++) {
            Someone agent = Someone.registered();
            long ticket = owner.files("Роль " + i);
            admin.changeRole(agent, "support");
            admin.assigns(ticket, agent);
            agent.request().get("/api/v1/support/tickets/").then().statusCode(200);
        }
    }

    @Test
    void role_takenAwayBitesInTheOtherServicesWithinOneSecond() {
        Someone admin = Someone.admin();
        Someone agent = Someone.agent();
        agent.request().get("/api/v1/support/tickets/").then().statusCode(200);
        try (SocketClient socket = SocketClient.connect("/ws/support/notifications/", agent)) {
            admin.changeRole(agent, "user");
            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> agent.request()
                            .get("/api/v1/support/tickets/")
                            .then()
                            .statusCode(403)
                            .body(
                                    "",
                                    is(Map.of("detail", "У вас недостаточно прав для выполнения данного действия."))));
            assertEquals(4403, socket.awaitClose());
        }
    }
}
