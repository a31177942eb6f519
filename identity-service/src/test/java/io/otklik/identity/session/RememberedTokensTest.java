package io.otklik.identity.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.vertx.mutiny.core.Vertx;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked anew of a token that was verified before. Whether its person is blocked, the database says: SessionTest. */
class RememberedTokensTest {

    private static final PersonState IVAN = new PersonState(
            7,
            new UUID(0, 7),
            1,
            "ivan",
            "ivan@example.com",
            null,
            null,
            null,
            Role.USER,
            false,
            1,
            null,
            Instant.parse("2026-01-01T00:00:00Z"));

    private final Vertx vertx = Vertx.vertx();
    private Instant now = Instant.now();
    private KeyPair published = keyPair();
    private final KeyPair signing = published;
    private Tokens tokens;
    private String access;

    @BeforeEach
    void readOnce() {
        InstantSource movable = () -> now;
        Clock clock = movable.withZone(ZoneOffset.UTC);
        tokens = new Tokens(new Keys(), new TenMinutes(), clock, vertx);
        access = tokens.pair(IVAN, UUID.randomUUID(), "refresh")
                .await()
                .indefinitely()
                .access();
        assertEquals(7, tokens.read(access).personId());
    }

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void read_untilItsEnd() {
        // A token's times are whole seconds.
        Instant end = Instant.ofEpochSecond(now.getEpochSecond()).plus(Duration.ofMinutes(10));
        now = end.minusMillis(1);
        assertEquals(7, tokens.read(access).personId());
        now = end;
        assertRefused();
    }

    @Test
    void read_notOnceItsKeyIsWithdrawnOrAnother() {
        published = null;
        assertRefused();
        published = keyPair();
        assertRefused();
        published = signing;
        assertEquals(7, tokens.read(access).personId());
    }

    private void assertRefused() {
        assertEquals(
                SessionRefused.Reason.TOKEN_NOT_VALID,
                assertThrows(SessionRefused.class, () -> tokens.read(access)).reason());
    }

    private static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private final class Keys extends SigningKeys {

        Keys() {
            super(null);
        }

        @Override
        String signingKeyId() {
            return "kid";
        }

        @Override
        PrivateKey signingKey() {
            return signing.getPrivate();
        }

        @Override
        Key verifyingKey(String kid) {
            return published == null ? null : published.getPublic();
        }
    }

    private static final class TenMinutes implements SessionConfig {

        @Override
        public Duration accessLife() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration longAccessLife() {
            return Duration.ofDays(7);
        }

        @Override
        public Duration refreshLife() {
            return Duration.ofDays(7);
        }
    }
}
