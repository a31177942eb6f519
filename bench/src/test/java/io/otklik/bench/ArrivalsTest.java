package io.otklik.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final Future<Answer> CREATED = answered(201);
    private static final Duration PATIENCE = Duration.ofMillis(100);

    @Test
    void frame_ofTheLastPersonIsTimed() {
        Arrivals arrivals = new Arrivals(2, PATIENCE);
        expect(arrivals, "a", CREATED);
        arrivals.frame(1, "a");
        arrivals.frame(1, "of another run");
        arrivals.frame(2, "a");

        Tally tally = arrivals.tally();
        assertEquals(1, tally.successes());
        assertEquals(Map.of(), tally.errors());
    }

    @Test
    void frame_thatNeverComes_isAnErrorAndTookAsLongAsItWasWaitedFor() {
        Arrivals arrivals = new Arrivals(1, PATIENCE);
        expect(arrivals, "a", CREATED);
        expect(arrivals, "b", CREATED);
        arrivals.frame(1, "a");

        Tally tally = arrivals.tally();
        assertEquals(Map.of("no frame", 1L), tally.errors());
        assertTrue(tally.millis(100) >= 100);
    }

    @Test
    void frame_thatComesTwiceToOne_isAnError_andNotTheOthersFrame() {
        Arrivals arrivals = new Arrivals(2, PATIENCE);
        expect(arrivals, "a", CREATED);
        arrivals.frame(1, "a");
        arrivals.frame(1, "a");

        assertEquals(Map.of("frame twice", 1L, "no frame", 1L), arrivals.tally().errors());
    }

    @Test
    void post_thatIsRefused_isNamedSo() {
        Arrivals arrivals = new Arrivals(1, PATIENCE);
        expect(arrivals, "a", answered(503));
        expect(arrivals, "b", Future.failedFuture("reset"));

        assertEquals(Map.of("refused POST", 2L), arrivals.tally().errors());
    }

    private static void expect(Arrivals arrivals, String key, Future<Answer> answer) {
        arrivals.expect(key, System.nanoTime());
        arrivals.posted(answer);
    }

    private static Future<Answer> answered(int status) {
        return Future.succeededFuture(new Answer(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer()));
    }
}
