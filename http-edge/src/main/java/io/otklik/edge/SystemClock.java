package io.otklik.edge;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The clock of the services: UTC, in microseconds, which is what PostgreSQL keeps. */
class SystemClock {

    @Produces
    @Singleton
    Clock clock() {
        return new Microseconds(ZoneOffset.UTC);
    }

    /** {@link Clock#tick} with microseconds divides by zero in {@code millis()} (JDK 17). */
    private static final class Microseconds extends Clock {

        private final ZoneId zone;

        Microseconds(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public long millis() {
            return System.currentTimeMillis();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Microseconds(other);
        }
    }
}
