package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Iso8601Test {

    @ParameterizedTest
    @CsvSource({
        "2025-06-25, 2025-06-25T00:00:00Z",
        "' 2025-06-25 ', 2025-06-25T00:00:00Z",
        "2025-06-25T10:30, 2025-06-25T10:30:00Z",
        "2025-06-25 10:30:00, 2025-06-25T10:30:00Z",
        "2025-06-25T10:30:00 03:00, 2025-06-25T07:30:00Z",
        "2025-06-25T10:30:00+0000, 2025-06-25T10:30:00Z",
        "2025-06-25T10:30:00 0330, 2025-06-25T07:00:00Z",
        "2025-06-25T10:30:00.5-0300, 2025-06-25T13:30:00.5Z"
    })
    void instant_isInUtc_fromTheDaysStart_unlessItSaysMore(String text, Instant instant) {
        assertEquals(Optional.of(instant), Iso8601.instant(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-06",
                "2025-02-30",
                "25.06.2025",
                "2025-06-25T",
                "2025-06-25T10:30+9900",
                "2025-06-25+0300",
                "1899-12-31",
                "today"
            })
    void instant_ofAnythingElseIsNone(String text) {
        assertEquals(Optional.empty(), Iso8601.instant(text));
    }
}
