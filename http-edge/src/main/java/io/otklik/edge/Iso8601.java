package io.otklik.edge;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** Points in time as clients write them. */
final class Iso8601 {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** An offset without its colon, which ISO 8601 and many clients write, and the formatter does not read. */
    private static final String BASIC_OFFSET = "([+-]\\d\\d)(\\d\\d)$";

    private Iso8601() {}

    /**
     * Date and time, UTC where they name no offset; a date alone is the start of its day. Empty when it is none, or not of
     * the years 1900 to 9999.
     */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(parsed(text.strip()))
                    .filter(instant -> !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Instant parsed(String text) {
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        // A space stands for the T in the middle, and for an offset's plus that a client left unescaped in a query.
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                iso.replace(' ', '+').replaceFirst(BASIC_OFFSET, "$1:$2"), OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime withOffset
                ? withOffset.toInstant()
                : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
    }
}
