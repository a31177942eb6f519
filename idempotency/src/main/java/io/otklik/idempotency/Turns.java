package io.otklik.idempotency;

import io.otklik.edge.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets so many work at once; the others wait in the order of their coming, 2 s at most. */
final class Turns {

    private static final long PATIENCE_SECONDS = 2;

    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    Turns(int most) {
        free = most;
    }

    /** What {@code work} answers, in the context of who asks. Fails with UNAVAILABLE when it does not come to its turn. */
    <T> Uni<T> in(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context own = Vertx.currentContext();
            CompletableFuture<Void> turn = take();
            return Uni.createFrom()
                    .completionStage(turn)
                    .emitOn(step -> own.runOnContext(next -> step.run())) // it is another request that gave the turn
                    .onFailure()
                    .transform(late -> Problem.unavailable())
                    .chain(work::get)
                    .onTermination()
                    .invoke(() -> leave(turn));
        });
    }

    private synchronized CompletableFuture<Void> take() {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        if (free > 0) {
            free--;
            var unused = turn.complete(null);
            return turn;
        }
        waiting.add(turn);
        return turn.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void leave(CompletableFuture<Void> turn) {
        boolean wasWaiting = turn.cancel(false) || turn.isCompletedExceptionally();
        if (!wasWaiting) {
            passOn();
        }
    }

    /** To the first who still waits. */
    private synchronized void passOn() {
        CompletableFuture<Void> next = waiting.poll();
        while (next != null && !next.complete(null)) {
            next = waiting.poll();
        }
        if (next == null) {
            free++;
        }
    }
}
