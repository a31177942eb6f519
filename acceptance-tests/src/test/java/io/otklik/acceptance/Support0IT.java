package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** support-v0.md, section by section, and contracts/README.md, section 9. */
@ExtendWith(Suite.class)
class Support0IT {

    private static final String TICKET = "/api/ticket";
    private static final String MESSAGE = "Some message like FOO BAR BIZ";

    private Someone user;
    private Someone support;

    @BeforeEach
    void register() {
        user = Someone.registered();
        support = Someone.agent();
    }

    @Test
    void user_registersAndGetsPairsOfTokens() {
        String name = "s" + UUID.randomUUID().toString().replace("-", "");
        Map<String, String> body =
                Map.of("email", name + "@example.com", "username", name, "password", "example.password");
        long id = post("/auth/users/", body)
                .then()
                .statusCode(201)
                .body(shown(
                        "{id: <number>, username: '%s', email: '%s@example.com', is_active: true, tickets: []}",
                        name, name))
                .extract()
                .jsonPath()
                .getLong("id");
        post("/auth/users/", body).then().statusCode(400);
        JsonPath pair = post("/auth/jwt/create/", Map.of("username", name, "password", "example.password"))
                .then()
                .statusCode(200)
                .body(shown("{refresh: <text>, access: <text>}"))
                .extract()
                .jsonPath();
        post("/auth/jwt/create/", Map.of("username", name, "password", "wrong.password"))
                .then()
                .spec(Refused.NO_ACCOUNT_WITHOUT_CODE);
        JsonPath next = post("/auth/jwt/refresh/", Map.of("refresh", pair.getString("refresh")))
                .then()
                .statusCode(200)
                .body(shown("{refresh: <text>, access: <text>}"))
                .extract()
                .jsonPath();
        given().auth()
                .oauth2(next.getString("access"))
                .get("/auth/users/" + id)
                .then()
                .statusCode(200)
                .body(shown(
                        "{id: %d, username: '%s', email: '%s@example.com', is_active: true, tickets: []}",
                        id, name, name));
        post("/auth/jwt/refresh/", Map.of("refresh", pair.getString("refresh")))
                .then()
                .spec(Refused.BAD_TOKEN);
    }

    @Test
    void ticket_isAddedAnsweredAndItsStatusSet() {
        long ticket = user.request()
                .body(Map.of("message", MESSAGE))
                .post(TICKET)
                .then()
                .statusCode(201)
                .body(ticket("<number>", "u", "null"))
                .extract()
                .jsonPath()
                .getLong("id");
        long first = answer(user, ticket, "answer message");
        long second = answer(support, ticket, "another answer");
        String id = Long.toString(ticket);
        String url = url("/api/comment/%d".formatted(second)) + "', '" + url("/api/comment/%d".formatted(first));
        user.request().get(TICKET + "/" + ticket).then().statusCode(200).body(ticket(id, "u", "null", url));
        for (Someone reader : List.of(user, support)) {
            reader.request()
                    .get("/api/comment/" + first)
                    .then()
                    .statusCode(200)
                    .body(shown("""
                    {id: %d, from_user_id: %d, from_user: '%s', to_ticket: '%s', message: 'answer message',
                     answered_at: <time>}""", first, user.id(), user.username(), url("/api/ticket/" + ticket)));
        }
        user.request()
                .body(Map.of("status", "c"))
                .post(TICKET + "/" + ticket + "/set_status")
                .then()
                .spec(Refused.FORBIDDEN);
        for (String letter : List.of("f", "u", "c")) {
            support.request()
                    .body(Map.of("status", letter))
                    .post(TICKET + "/" + ticket + "/set_status")
                    .then()
                    .statusCode(200)
                    .body(shown("{status: '%s', changed_status: %d}", letter, support.id()));
            support.request()
                    .get(TICKET + "/" + ticket)
                    .then()
                    .body(ticket(id, letter, Long.toString(support.id()), url));
        }
        support.request()
                .body(Map.of("status", "x"))
                .post(TICKET + "/" + ticket + "/set_status")
                .then()
                .statusCode(400)
                .body("keySet()", is(Set.of("status")));
    }

