package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people's way with one ticket, from filing it to reopening it, and one's with a forgotten password, in the order in which it happens. */
@ExtendWith(Suite.class)
class JourneyIT {

    private static final String CONFIRM = "/api/v1/auth/users/reset_password_confirm/";
    private static final Pattern RESET_LINK =
            Pattern.compile("/password/reset/confirm/([^/\\s]+)/([^/\\s]+)/\\?uid=\\1&token=\\2\\s");

    private Someone owner;
    private Someone agent;
    private long ticket;

    @BeforeEach
    void register() {
        owner = Someone.registered();
        agent = Someone.agent();
    }

    @Test
    void ticket_isFiledAnsweredClosedAndReopened_andEverybodyHearsWhatConcernsHim() {
        try (SocketClient desk = SocketClient.connect("/ws/support/notifications/", agent);
                SocketClient own = SocketClient.connect("/ws/notifications/", owner)) {
            fileWithAttachments();
            theDeskHears(desk);
            filesComeBackAsTheyWere();

            agent.assigns(ticket, agent);
            agent.comments(ticket, "Мы начали работать над этим");
            theOwnerHearsOfTheReply(own);

            theInternalNoteStaysInside();
            closedAndReopened();
            theOwnerHeardAllElseAndNothingOfTheNote(own);
            theHistoryIsExact();
        }
    }

    @Test
    void password_isResetByTheLinkInTheMail_once() {
        post("/api/v1/auth/users/reset_password/", Map.of("email", owner.email()))
                .then()
                .statusCode(204);
        Matcher link = RESET_LINK.matcher(Mailbox.await(owner, 1).get(0).text());
        assertTrue(link.find());
        Map<String, String> wish = Map.of("uid", link.group(1), "token", link.group(2), "new_password", "Chamomile_88");

        post(CONFIRM, wish).then().statusCode(204).body(emptyString());

        for (String path : List.of("/api/v1/users/me/", "/api/v1/tickets/", "/api/v1/notifications/")) {
            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> owner.request().get(path).then().spec(Refused.BAD_TOKEN));
        }
        post("/api/v1/auth/token/refresh/", Map.of("refresh", owner.refresh()))
                .then()
                .spec(Refused.BAD_TOKEN);
        post("/api/v1/auth/login/", Map.of("username", owner.username(), "password", owner.password()))
                .then()
                .spec(Refused.NO_ACCOUNT);
        Someone renewed = Someone.login(owner.id(), owner.username(), owner.email(), "Chamomile_88");
        renewed.request().get("/api/v1/tickets/").then().statusCode(200);

