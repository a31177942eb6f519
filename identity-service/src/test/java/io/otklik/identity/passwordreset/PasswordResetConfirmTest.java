package io.otklik.identity.passwordreset;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.otklik.events.PersonChanged;
import io.otklik.identity.Api;
import io.otklik.identity.MailReceiver;
import io.otklik.identity.PeopleTopic;
import io.otklik.identity.account.Accounts;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(MailReceiver.class)
class PasswordResetConfirmTest extends PasswordResetTestBase {

    @Inject
    Accounts accounts;

    @Test
    void confirm_setsThePassword_andEndsEverySession() {
        try (PeopleTopic topic = new PeopleTopic()) {
            Api.Someone someone = Api.someone();
            Api.Someone elsewhere = Api.loggedIn(someone.id(), someone.username(), someone.email(), Api.PASSWORD);
            ask(someone.email()).then().statusCode(204);
            Response answer = confirm(mailTo(someone), NEW);
            answer.then().statusCode(204);
            assertEquals("", answer.asString());
            for (Api.Someone session : List.of(someone, elsewhere)) {
                Api.me(session.access()).then().statusCode(401);
                Api.refresh(session.refresh()).then().statusCode(401);
            }
            Api.login(someone.username(), Api.PASSWORD).then().statusCode(401);
            String access = Api.login(someone.username(), NEW).path("access");
            Api.me(access).then().statusCode(200);
            List<PersonChanged> changes = topic.of(someone.id(), 2);
            assertEquals(2, changes.get(1).person().revision());
            assertEquals(2, changes.get(1).person().tokenVersion());
        }
    }

    @Test
    void confirm_forgivesTheLoginsThatFailedBefore() {
        String name = Api.freshName();
        Api.register(name, name + "@example.com", Api.PASSWORD).then().statusCode(201);
        for (int i = 0; i < 5; i++) {
            Api.login(name, "Forgotten-" + i).then().statusCode(401);
        }
        Api.login(name, Api.PASSWORD).then().statusCode(429);
        ask(name + "@example.com").then().statusCode(204);
        await().until(() -> !mails.to(name + "@example.com").isEmpty());
        confirm(mails.to(name + "@example.com").get(0), NEW).then().statusCode(204);
        Api.login(name, NEW).then().statusCode(200);
    }

    @Test
    void confirm_sentAgainUnderItsKeyIsAnsweredTheSame() {
        Api.Someone someone = Api.someone();
        String key = UUID.randomUUID().toString();
        Map<String, String> email = Map.of("email", someone.email());
        keyed(key, "reset_password/", email).then().statusCode(204).header("Idempotency-Replayed", nullValue());
        keyed(key, "reset_password/", email).then().statusCode(204).header("Idempotency-Replayed", "true");
        JsonObject mail = mailTo(someone);
        Map<String, String> wish =
                Map.of("uid", mail.getString("uid"), "token", mail.getString("token"), "new_password", NEW);
        for (int i = 0; i < 5; i++) {
            Api.login(someone.username(), "Forgotten-" + i).then().statusCode(401);
        }
        keyed(key, "reset_password_confirm/", wish).then().statusCode(204).header("Idempotency-Replayed", nullValue());
        keyed(key, "reset_password_confirm/", wish).then().statusCode(204).header("Idempotency-Replayed", "true");
        Api.login(someone.username(), NEW).then().statusCode(200);
        assertEquals(1, granted(someone));
    }

    @Test
    void confirm_underAKeySetsThePasswordWhateverBecomesOfTheAddress() {
        Api.Someone someone = Api.someone();
        ask(someone.email()).then().statusCode(204);
        JsonObject mail = mailTo(someone);
        Map<String, String> wish =
                Map.of("uid", mail.getString("uid"), "token", mail.getString("token"), "new_password", NEW);
        run("alter table login_attempt rename to away");
        try {
            keyed(UUID.randomUUID().toString(), "reset_password_confirm/", wish)
                    .then()
                    .statusCode(204);
        } finally {
            run("alter table away rename to login_attempt");
        }
        Api.login(someone.username(), NEW).then().statusCode(200);
    }

