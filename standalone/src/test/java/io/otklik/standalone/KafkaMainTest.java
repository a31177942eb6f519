package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class KafkaMainTest {

    @Test
    void suite_hasWhatItAcknowledgesOnDisk() {
        assertEquals("1", KafkaMain.settings(1, 2, "log", Durability.POWER_CUT).get("log.flush.interval.messages"));
    }
}