        post(CONFIRM, wish).then().spec(invalid("{token: ['Ссылка для сброса пароля недействительна или устарела.']}"));
        assertEquals(1, Mailbox.read(owner).size());
    }

    private void fileWithAttachments() {
        ticket = owner.ticketForm("Не работает вход")
                .multiPart("attachments", "Письмо.docx", Samples.docx())
                .multiPart("attachments", "Снимок экрана.png", Samples.png())
                .multiPart("attachments", "log.txt", Samples.TEXT)
                .post("/api/v1/tickets/")
                .then()
                .statusCode(201)
                .body(shown("{id: <number>, subject: 'Не работает вход', status: 'open'}"))
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private void theDeskHears(SocketClient desk) {
        JsonPath frame = desk.awaitFrames(1).get(0);
        assertThat(frame.prettify(), shown("""
                {type: 'new_ticket', id: <number>, ticket_id: %1$d, subject: 'Не работает вход', category: <text>,
                 user: {id: %2$d, email: '%3$s'}, created_at: <time>, link: '/support/tickets/%1$d/'}""", ticket, owner.id(), owner.email()));
        agent.request()
                .get("/api/v1" + frame.getString("link"))
                .then()
                .statusCode(200)
                .body("attachments.filename", is(List.of("Письмо.docx", "Снимок экрана.png", "log.txt")));
    }

    private void filesComeBackAsTheyWere() {
        JsonPath detail = owner.request().get("/api/v1/tickets/" + ticket + "/").jsonPath();
        List<byte[]> sent = List.of(Samples.docx(), Samples.png(), Samples.TEXT);
        for (int i = 0; i < sent.size(); i++) {
            Response file = agent.request().get(detail.getString("attachments[" + i + "].url"));
            file.then().statusCode(200).contentType(detail.getString("attachments[" + i + "].content_type"));
            assertArrayEquals(sent.get(i), file.asByteArray());
        }
    }

    private void theOwnerHearsOfTheReply(SocketClient own) {
        JsonPath frame = own.awaitFrames(2).get(1);
        assertThat(frame.prettify(), shown("""
                {id: <number>, message: 'Комментарий был добавлен к вашему тикету.', is_read: false,
                 created_at: <time>, type: 'new_comment', title: <text>, ticket_id: %d}""", ticket));
        assertEquals(frame.getMap("$"), owner.notifications().getMap("[0]"));

        Mailbox.Mail mail = Mailbox.await(owner, 1).get(0);
        assertEquals("Новый ответ по заявке #" + ticket, mail.subject());
        for (String part : List.of(mail.text(), mail.html())) {
            assertThat(part, containsString("Мы начали работать над этим"));
            assertThat(part, containsString(Suite.running().publicUrl() + "/tickets/" + ticket + "/"));
        }
    }

    private void theInternalNoteStaysInside() {
        agent.request()
                .body(Map.of("text", "Клиент опять забыл пароль", "is_internal", true))
                .post("/api/v1/tickets/" + ticket + "/comments/")
                .then()
                .statusCode(201);
        owner.request()
                .get("/api/v1/tickets/" + ticket + "/comments/")
                .then()
                .statusCode(200)
                .body(shown("""
                [{id: <number>, text: 'Мы начали работать над этим', is_internal: false,
                  user: {id: %d, email: '%s'}, created_at: <time>}]""", agent.id(), agent.email()));
    }

    private void closedAndReopened() {
        status("closed")
                .then()
                .statusCode(200)
                .body(shown(
                        "{id: %d, status: 'closed', updated_at: <time>, closed_at: <time>, closed_by: %d}",
                        ticket, agent.id()));
        status("open")
                .then()
                .statusCode(200)
                .body(shown("{id: %d, status: 'open', updated_at: <time>, closed_at: null, closed_by: null}", ticket));
    }

    /** Later things have arrived on each way, so what is not before them does not come any more. */
    private void theOwnerHeardAllElseAndNothingOfTheNote(SocketClient own) {
        List<String> types = List.of("assigned", "new_comment", "status_changed", "status_changed");
        assertEquals(
                types,
                own.awaitFrames(4).stream()
                        .map(frame -> frame.getString("type"))
                        .toList());
        assertEquals(
                List.of("status_changed", "status_changed", "new_comment", "assigned"),
                owner.notifications().getList("type"));
        List<Mailbox.Mail> mails = Mailbox.await(owner, 3);
        assertEquals(
                List.of(
                        "Изменение статуса вашей заявки #" + ticket,
                        "Изменение статуса вашей заявки #" + ticket,
                        "Новый ответ по заявке #" + ticket),
                mails.stream().map(Mailbox.Mail::subject).sorted().toList());
        assertEquals(1, mails.stream().map(Mailbox.Mail::references).distinct().count());
        assertEquals(3, mails.stream().map(Mailbox.Mail::messageId).distinct().count());
    }

    private void theHistoryIsExact() {
        Someone admin = Someone.admin();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> admin.request()
                .get("/api/v1/admin/ticket-history/?ticket=" + ticket)
                .then()
                .statusCode(200)
                .body(shown("""
                [{id: <number>, ticket: %1$d, changed_by: %2$d, field: 'status', old_value: 'closed',
                  new_value: 'open', changed_at: <time>},
                 {id: <number>, ticket: %1$d, changed_by: %2$d, field: 'status', old_value: 'open',
                  new_value: 'closed', changed_at: <time>},
                 {id: <number>, ticket: %1$d, changed_by: %2$d, field: 'assigned_to', old_value: null,
                  new_value: '%2$d', changed_at: <time>}]""", ticket, agent.id())));
    }

    private Response status(String status) {
        return agent.request().body(Map.of("status", status)).patch("/api/v1/support/tickets/" + ticket + "/status/");
    }

    private static Response post(String path, Map<String, ?> body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }
}
