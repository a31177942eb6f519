package io.otklik.bench;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The command line waits; event loops do not. */
final class Waiting {

    private Waiting() {}

    static void until(Future<?> done, Duration limit) {
        Object unused = on(done, limit);
    }

    static <T> T on(Future<T> future, Duration limit) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof BenchFailed known
                    ? known
                    : new BenchFailed(String.valueOf(failure.getCause()), failure.getCause());
        } catch (TimeoutException late) {
            throw new BenchFailed("Nothing within " + limit.toSeconds() + " s", late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("Interrupted", stop);
        }
    }
}
