package io.otklik.identity.passwordreset;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The tokens in the links: HMAC-SHA256 of the reset's id, in base64url, by a key that all replicas read at their start. */
@ApplicationScoped
class ResetTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final Duration START_PATIENCE = Duration.ofSeconds(30);
    private static final String KEEP = "insert into password_reset_key (key) values ($1) on conflict do nothing";

    private final Pool pool;
    private volatile SecretKeySpec key;

    ResetTokens(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        key = keep(fresh).chain(this::read).await().atMost(START_PATIENCE);
    }

    String token(UUID reset) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(reset));
    }

    /** In constant time. */
    boolean matches(String token, UUID reset) {
        byte[] expected = token(reset).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps nothing when there is a key already. */
    private Uni<RowSet<Row>> keep(byte[] fresh) {
        return pool.preparedQuery(KEEP).execute(Tuple.of(Buffer.buffer(fresh)));
    }

    private Uni<SecretKeySpec> read() {
        return pool.query("select key from password_reset_key").execute().map(rows -> {
            byte[] kept = rows.iterator().next().getBuffer("key").getBytes();
            return new SecretKeySpec(kept, ALGORITHM);
        });
    }

    private byte[] hmac(UUID reset) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(reset.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
