package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class SystemClockTest {

    private final Clock clock = new SystemClock().clock();

    @Test
    void instant_hasMicrosecondsAtMost() {
        assertEquals(0, clock.instant().getNano() % 1_000);
    }

    @Test
    void millis_agreesWithInstant() {
        long before = clock.millis();
        long between = clock.instant().toEpochMilli();
        assertTrue(before <= between && between <= clock.millis());
    }
}
