package io.otklik.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When the frames of what is posted come, the last of their copies; a copy is of one person. What has not come in the end is an
 * error and took as long as was waited for it, or else the percentiles would be better the more is lost. A second frame of the
 * same to the same person is an error, too.
 */
final class Arrivals {

    private final int copies;
    private final Duration patience;
    private final Map<String, Expected> expected = new ConcurrentHashMap<>();
    private final AtomicInteger missing = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private final Tally tally = new Tally();
    private final List<Future<Void>> posts = new ArrayList<>();
    private final Promise<Void> complete = Promise.promise();
    private volatile boolean allSent;

    /** @param patience how long the last frames are waited for when all is posted */
    Arrivals(int copies, Duration patience) {
        this.copies = copies;
        this.patience = patience;
    }

    void expect(String key, long due) {
        missing.incrementAndGet();
        expected.put(key, new Expected(due, new AtomicInteger(copies), ConcurrentHashMap.newKeySet()));
    }

    void posted(Future<Answer> answer) {
        posts.add(answer.map(Answer::succeeded).otherwise(false).map(done -> {
            if (!done) {
                refused.incrementAndGet();
            }
            return null;
        }));
    }

    /** From any thread. */
    void frame(long person, String key) {
        long now = System.nanoTime();
        Expected one = expected.get(key);
        if (one == null) {
            return;
        }
        if (!one.seenBy.add(person)) {
            synchronized (tally) {
                tally.fail("frame twice");
            }
        } else if (one.left.decrementAndGet() == 0) {
            synchronized (tally) {
                tally.took(now - one.due);
            }
            if (missing.decrementAndGet() == 0 && allSent) {
                complete.tryComplete();
            }
        }
    }

    /** Once all is posted; waits for the last. */
    Tally tally() {
        allSent = true;
        if (missing.get() == 0) {
            complete.tryComplete();
        }
        Generator.waitFor(posts);
        try {
            Waiting.until(complete.future(), patience);
        } catch (BenchFailed late) {
            // the missing ones are counted below
        }
        synchronized (tally) {
            long lost = missing.get();
            for (long n = 0; n < lost; n++) {
                tally.took(patience.toNanos());
                tally.fail(n < refused.get() ? "refused POST" : "no frame");
            }
            return tally;
        }
    }

    private record Expected(long due, AtomicInteger left, Set<Long> seenBy) {}
}
