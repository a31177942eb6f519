package io.otklik.identity.api.techsupport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads tokens, and forges them. */
final class TestTokens {

    private TestTokens() {}

    static JsonObject claims(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    /** Another subject under the old signature. */
    static String tampered(String token) {
        String[] parts = token.split("\\.");
        JsonObject claims = claims(token).put("sub", "1");
        assertTrue(parts.length == 3);
        return parts[0] + "." + base64(claims.encode()) + "." + parts[2];
    }

    static String unsigned(String token) {
        return base64("{\"alg\":\"none\"}") + "." + token.split("\\.")[1] + ".";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
