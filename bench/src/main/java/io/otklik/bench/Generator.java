package io.otklik.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Sends requests to the suite over a number of connections on a few event loops. */
final class Generator {

    private static final Duration DEPLOYMENT = Duration.ofSeconds(10);
    private static final Duration STRAGGLERS = Duration.ofSeconds(60);

    private final List<Lane> lanes = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    Generator(Vertx vertx, URI suite, int connections, int loops) {
        int count = Math.min(loops, connections);
        for (int i = 0; i < count; i++) {
            Lane lane = new Lane(suite, connections / count + (i < connections % count ? 1 : 0));
            lanes.add(lane);
            Waiting.until(vertx.deployVerticle(lane), DEPLOYMENT);
        }
    }

    /** One request, apart from any measuring. */
    Future<Answer> ask(Call call) {
        return lane().ask(call);
    }

    /**
     * Closed loop: how many a second the suite gives when every connection always has a request running. The latencies of
     * such a run leave out what waits while the suite is slow: they are not for quoting.
     */
    Tally closed(Supplier<Call> calls, Duration time) {
        long until = System.nanoTime() + time.toNanos();
        List<Future<Tally>> shares =
                lanes.stream().map(lane -> lane.closed(calls, until)).toList();
        return Waiting.on(Future.all(shares), time.plus(STRAGGLERS)).<Tally>list().stream()
                .reduce(new Tally(), Tally::plus);
    }

    /** Open loop: requests start when they are due, whatever has become of the others, and are timed from when they were due. */
    Tally open(IntFunction<Call> calls, double perSecond, Duration time) {
        Tally tally = new Tally();
        List<Future<Void>> answers = new ArrayList<>();
        paced(perSecond, time, (i, dueNanos) -> answers.add(timed(calls.apply(i), dueNanos, tally)));
        waitFor(answers);
        return tally;
    }

    private Future<Void> timed(Call call, long dueNanos, Tally tally) {
        Promise<Void> done = Promise.promise();
        lane().ask(call).onComplete(answer -> {
            long nanos = System.nanoTime() - dueNanos;
            synchronized (tally) {
                tally.add(answer, nanos);
            }
            done.complete();
        });
        return done.future();
    }

    static void waitFor(List<Future<Void>> answers) {
        List<Future<Void>> all = List.copyOf(answers);
        if (!all.isEmpty()) {
            Waiting.until(Future.all(all), STRAGGLERS);
        }
    }

    /** Calls back at the very times at which something is due. */
    static void paced(double perSecond, Duration time, Due due) {
        long start = System.nanoTime();
        long interval = (long) (Duration.ofSeconds(1).toNanos() / perSecond);
        long count = time.toNanos() / interval;
        for (int i = 0; i < count; i++) {
            long at = start + i * interval;
            for (long early = at - System.nanoTime(); early > 0; early = at - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            due.start(i, at);
        }
    }

    private Lane lane() {
        return lanes.get(Math.floorMod(turn.getAndIncrement(), lanes.size()));
    }

    /** Something that starts at its time. */
    interface Due {
        void start(int index, long dueNanos);
    }
}