    private static Response keyed(String key, String path, Map<String, String> body) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/auth/users/" + path);
    }

    @Test
    void confirm_worksOnce_andEndsTheOtherLinks() {
        Api.Someone someone = Api.someone();
        ask(someone.email()).then().statusCode(204);
        await().until(() -> mails.to(someone.email()).size() == 1);
        ask(someone.email()).then().statusCode(204);
        await().until(() -> mails.to(someone.email()).size() == 2);
        JsonObject older = mails.to(someone.email()).get(0);
        JsonObject newer = mails.to(someone.email()).get(1);
        assertNotEquals(older.getString("token"), newer.getString("token"));
        // The newer request did not end the older link.
        confirm(older, NEW).then().statusCode(204);
        confirm(older, NEW + "2").then().statusCode(400).body(equalTo(NOT_VALID));
        confirm(newer, NEW + "2").then().statusCode(400).body(equalTo(NOT_VALID));
        Api.login(someone.username(), NEW).then().statusCode(200);
    }

    @Test
    void confirm_manyAtOnce_oneWins() throws Exception {
        Api.Someone someone = Api.someone();
        ask(someone.email()).then().statusCode(204);
        JsonObject mail = mailTo(someone);
        List<Response> answers = Api.atOnce(6, () -> confirm(mail, NEW));
        assertEquals(
                Map.of(204, 1L, 400, 5L),
                answers.stream().collect(Collectors.groupingBy(Response::statusCode, Collectors.counting())));
        answers.stream()
                .filter(answer -> answer.statusCode() == 400)
                .forEach(answer -> assertEquals(NOT_VALID, answer.asString()));
        Api.login(someone.username(), NEW).then().statusCode(200);
        assertEquals(
                2,
                pool.query("select revision from person where id = " + someone.id())
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getLong(0));
    }

    @Test
    void confirm_withAnythingElseIs400_andChangesNothing() {
        Api.Someone someone = Api.someone();
        Api.Someone other = Api.someone();
        ask(someone.email()).then().statusCode(204);
        ask(other.email()).then().statusCode(204);
        JsonObject mail = mailTo(someone);
        JsonObject others = mailTo(other);
        String uid = mail.getString("uid");
        String token = mail.getString("token");
        String wrong = (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);
        for (String bad : List.of(wrong, token + "A", token.substring(1), "x", others.getString("token"), "ё")) {
            confirm(uid, bad, NEW).then().statusCode(400).body(equalTo(NOT_VALID));
        }
        for (String bad : List.of("x", "1", UUID.randomUUID().toString(), others.getString("uid"), "x".repeat(5000))) {
            confirm(bad, token, NEW).then().statusCode(400).body(equalTo(NOT_VALID));
        }
        given().contentType(ContentType.JSON)
                .header("Accept-Language", "en")
                .body(Map.of("uid", uid, "token", wrong, "new_password", NEW))
                .post("/api/v1/auth/users/reset_password_confirm/")
                .then()
                .statusCode(400)
                .body(equalTo("{\"token\":[\"The password reset link is invalid or has expired.\"]}"));
        Api.login(someone.username(), Api.PASSWORD).then().statusCode(200);
        confirm(uid, token, NEW).then().statusCode(204);
    }

    @Test
    void confirm_afterAnHourIs400() {
        Api.Someone someone = Api.someone();
        ask(someone.email()).then().statusCode(204);
        JsonObject mail = mailTo(someone);
        run("update password_reset set expires_at = now() where id = '" + mail.getString("id") + "'");
        confirm(mail, NEW).then().statusCode(400).body(equalTo(NOT_VALID));
    }

    @Test
    void confirm_withABadPasswordIs400_andTheLinkStillWorks() {
        Api.Someone someone = Api.someone();
        ask(someone.email()).then().statusCode(204);
        JsonObject mail = mailTo(someone);
        Map<String, String> messages = Map.of(
                "short-7",
                "Убедитесь, что это значение содержит не менее 8 символов.",
                "x".repeat(129),
                "Убедитесь, что это значение содержит не более 128 символов.",
                someone.email().toUpperCase(),
                "Пароль не должен совпадать с именем пользователя или адресом электронной почты.",
                "        ",
                "Это поле не может быть пустым.");
        messages.forEach((password, message) -> confirm(mail, password)
                .then()
                .statusCode(400)
                .body(equalTo("{\"new_password\":[\"" + message + "\"]}")));
        confirm(mail, NEW).then().statusCode(204);
    }

    @Test
    void blocked_getsNoMail_andCannotConfirm() throws Throwable {
        Api.Someone someone = Api.someone();
        ask(someone.email()).then().statusCode(204);
        JsonObject mail = mailTo(someone);
        block(someone, true);
        confirm(mail, NEW).then().statusCode(400).body(equalTo(NOT_VALID));
        ask(someone.email()).then().statusCode(204);
        await().until(() -> count("password_reset_wish") == 0);
        assertEquals(1, granted(someone));
        // The block ended the link, for good.
        block(someone, false);
        confirm(mail, NEW).then().statusCode(400).body(equalTo(NOT_VALID));
    }

    private void block(Api.Someone someone, boolean blocked) throws Throwable {
        assertEquals(
                blocked,
                VertxContextSupport.subscribeAndAwait(() -> accounts.setBlocked(someone.id(), blocked, 0))
                        .blocked());
    }
}
