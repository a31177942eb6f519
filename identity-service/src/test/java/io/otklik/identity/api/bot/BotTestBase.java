package io.otklik.identity.api.bot;

import io.otklik.identity.Api;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** What the tests of telegram-bot.md have in common. */
abstract class BotTestBase {

    static final String PROFILE = "/bot/api/v1/auth/profile";

    static String invalid(String field, String message) {
        return ("{\"error\":{\"code\":\"VALIDATION_ERROR\",\"message\":\"Некорректные данные\","
                        + "\"details\":[{\"field\":\"%s\",\"message\":\"%s\"}]}}")
                .formatted(field, message);
    }

    static Response me(String access) {
        return Api.authorized(access).get("/bot/api/v1/auth/me");
    }

    static Response edit(String access, Map<String, String> body) {
        return put(access, new JsonObject(new HashMap<String, Object>(body)).encode());
    }

    static Response put(String access, String body) {
        return Api.authorized(access).contentType(ContentType.JSON).body(body).put(PROFILE);
    }
}
