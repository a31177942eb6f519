package io.otklik.identity.passwordreset;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.identity.Api;
import io.otklik.identity.MailReceiver;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(MailReceiver.class)
class PasswordResetRequestTest extends PasswordResetTestBase {

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
                "http://localhost:8000/password/reset/confirm/%s/%s/?uid=%1$s&token=%2$s"
                        .formatted(mail.getString("uid"), mail.getString("token")),
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
        Api.atOnce(10, () -> ask(someone.email()))
                .forEach(answer -> answer.then().statusCode(204));
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
    void ask_afterALinkWasUsed_mailsAnother_upToTenAnHour() throws Exception {
        Api.Someone someone = Api.someone();
        for (int mail = 1; mail <= 3; mail++) {
            ask(someone.email()).then().statusCode(204);
        }
        await().until(() -> mails.to(someone.email()).size() == 3);
        // One was used, and what it set ended the others.
        confirm(mails.to(someone.email()).get(0), NEW).then().statusCode(204);
        ask(someone.email()).then().statusCode(204);
        await().until(() -> mails.to(someone.email()).size() == 4);
        for (int used = 0; used < 4; used++) {
            run("update password_reset set used_at = now() where used_at is null and person_id = " + someone.id());
            Api.atOnce(3, () -> ask(someone.email()))
                    .forEach(answer -> answer.then().statusCode(204));
            await().until(() -> count("password_reset_wish") == 0);
        }
        assertEquals(10, granted(someone));
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
}
