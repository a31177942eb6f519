package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void filesThatCannotBeReadOrWrittenAreAnOutage() {
        List<IOException> failures = List.of(
                new AccessDeniedException("store"),
                new NoSuchFileException("store"),
                new IOException("No space left on device"));
        for (IOException failure : failures) {
            assertTrue(Outage.isIn(new UncheckedIOException(failure)), failure.toString());
        }
    }

    @Test
    void anyOtherReadThatFailsIsOurFault() {
        assertFalse(Outage.isIn(new IOException("Unexpected end of ZLIB input stream")));
        assertFalse(Outage.isIn(new IOException()));
    }
}
