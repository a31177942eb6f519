package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.impl.NoStackTraceThrowable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
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
    void connectionsThatTheDatabaseHasCutOffAreAnOutage() {
        List<String> messages = List.of(
                "Connection is not active now, current status: CLOSING",
                "Pending requests failed to be sent due to connection has been closed.");
        for (String message : messages) {
            assertTrue(Outage.isIn(new IllegalStateException(new NoStackTraceThrowable(message))), message);
        }
        assertFalse(Outage.isIn(new NoStackTraceThrowable("whatever else")));
        assertTrue(Outage.isIn(new IOException("Connection reset by peer")));
        assertTrue(Outage.isIn(new IOException("Broken pipe")));
    }

    @Test
    void whatTheDatabaseRolledBackForOthersIsAnOutage() {
        assertTrue(Outage.isIn(new SQLException("deadlock detected", "40P01")));
        assertTrue(Outage.isIn(new SQLException("could not serialize access", "40001")));
        assertFalse(Outage.isIn(new SQLException("duplicate key", "23505")));
    }

    @Test
    void anyOtherReadThatFailsIsOurFault() {
        assertFalse(Outage.isIn(new IOException("Unexpected end of ZLIB input stream")));
        assertFalse(Outage.isIn(new IOException()));
    }
}
