package io.otklik.notification.api.internal;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.notification.Suite;
import io.otklik.standalone.RealMail;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail that identity hands over: the links for a new password. */
@QuarkusTest
@WithTestResource(RealParts.class)
class MailsTest {

    private static final Instant LATER = Instant.parse("2999-12-31T23:59:30Z");

    private Suite suite;
    private PersonState person;
    private String id;
    private String link;

    @BeforeEach
    void person() {
        suite = Suite.get();
        person = suite.people.someone(Role.USER);
        id = UUID.randomUUID().toString();
        link = "http://localhost:8000/password/reset/confirm/%s/tok-en_1/?uid=%1$s&token=tok-en_1"
                .formatted(person.uuid());
    }

    @Test
    void passwordReset_arrivesOnceWithItsLinkInBothParts() {
        for (int i = 0; i < 3; i++) {
            Response answer = hand(body("ru"));
            assertEquals(202, answer.statusCode());
            assertEquals("", answer.asString());
        }

        RealMail.Received mail =
                RealParts.mail().await(person.email(), 1, Suite.LIMIT).get(0);

        assertEquals("Сброс пароля", mail.subject());
        assertEquals(List.of(person.email()), mail.to());
        assertEquals("Otklik <support@otklik.local>", mail.from());
        assertEquals("<" + id + "." + person.id() + "@otklik>", mail.messageId());
        assertFalse(mail.headers().containsKey("References"));
        assertFalse(mail.headers().containsKey("In-Reply-To"));
        assertEquals(
                "Здравствуйте, " + person.username() + "!\n\n"
                        + "Чтобы задать новый пароль, откройте ссылку. Она работает один раз, до 31.12.2999 23:59 UTC:\n\n"
                        + link + "\n\n"
                        + "Если вы не просили сбросить пароль, ничего делать не нужно: прежний пароль действует.",
                mail.text().replace("\r\n", "\n").strip());
        String escaped = link.replace("&", "&amp;");
        assertTrue(mail.html().contains("<a href=\"" + escaped + "\">" + escaped + "</a>"), mail.html());
        await().atMost(Suite.LIMIT)
                .until(() -> ledger("state || ' ' || attempts").equals("sent 1"));
        assertEquals(202, hand(body("ru")).statusCode());
        assertEquals("sent 1", ledger("state || ' ' || attempts"));
        assertEquals(1, RealParts.mail().messages(person.email()).size());
    }

    @Test
    void passwordReset_speaksThePersonsLanguage() {
        assertEquals(202, hand(body("en")).statusCode());

        RealMail.Received mail =
                RealParts.mail().await(person.email(), 1, Suite.LIMIT).get(0);

        assertEquals("Password reset", mail.subject());
        assertTrue(mail.text().contains("It works once, until 31.12.2999 23:59 UTC:"), mail.text());
        assertTrue(mail.text().contains(link), mail.text());
        assertTrue(mail.html().contains(link.replace("&", "&amp;")), mail.html());
    }

    @Test
    void passwordReset_escapesWhatPeopleWrite() {
        JsonObject body = body("ru");
        body.getJsonObject("person").put("username", "<b onclick=\"x\">&'");
        body.put("link", "https://desk.example.com/?a=\"><script>");
        assertEquals(202, hand(body).statusCode());

        RealMail.Received mail =
                RealParts.mail().await(person.email(), 1, Suite.LIMIT).get(0);

        assertTrue(
                mail.html().contains("<p>Здравствуйте, &lt;b onclick=&quot;x&quot;&gt;&amp;&#39;!</p>"), mail.html());
        assertTrue(mail.html().contains("<a href=\"https://desk.example.com/?a=&quot;&gt;&lt;script&gt;\">"));
        assertTrue(mail.text().startsWith("Здравствуйте, <b onclick=\"x\">&'!"), mail.text());
    }

    @Test
    void passwordReset_thatHasExpiredIsNotSent() {
        JsonObject expired = body("ru")
                .put("expires_at", Instant.now().minus(Duration.ofSeconds(1)).toString());
        assertEquals(202, hand(expired).statusCode());
        await().atMost(Suite.LIMIT).until(() -> ledger("state || ' ' || reason").equals("failed expired"));

        id = UUID.randomUUID().toString();
        assertEquals(202, hand(body("ru")).statusCode());
        List<RealMail.Received> mails = RealParts.mail().await(person.email(), 1, Suite.LIMIT);
        assertEquals(
                List.of("<" + id + "." + person.id() + "@otklik>"),
                mails.stream().map(RealMail.Received::messageId).toList());
    }

