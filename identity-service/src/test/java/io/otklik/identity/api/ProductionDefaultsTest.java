package io.otklik.identity.api;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.otklik.identity.Api;
import io.otklik.identity.Telegram;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is closed until somebody opens it by a setting. */
@QuarkusTest
@TestProfile(ProductionDefaultsTest.Closed.class)
@WithTestResource(RealParts.class)
class ProductionDefaultsTest {

    public static class Closed implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("otklik.registration.open-roles", "false", "otklik.telegram.bot-token", "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXECUTOR", "OPERATOR"})
    void register_asAnAgentIs403_whateverElseIsWrong(String role) {
        String username = Api.freshName();
        for (String password : new String[] {Api.PASSWORD, "short"}) {
            Api.post(
                            "/api/auth/register/",
                            Map.of(
                                    "username", username,
                                    "email", username + "@example.com",
                                    "password", password,
                                    "role", role))
                    .then()
                    .statusCode(403)
                    .body(equalTo("{\"detail\":\"У вас недостаточно прав для выполнения данного действия.\"}"));
        }
        Api.register(username, username + "@example.com", Api.PASSWORD).then().statusCode(201);
    }

    @Test
    void register_asARequesterIsOpen() {
        String username = Api.freshName();
        Api.post(
                        "/api/auth/register/",
                        Map.of(
                                "username",
                                username,
                                "email",
                                username + "@example.com",
                                "password",
                                Api.PASSWORD,
                                "role",
                                "REQUESTER"))
                .then()
                .statusCode(201)
                .body("role", is("REQUESTER"));
    }

    @Test
    void telegram_withoutABotIs503() {
        Telegram.login(Telegram.data(Telegram.freshId(), "John", null, null))
                .then()
                .statusCode(503)
                .body(
                        equalTo(
                                "{\"error\":{\"code\":\"TELEGRAM_NOT_CONFIGURED\",\"message\":\"Вход через Telegram не настроен.\",\"details\":[]}}"));
    }
}
