package io.otklik.acceptance;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Telegram as the suite sees it: the launch data of a WebApp, signed with the bot's token.
 *
 * @param id Telegram's id of the person
 */
record Telegram(long id, String username, String firstName, String lastName) {

    /** Somebody whom nobody has seen. */
    static Telegram person() {
        long id = ThreadLocalRandom.current().nextLong(1_000_000, 9_000_000_000L);
        return new Telegram(id, "tg_" + id, "Иван", "Петров");
    }

    /** The WebApp's launch data, without {@code hash}. */
    Map<String, String> data(Instant at) {
        Map<String, String> data = new TreeMap<>();
        data.put("auth_date", Long.toString(at.getEpochSecond()));
        data.put("query_id", "AAHdF6IQAAAAAN0XohDhrOrc");
        data.put("signature", "c2lnbmF0dXJl");
        data.put(
                "user",
                "{\"id\":%d,\"first_name\":\"%s\",\"last_name\":\"%s\",\"username\":\"%s\",\"language_code\":\"ru\"}"
                        .formatted(id, firstName, lastName, username));
        return data;
    }

    static String hash(Map<String, String> data) {
        String lines = new TreeMap<>(data)
                .entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("\n"));
        byte[] key = hmac("WebAppData".getBytes(StandardCharsets.UTF_8), Suite.BOT_TOKEN);
        return HexFormat.of().formatHex(hmac(key, lines));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }

    static String query(Map<String, String> data) {
        return data.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Logs in at this moment. */
    Response login() {
        Map<String, String> data = data(Instant.now());
        return login(query(data), hash(data));
    }

    /** @param hash null when it is not sent by itself */
    static Response login(String initData, String hash) {
        Map<String, String> body =
                hash == null ? Map.of("initData", initData) : Map.of("initData", initData, "hash", hash);
        return given().contentType(ContentType.JSON).body(body).post("/bot/api/v1/auth/telegram");
    }
}
