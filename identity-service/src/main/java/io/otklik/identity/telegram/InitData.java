package io.otklik.identity.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a Telegram WebApp knows of its user: a query string, signed with the bot's token
 * (core.telegram.org/bots/webapps, "Validating data received via the Mini App").
 */
final class InitData {

    private static final String HASH = "hash";
    private static final String ALGORITHM = "HmacSHA256";

    private final Map<String, String> fields;
    private final String hash;

    private InitData(Map<String, String> fields, String hash) {
        this.fields = fields;
        this.hash = hash;
    }

    /** Reads the query string. Fails with NOT_GENUINE when it is none, names a field twice, or has another hash than the one given. */
    static InitData read(String query, Optional<String> givenHash) {
        Map<String, String> fields = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1
                    || fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))) != null) {
                throw notGenuine("no field, or one twice");
            }
        }
        String ownHash = fields.remove(HASH);
        String hash = ownHash == null ? givenHash.orElseThrow(() -> notGenuine("no hash")) : ownHash;
        if (!hash.equalsIgnoreCase(givenHash.orElse(hash))) {
            throw notGenuine("two hashes");
        }
        return new InitData(fields, hash);
    }

    /** Fails with NOT_GENUINE when this is not what Telegram signed for the bot. */
    void verify(String botToken) {
        String signed = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("\n"));
        byte[] key = hmac("WebAppData".getBytes(UTF_8), botToken);
        if (!MessageDigest.isEqual(hmac(key, signed), bytes(hash))) {
            throw notGenuine("another hash");
        }
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw notGenuine("no query string");
        }
    }

    private static byte[] bytes(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException malformed) {
            throw notGenuine("no hash");
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static TelegramRefused notGenuine(String why) {
        return new TelegramRefused(TelegramRefused.Reason.NOT_GENUINE, why);
    }
}
