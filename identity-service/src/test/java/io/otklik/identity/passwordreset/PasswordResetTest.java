package io.otklik.identity.passwordreset;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(MailReceiver.class)
class PasswordResetTest {

    private static final String NEW = "Brand-new-Passw0rd";
    private static final String NOT_VALID = "{\"token\":[\"Ссылка для сброса пароля недействительна или устарела.\"]}";

    @Inject
    Accounts accounts;

    @Inject
    Pool pool;

    private MailReceiver mails;

    @BeforeEach
    void open() {
        mails = MailReceiver.open();
    }

    @AfterEach
    void close() {
        mails.close();
        assertEquals(List.of(), mails.strangers());
    }

    @Test
    void ask_handsOverOneMail_withTheLink() {
        Api.Someone someone = Api.someone();
        Response answer = ask(someone.email().toUpperCase());
        answer.then().statusCode(204);
        assertEquals("", answer.asString());
        JsonObject mail = mailTo(someone);
        assertEquals(
                Set.of("id", "kind", "person", "language", "link", "uid", "token", "expires_at"), mail.fieldNames());
        assertEquals("password_reset", mail.getString("kind"));
        assertEquals(
                new JsonObject()
                        .put("id", (int) someone.id())
                        .put("username", someone.username())
                        .put("email", someone.email()),
                mail.getJsonObject("person"));
        assertEquals("ru", mail.getString("language"));
        assertEquals(7, UUID.fromString(mail.getString("id")).version());
        assertEquals(
                "http://localhost:8000/password/reset/confirm/" + mail.getString("uid") + "/" + mail.getString("token"),
                mail.getString("link"));
        Instant expires = Instant.parse(mail.getString("expires_at"));
        assertTrue(expires.isAfter(Instant.now().plus(Duration.ofMinutes(58))), expires.toString());
        assertTrue(expires.isBefore(Instant.now().plus(Duration.ofMinutes(61))), expires.toString());
        await().until(() ->
                count("password_reset where mailed_at is null and id = '" + mail.getString("id") + "'") == 0);
        assertEquals(1, mails.to(someone.email()).size());
    }

    @Test
    void ask_speaksTheAskersLanguage_andNeedsNoToken_norMindsAStaleOne() {
        Api.Someone someone = Api.someone();
        Api.authorized("stale")
                .contentType(ContentType.JSON)
                .header("Accept-Language", "en")
                .body(Map.of("email", someone.email()))
                .post("/api/v1/auth/users/reset_password")
                .then()
                .statusCode(204);
        assertEquals("en", mailTo(someone).getString("language"));
    }

    @Test
    void ask_forNobodyIsTheSameAnswer_andMailsNobody() {
        Api.Someone someone = Api.someone();
        String looksLikeAnEmail = Api.freshName() + "@example.org";
        Api.register(looksLikeAnEmail, Api.freshName() + "@example.net", Api.PASSWORD)
                .then()
                .statusCode(201);
        for (String email : List.of("nobody@example.com", looksLikeAnEmail)) {
            Response answer = ask(email);
            answer.then().statusCode(204);
            assertEquals("", answer.asString());
        }
        // Wishes are taken in their order: when this one is mailed, the others have been dropped.
        ask(someone.email()).then().statusCode(204);
        assertEquals(someone.email(), mailTo(someone).getJsonObject("person").getString("email"));
        assertEquals(0, count("password_reset_wish"));
        assertEquals(List.of(), mails.to("nobody@example.com"));
        assertEquals(List.of(), mails.to(looksLikeAnEmail));
    }

    @Test
    void ask_againAndAgain_mailsThreeTimesAnHour_withoutSayingSo() throws Exception {
        Api.Someone someone = Api.someone();
        atOnce(10, () -> ask(someone.email())).forEach(answer -> answer.then().statusCode(204));
        await().until(() ->
                count("password_reset_wish") == 0 && mails.to(someone.email()).size() >= 3);
        assertEquals(3, granted(someone));
        assertEquals(3, mails.to(someone.email()).size());
        // Each link works, and an hour later there may be more.
        run("update password_reset set created_at = created_at - interval '1 hour' where person_id = " + someone.id());
        ask(someone.email()).then().statusCode(204);
        await().until(() -> mails.to(someone.email()).size() == 4);
    }

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
        List<Response> answers = atOnce(6, () -> confirm(mail, NEW));
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