    @Test
    void ledger_forgetsTheLinkWhenTheMailIsSent() {
        assertEquals(202, hand(body("ru")).statusCode());
        await().atMost(Suite.LIMIT).until(() -> ledger("state").equals("sent"));
        assertEquals("{}", ledger("params"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id         | null
            id         | "x"
            id         | 1
            kind       | null
            kind       | "reply"
            language   | null
            language   | "de"
            link       | null
            link       | ""
            link       | 7
            link       | "javascript:alert(1)"
            link       | "https://desk.example.com/\\r\\nBcc: x"
            link       | "http://x/\\u0000"
            expires_at | null
            expires_at | "tomorrow"
            expires_at | 1
            person     | null
            person     | []
            person     | "x"
            """)
    void badField_is400AndStoresNothing(String field, String value) {
        String good = body("ru").encode();
        JsonObject body = new JsonObject(good);
        body.remove(field);
        assertRefused(field, body.encode());
        assertRefused(field, "{\"" + field + "\":" + value + "," + body.encode().substring(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id       | "1"
            id       | null
            id       | 99999999999999999999
            username | null
            username | " "
            username | 1
            email    | null
            email    | ""
            email    | "\\u0000@example.com"
            """)
    void badPerson_is400AndStoresNothing(String field, String value) {
        JsonObject body = body("ru");
        JsonObject of = body.getJsonObject("person").copy();
        of.remove(field);
        body.put("person", of);
        assertRefused(field, body.encode());
        String bad = "{\"" + field + "\":" + value + "," + of.encode().substring(1);
        body.remove("person");
        assertRefused(field, "{\"person\":" + bad + "," + body.encode().substring(1));
    }

    @Test
    void unreadableBody_is400_andAnotherMediaTypeIs415() {
        for (String body : List.of("", "{", "[]", "\"x\"", "null")) {
            service().body(body).post("/internal/mails").then().statusCode(400);
        }
        given().header("X-Otklik-Internal", "local-internal-token")
                .contentType(ContentType.TEXT)
                .body(body("ru").encode())
                .post("/internal/mails")
                .then()
                .statusCode(415);
        assertEquals("", ledger("state"));
    }

    @Test
    void credential_comesFirst() {
        String unauthenticated = "{\"detail\":\"Учетные данные не были предоставлены.\"}";
        for (String wrong : List.of("", "wrong", "local-internal-token ё")) {
            given().header("X-Otklik-Internal", wrong)
                    .contentType(ContentType.TEXT)
                    .body("{")
                    .post("/internal/mails")
                    .then()
                    .statusCode(401)
                    .body(equalTo(unauthenticated));
        }
        PersonState admin = suite.person(Role.ADMIN);
        given().header("Authorization", suite.bearer(admin))
                .contentType(ContentType.JSON)
                .body(body("ru").encode())
                .post("/internal/mails")
                .then()
                .statusCode(401)
                .body(equalTo(unauthenticated));
        assertEquals("", ledger("state"));
    }

    private void assertRefused(String field, String body) {
        service().body(body).post("/internal/mails/").then().statusCode(400).body("keySet()", is(Set.of(field)));
        assertEquals("", ledger("state"));
    }

    private JsonObject body(String language) {
        return new JsonObject()
                .put("id", id)
                .put("kind", "password_reset")
                .put(
                        "person",
                        new JsonObject()
                                .put("id", person.id())
                                .put("username", person.username())
                                .put("email", person.email()))
                .put("language", language)
                .put("link", link)
                .put("uid", person.uuid().toString())
                .put("token", "tok-en_1")
                .put("expires_at", LATER.toString());
    }

    private static Response hand(JsonObject body) {
        return service().body(body.encode()).post("/internal/mails");
    }

    private static RequestSpecification service() {
        return given().header("X-Otklik-Internal", "local-internal-token").contentType(ContentType.JSON);
    }

    private String ledger(String column) {
        List<String> found = Suite.query("select " + column + " from mail where event_id = '" + id + "'");
        return found.isEmpty() ? "" : found.get(0);
    }
}
