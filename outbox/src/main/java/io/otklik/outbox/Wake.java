package io.otklik.outbox;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Coalesces requests for one action: at most one runs, and one more follows when it was requested meanwhile. So the last
 * request is always followed by an action that started after it.
 */
public final class Wake {

    /** After that an action counts as failed: one silent connection must not stop all that follow. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Supplier<Uni<Void>> action;
    private final AtomicInteger requests = new AtomicInteger();

    public Wake(Supplier<Uni<Void>> action) {
        this.action = action;
    }

    /** Asks for the action. Returns at once and never fails. */
    public void request() {
        if (requests.getAndIncrement() == 0) {
            run();
        }
    }

    private void run() {
        int served = requests.get();
        Uni.createFrom()
                .deferred(() -> action.get())
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .subscribe()
                .with(done -> finished(served), failure -> finished(served));
    }

    private void finished(int served) {
        if (requests.addAndGet(-served) > 0) {
            run();
        }
    }
}
