package io.otklik.identity.password;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.mutiny.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Passwords passwords = new Passwords(VERTX, config(2, 3));

    @AfterAll
    static void close() {
        VERTX.closeAndAwait();
    }

    @Test
    void hash_isAPhcStringOfTheParametersPromised_andSaltedAnew() {
        String hash = hash("Passw0rd");
        assertTrue(hash.matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"), hash);
        assertNotEquals(hash, hash("Passw0rd"));
    }

    @Test
    void matches_onlyThePassword() {
        String hash = hash("Пароль-ёж");
        assertTrue(matches("Пароль-ёж", hash));
        assertTrue(matches("Пароль-\u0435\u0308ж", hash));
        assertFalse(matches("пароль-ёж", hash));
        assertFalse(matches("", hash));
        assertFalse(matches("Пароль-ёж", null));
    }

    @Test
    void matches_aHashMadeElsewhere() {
        // Bouncy Castle 1.82, salt of 16 zeros.
        assertTrue(matches(
                "Passw0rd!abc",
                "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$LjH2qLMIOxk+INF46MpdthdmbFSWbaVNHuCuSmk4nLU"));
        // password4j 1.8.4
        String hash =
                "$argon2id$v=19$m=19456,t=2,p=1$i2UwS+3LMdp4kPTVxEIeQg$MBw3Zea1999V4uQHGOddAy4r0rZuoAMSGnhKz55x4Uk";
        assertTrue(matches("Passw0rd!abc", hash));
        assertFalse(matches("Passw0rd!abd", hash));
    }

    @Test
    void libraryAndJava_readEachOthersHashes() {
        byte[] password = "Пароль-ёж".getBytes(StandardCharsets.UTF_8);
        Argon2 library = new NativeArgon2();
        Argon2 java = new JavaArgon2();
        assertTrue(java.matches(password, library.hash(password)));
        assertTrue(library.matches(password, java.hash(password)));
        assertFalse(java.matches(new byte[0], library.hash(password)));
        assertFalse(library.matches(new byte[0], java.hash(password)));
    }

    @Test
    void withoutTheLibrary_javaHashes() {
        for (Error unloadable : List.of(new UnsatisfiedLinkError("none"), new Error("incompatible"))) {
            Argon2 java = Passwords.argon2(() -> {
                throw unloadable;
            });
            assertTrue(java.matches(new byte[0], java.hash(new byte[0])));
        }
    }

    @Test
    void moreThanTheQueueHolds_isRefusedAtOnce_andThereIsRoomAgainLater() {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger busy = new AtomicInteger();
        for (int i = 0; i < 9; i++) {
            passwords.hash("Passw0rd").subscribe().with(hash -> done.incrementAndGet(), failure -> {
                assertEquals(PasswordsBusy.class, failure.getClass());
                busy.incrementAndGet();
            });
        }
        assertTrue(busy.get() >= 1 && busy.get() <= 4, "refused " + busy);
        await().atMost(LIMIT).until(() -> done.get() + busy.get() == 9);
        assertNotEquals("", hash("Passw0rd"));
    }

    private String hash(String password) {
        return passwords.hash(password).await().atMost(LIMIT);
    }

    private boolean matches(String password, String hash) {
        return passwords.matches(password, hash).await().atMost(LIMIT);
    }

    private static PasswordConfig config(int workers, int queue) {
        return new PasswordConfig() {
            @Override
            public int workers() {
                return workers;
            }

            @Override
            public int queue() {
                return queue;
            }
        };
    }
}
