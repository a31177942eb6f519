package io.otklik.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Telegram, as the clients of our bot meet it: it tells a WebApp who its user is, and signs that. */
public final class Telegram {

    /** The tests' in application.properties. */
    private static final String BOT_TOKEN = "7654321:test-bot-token";

    private static final AtomicLong NEXT = new AtomicLong(5_000_000_000L);

    private Telegram() {}

    public static long freshId() {
        return NEXT.incrementAndGet();
    }

    /** The unsigned fields of a WebApp's data about the user, now; names may be null. */
    public static Map<String, String> data(long id, String firstName, String lastName, String username) {
        JsonObject user = new JsonObject().put("id", id);
        Map<String, String> names = new LinkedHashMap<>();
        names.put("first_name", firstName);
        names.put("last_name", lastName);
        names.put("username", username);
        names.forEach((name, value) -> {
            if (value != null) {
                user.put(name, value);
            }
        });
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("query_id", "AAHdF6IQAAAAAN0XohDhrOrc");
        fields.put("user", user.put("language_code", "ru").encode());
        fields.put("auth_date", Long.toString(Instant.now().getEpochSecond()));
        fields.put("signature", "an Ed25519 one + that is for others");
        return fields;
    }

    /** The data as a query string, not signed. */
    public static String query(Map<String, String> data) {
        return data.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** What our bot's data are signed with. */
    public static String hash(Map<String, String> data) {
        return hash(data, BOT_TOKEN);
    }

    public static String hash(Map<String, String> data, String botToken) {
        String signed = new TreeMap<>(data)
                .entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(hmac(hmac("WebAppData".getBytes(UTF_8), botToken), signed));
    }

    /** The query string with its hash inside. */
    public static String signed(Map<String, String> data) {
        return query(data) + "&hash=" + hash(data);
    }

    public static Response login(Map<String, String> data) {
        return login(signed(data));
    }

    public static Response login(String initData) {
        return Api.post("/bot/api/v1/auth/telegram", Map.of("initData", initData));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
