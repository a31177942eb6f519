package io.otklik.admin.statistics;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which tickets a report is about; what is empty does not matter.
 *
 * @param from the first day, UTC
 * @param to the last day, inclusive
 */
public record ReportFilter(Optional<LocalDate> from, Optional<LocalDate> to, Optional<Long> categoryId) {}