    @Test
    void list_showsASupportAllAndAUserHisOwn_newestFirst() {
        long first = file(user, "Первый");
        long second = file(user, "Второй");
        Someone other = Someone.registered();
        long foreign = file(other, "Чужой");
        support.sends(TICKET + "/" + first + "/set_status", Map.of("status", "f"), 200);
        user.request()
                .get(TICKET)
                .then()
                .statusCode(200)
                .header("X-Total-Count", "2")
                .body("id", is(List.of((int) second, (int) first)));
        user.request().get(TICKET + "?status=f").then().body("id", is(List.of((int) first)));
        user.request().get(TICKET + "?status=c").then().body(shown("[]"));
        user.request().get(TICKET + "?status=open").then().statusCode(400);
        support.request().get(TICKET + "?limit=3").then().body("id", is(List.of((int) foreign, (int) second, (int)
                first)));

        for (String path : List.of("", "/answer")) {
            String ticket = TICKET + "/" + foreign + path;
            (path.isEmpty()
                            ? user.request().get(ticket)
                            : user.request().body("{}").post(ticket))
                    .then()
                    .spec(Refused.NOT_FOUND);
        }
        user.request()
                .get("/auth/users/" + user.id())
                .then()
                .body("tickets", is(List.of(url("/api/ticket/" + second), url("/api/ticket/" + first))));
        support.request().get("/auth/users/" + user.id()).then().statusCode(200);
        other.request().get("/auth/users/" + user.id()).then().spec(Refused.NOT_FOUND);
    }

    @Test
    void subject_isCutFromTheFirstLine() {
        String line = "Очень длинная первая строка сообщения ".repeat(4);
        long ticket = file(user, line + "\nвторая строка");
        String subject = user.reads("/api/v1/tickets/" + ticket + "/").getString("subject");
        assertEquals(line.substring(0, 80).strip(), subject.strip());
        assertEquals(line + "\nвторая строка", user.reads(TICKET + "/" + ticket).getString("message"));
    }

    @Test
    void addresses_areThoseThatTheClientUsed() {
        long ticket = file(user, MESSAGE);
        long comment = answer(user, ticket, "answer message");
        user.request()
                .header("Host", "support.example.com:8080")
                .get("/api/comment/" + comment)
                .then()
                .body("to_ticket", is("http://support.example.com:8080/api/ticket/" + ticket));
    }

    @Test
    void internalNotes_neverShow() {
        long ticket = file(user, MESSAGE);
        long note = support.posts(
                        "/api/v1/tickets/" + ticket + "/comments/", Map.of("text", "Тайна", "is_internal", true), 201)
                .getLong("id");
        for (Someone reader : List.of(user, support)) {
            assertEquals(List.of(), reader.reads(TICKET + "/" + ticket).getList("answers"));
            reader.request().get("/api/comment/" + note).then().spec(Refused.NOT_FOUND);
        }
    }

    @Test
    void mail_hasTheDocumentsLayout() {
        long ticket = file(user, MESSAGE);
        support.sends(TICKET + "/" + ticket + "/answer", Map.of("message", "answer message"), 201);
        Mailbox.Mail mail = Mailbox.await(user, 1).get(0);
        assertEquals("Новый ответ по заявке #" + ticket, mail.subject());
        String link = url("/api/ticket/" + ticket);
        assertEquals("""
                Support has replied to your ticket:

                \tSome message like FOO BAR BIZ
                ------------------------------

                Reply message:

                \tanswer message
                _____________________________

                To check your ticket, follow the link: %s""".formatted(link), mail.text().replace("\r\n", "\n").strip());
        assertThat(mail.html(), containsString(link));
    }

    private Matcher<String> ticket(String id, String status, String changed, String... answers) {
        String urls = answers.length == 0 ? "" : "'" + answers[0] + "'";
        return shown("""
                {id: %s, from_user_id: %d, from_user: '%s', message: '%s', status: '%s', changed_status: %s,
                 answers: [%s], created_at: <time>}""", id, user.id(), user.username(), MESSAGE, status, changed, urls);
    }

    private static long file(Someone user, String message) {
        return user.posts(TICKET, Map.of("message", message), 201).getLong("id");
    }

    private static long answer(Someone author, long ticket, String message) {
        return author.request()
                .body(Map.of("message", message))
                .post(TICKET + "/" + ticket + "/answer")
                .then()
                .statusCode(201)
                .body(shown("{id: <number>, message: '%s'}", message))
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private static String url(String path) {
        return Suite.running().publicUrl() + path;
    }

    private static Response post(String path, Map<String, ?> body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }
}
