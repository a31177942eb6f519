package io.otklik.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Tokens that are none. (Expired ones cannot be had from outside; the services' tests make them.) */
final class BadTokens {

    private BadTokens() {}

    static List<String> all(Someone person) {
        String[] parts = person.token().split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return List.of(
                "x",
                person.refresh(),
                parts[0] + "." + encoded(claims.replace("\"" + person.id() + "\"", "\"1\"") + " ") + "." + parts[2],
                parts[0] + "." + parts[1] + "." + parts[2].substring(8) + "AAAAAAAA",
                encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
