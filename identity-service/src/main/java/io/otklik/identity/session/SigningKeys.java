package io.otklik.identity.session;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The RSA keys of our tokens, from the table signing_key, read once before the service answers anybody. Where there is no
 * key that signs, one is made; of replicas that start at once one makes it and all use it.
 */
@ApplicationScoped
public class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final Duration START_PATIENCE = Duration.ofSeconds(30);
    private static final int RSA_BITS = 2048;

    private final Pool pool;
    private volatile Loaded loaded;

    /** The key that signs, and all public ones. */
    private record Loaded(String kid, PrivateKey signing, Map<String, Key> verifying, String jwks) {}

    SigningKeys(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        RowSet<Row> rows = now(read());
        if (rows.size() == 0) {
            LOG.debugf("Keys made: %d", now(insert(generate())).rowCount());
            rows = now(read());
        }
        loaded = loaded(rows);
        LOG.infof("Signing with key %s", loaded.kid());
    }

    /** All public keys as a JSON Web Key Set. */
    public String jwks() {
        return loaded.jwks();
    }

    String signingKeyId() {
        return loaded.kid();
    }

    PrivateKey signingKey() {
        return loaded.signing();
    }

    /** The public key with the id; null when there is none. */
    Key verifyingKey(String kid) {
        return loaded.verifying().get(kid);
    }

    private Uni<RowSet<Row>> read() {
        return pool.query("select kid, private_key, public_jwk, active from signing_key order by created_at")
                .execute();
    }

    /** Only at the start, on its thread: to make a key takes long, and nobody is served without one. */
    private static <T> T now(Uni<T> step) {
        return step.await().atMost(START_PATIENCE);
    }

    /** Inserts nothing when another replica was faster. */
    private Uni<RowSet<Row>> insert(RsaJsonWebKey made) {
        return pool.preparedQuery("insert into signing_key (kid, private_key, public_jwk) values ($1, $2, $3)"
                        + " on conflict (active) where active do nothing")
                .execute(Tuple.of(
                        made.getKeyId(),
                        Buffer.buffer(made.getPrivateKey().getEncoded()),
                        made.toJson(PublicJsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
    }

    private static RsaJsonWebKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            KeyPair pair = generator.generateKeyPair();
            RsaJsonWebKey key = new RsaJsonWebKey((RSAPublicKey) pair.getPublic());
            key.setPrivateKey(pair.getPrivate());
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
            key.setUse("sig");
            key.setAlgorithm("RS256");
            return key;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Loaded loaded(RowSet<Row> rows) {
        Map<String, Key> verifying = new HashMap<>();
        JsonArray published = new JsonArray();
        String kid = null;
        PrivateKey signing = null;
        for (Row row : rows) {
            verifying.put(row.getString("kid"), publicKey(row.getString("public_jwk")));
            published.add(new JsonObject(row.getString("public_jwk")));
            if (row.getBoolean("active")) {
                kid = row.getString("kid");
                signing = privateKey(row.getBuffer("private_key").getBytes());
            }
        }
        if (kid == null) {
            throw new IllegalStateException("signing_key has no active key");
        }
        return new Loaded(
                kid,
                signing,
                Map.copyOf(verifying),
                new JsonObject().put("keys", published).encode());
    }

    private static Key publicKey(String jwk) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(jwk).getPublicKey();
        } catch (JoseException unreadable) {
            throw new IllegalStateException("signing_key holds an unreadable key", unreadable);
        }
    }

    private static PrivateKey privateKey(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("signing_key holds an unreadable key", unreadable);
        }
    }
}
