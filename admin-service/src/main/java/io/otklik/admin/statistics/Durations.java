package io.otklik.admin.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What some durations come to, exactly.
 *
 * @param count how many they are
 * @param sumMicros added up, in microseconds
 * @param medianMicros the one in the middle, or half of the two there; null when there are none, or nobody asked
 */
public record Durations(long count, BigDecimal sumMicros, BigDecimal medianMicros) {

    private static final BigDecimal MICROS_PER_HOUR = BigDecimal.valueOf(3_600_000_000L);

    /** In hours, rounded half up to one decimal; empty of none. */
    public Optional<BigDecimal> averageHours() {
        return count == 0
                ? Optional.empty()
                : Optional.of(
                        sumMicros.divide(MICROS_PER_HOUR.multiply(BigDecimal.valueOf(count)), 1, RoundingMode.HALF_UP));
    }

    /** In hours, rounded half up to one decimal; empty of none. */
    public Optional<BigDecimal> medianHours() {
        return Optional.ofNullable(medianMicros).map(micros -> micros.divide(MICROS_PER_HOUR, 1, RoundingMode.HALF_UP));
    }
}