    @Test
    void mail_isRepeatedUnderItsId_untilItIsAccepted() {
        Api.Someone someone = Api.someone();
        mails.close();
        ask(someone.email()).then().statusCode(204);
        await().until(() -> count("password_reset where attempts > 0 and person_id = " + someone.id()) == 1);
        mails = MailReceiver.open();
        mails.answer(503);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !mails.to(someone.email()).isEmpty());
        mails.answer(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> count("password_reset where mailed_at is null and person_id = " + someone.id()) == 0);
        List<JsonObject> tries = mails.to(someone.email());
        assertTrue(tries.size() >= 2, "tries " + tries.size());
        assertEquals(1, Set.copyOf(tries).size());
        confirm(tries.get(0), NEW).then().statusCode(204);
    }

    @Test
    void mail_thatExpiredUnsentIsDropped() {
        Api.Someone someone = Api.someone();
        mails.answer(503);
        ask(someone.email()).then().statusCode(204);
        await().until(() -> !mails.to(someone.email()).isEmpty());
        run("update password_reset set expires_at = now(), next_attempt_at = now() where person_id = " + someone.id());
        mails.answer(202);
        int tries = mails.to(someone.email()).size();
        Api.Someone later = Api.someone();
        ask(later.email()).then().statusCode(204);
        assertEquals(later.email(), mailTo(later).getJsonObject("person").getString("email"));
        assertEquals(tries, mails.to(someone.email()).size());
    }

    @Test
    void databaseAway_is503_andAfterwardsMailsGoOnByThemselves() {
        Api.Someone someone = Api.someone();
        mails.answer(503);
        ask(someone.email()).then().statusCode(204);
        await().until(() -> !mails.to(someone.email()).isEmpty());
        RealParts.postgres().stop();
        try {
            ask(someone.email()).then().statusCode(503);
        } finally {
            RealParts.postgres().start();
        }
        mails.answer(202);
        int tries = mails.to(someone.email()).size();
        // At once, or when the lease ends that the outage left behind.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> mails.to(someone.email()).size() > tries);
        confirm(mails.to(someone.email()).get(0), NEW).then().statusCode(204);
    }

    @Test
    void database_holdsNoLink() {
        Api.Someone someone = Api.someone();
        ask(someone.email()).then().statusCode(204);
        JsonObject mail = mailTo(someone);
        String row = pool.query("select r::text from password_reset r where id = '" + mail.getString("id") + "'")
                .executeAndAwait()
                .iterator()
                .next()
                .getString(0);
        assertFalse(row.contains(mail.getString("token")));
    }

    private JsonObject mailTo(Api.Someone someone) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !mails.to(someone.email()).isEmpty());
        return mails.to(someone.email()).get(0);
    }

    private static Response ask(String email) {
        return Api.post("/api/v1/auth/users/reset_password/", Map.of("email", email));
    }

    private static Response confirm(JsonObject mail, String password) {
        return confirm(mail.getString("uid"), mail.getString("token"), password);
    }

    private static Response confirm(String uid, String token, String password) {
        return Api.post(
                "/api/v1/auth/users/reset_password_confirm/",
                Map.of("uid", uid, "token", token, "new_password", password));
    }

    private static List<Response> atOnce(int times, java.util.concurrent.Callable<Response> request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Response>> futures = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            futures.add(threads.submit(() -> {
                start.await();
                return request.call();
            }));
        }
        start.countDown();
        List<Response> answers = new ArrayList<>();
        for (Future<Response> future : futures) {
            answers.add(future.get());
        }
        threads.shutdown();
        return answers;
    }

    private void block(Api.Someone someone, boolean blocked) throws Throwable {
        assertEquals(
                blocked,
                VertxContextSupport.subscribeAndAwait(() -> accounts.setBlocked(someone.id(), blocked, 0))
                        .blocked());
    }

    private long granted(Api.Someone someone) {
        return count("password_reset where person_id = " + someone.id());
    }

    private long count(String what) {
        return pool.query("select count(*) from " + what)
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    private void run(String sql) {
        assertEquals(0, pool.query(sql).executeAndAwait().size());
    }
}
