package io.otklik.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class ComplaintTest {

    private static final String NAME = "complaint-test";

    @Test
    void complaint_isSaidOnceAsAWarningUntilItIsOver() {
        List<String> said = new ArrayList<>();
        java.util.logging.Logger log = java.util.logging.Logger.getLogger(NAME);
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line.getLevel().getName());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        try {
            Complaint complaint = new Complaint(Logger.getLogger(NAME), "Away", "Back");
            complaint.settle();
            complaint.raise("gone");
            complaint.raise("gone");
            complaint.settle();
            complaint.settle();
            complaint.raise("gone");
        } finally {
            log.removeHandler(handler);
        }
        assertEquals(3, said.size(), said.toString());
        assertEquals(said.get(0), said.get(2));
        assertEquals("INFO", said.get(1));
        assertEquals("WARN", said.get(0).substring(0, 4));
    }
}
