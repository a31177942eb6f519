package io.otklik.bench;

import io.vertx.core.AsyncResult;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Latencies in microseconds of what succeeded, and what failed, by kind. For one thread at a time. */
final class Tally {

    private static final long LONGEST = TimeUnit.MINUTES.toMicros(1);

    private final Histogram latencies = new Histogram(LONGEST, 3);
    private final Map<String, Long> errors = new TreeMap<>();

    void add(AsyncResult<Answer> answer, long nanos) {
        if (answer.failed()) {
            fail(answer.cause().getClass().getSimpleName());
        } else if (!answer.result().succeeded()) {
            fail("HTTP " + answer.result().status());
        } else {
            took(nanos);
        }
    }

    void took(long nanos) {
        latencies.recordValue(Math.min(LONGEST, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }

    void fail(String kind) {
        errors.merge(kind, 1L, Long::sum);
    }

    Tally plus(Tally other) {
        latencies.add(other.latencies);
        return plusErrors(other);
    }

    Tally plusErrors(Tally other) {
        other.errors.forEach((kind, n) -> errors.merge(kind, n, Long::sum));
        return this;
    }

    long successes() {
        return latencies.getTotalCount();
    }

    double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1000.0;
    }

    Map<String, Long> errors() {
        return errors;
    }
}
