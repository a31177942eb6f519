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

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Supplier<Uni<Void>> action;
    private final Duration limit;
    private final AtomicInteger requests = new AtomicInteger();

    /** For an action of moments: 10 s at the most. */
    public Wake(Supplier<Uni<Void>> action) {
        this(action, LIMIT);
    }

    /**
     * For a longer action.
     *
     * @param limit after which the action counts as failed: one silent connection must not stop all that follow
     */
    public Wake(Supplier<Uni<Void>> action, Duration limit) {
        this.action = action;
        this.limit = limit;
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
                .after(limit)
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
