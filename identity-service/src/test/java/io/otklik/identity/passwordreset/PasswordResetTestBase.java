package io.otklik.identity.passwordreset;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.identity.Api;
import io.otklik.identity.DatabaseTestBase;
import io.otklik.identity.MailReceiver;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Asks for links, takes the mails they come in, and follows them. */
abstract class PasswordResetTestBase extends DatabaseTestBase {

    static final String NEW = "Brand-new-Passw0rd";
    static final String NOT_VALID = "{\"token\":[\"Ссылка для сброса пароля недействительна или устарела.\"]}";

    MailReceiver mails;

    @BeforeEach
    void open() {
        mails = MailReceiver.open();
    }

    @AfterEach
    void close() {
        mails.close();
        assertEquals(List.of(), mails.strangers());
    }

    JsonObject mailTo(Api.Someone someone) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !mails.to(someone.email()).isEmpty());
        return mails.to(someone.email()).get(0);
    }

    static Response ask(String email) {
        return Api.post("/api/v1/auth/users/reset_password/", Map.of("email", email));
    }

    static Response confirm(JsonObject mail, String password) {
        return confirm(mail.getString("uid"), mail.getString("token"), password);
    }

    static Response confirm(String uid, String token, String password) {
        return Api.post(
                "/api/v1/auth/users/reset_password_confirm/",
                Map.of("uid", uid, "token", token, "new_password", password));
    }

    long granted(Api.Someone someone) {
        return count("password_reset where person_id = " + someone.id());
    }
}
