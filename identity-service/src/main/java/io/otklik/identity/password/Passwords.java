package io.otklik.identity.password;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Passwords, hashed by argon2id (19 MiB, t=2, p=1, 16 bytes of salt) into PHC strings. Hashing has threads of its own and
 * a bounded queue; when that is full, both methods fail with {@link PasswordsBusy}.
 */
@ApplicationScoped
public class Passwords {

    private static final Logger LOG = Logger.getLogger(Passwords.class);

    private final Argon2 argon2 = argon2(NativeArgon2::new);
    private final AtomicInteger taken = new AtomicInteger();
    private final WorkerExecutor workers;
    private final int capacity;

    /** What passwords of unknown people are compared with, so that they cost the same time; nobody knows its password. */
    private final String nobodys;

    Passwords(Vertx vertx, PasswordConfig config) {
        this.workers = vertx.createSharedWorkerExecutor("argon2", config.workers(), 1, TimeUnit.MINUTES);
        this.capacity = config.workers() + config.queue();
        this.nobodys = argon2.hash(nobodysPassword());
    }

    void start(@Observes StartupEvent event) {
        LOG.debugf("Room for %d passwords", capacity);
    }

    /** The PHC string to keep. */
    public Uni<String> hash(String password) {
        return onWorker(() -> argon2.hash(bytes(password)));
    }

    /**
     * Whether the password is the one that was hashed.
     *
     * @param hash null when there is none: the answer is no, and takes as long
     */
    public Uni<Boolean> matches(String password, String hash) {
        if (hash == null) {
            return onWorker(() -> argon2.matches(bytes(password), nobodys)).replaceWith(false);
        }
        return onWorker(() -> argon2.matches(bytes(password), hash));
    }

    private <T> Uni<T> onWorker(Callable<T> work) {
        return Uni.createFrom().deferred(() -> {
            int now = taken.incrementAndGet();
            if (now > capacity) {
                taken.decrementAndGet();
                return Uni.createFrom().failure(new PasswordsBusy(capacity));
            }
            return workers.executeBlocking(() -> release(work), false);
        });
    }

    /** Gives the place back when the work is done, not when the asker is gone: he may have hung up meanwhile. */
    private <T> T release(Callable<T> work) throws Exception {
        try {
            return work.call();
        } finally {
            taken.decrementAndGet();
        }
    }

    /** JNA fails with a plain Error where the system has another version of its library. */
    static Argon2 argon2(Supplier<Argon2> library) {
        try {
            return library.get();
        } catch (Error unloadable) {
            LOG.warnf(
                    "libargon2 cannot be loaded, passwords are hashed in Java, which takes twice as long: %s",
                    unloadable);
            return new JavaArgon2();
        }
    }

    /** One password however the keyboard composed it (RFC 8265, OpaqueString). */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] nobodysPassword() {
        byte[] password = new byte[Argon2.HASH_BYTES];
        new SecureRandom().nextBytes(password);
        return password;
    }

    @PreDestroy
    void close() {
        workers.closeAndForget();
    }
}
