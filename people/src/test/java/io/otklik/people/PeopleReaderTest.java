package io.otklik.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PeopleReaderTest {

    @Test
    void settings_areThoseOfTheSuitesBroker_withItsTlsAndSasl() {
        Map<String, Object> settings = new PeopleReader(
                        null,
                        Map.of(
                                "bootstrap.servers", "broker:9093",
                                "security.protocol", "SASL_SSL",
                                "sasl.mechanism", "SCRAM-SHA-512",
                                "auto.offset.reset", "latest",
                                "group.id", "whole-service",
                                "health.enabled", "false"))
                .settings();
        assertEquals("broker:9093", settings.get("bootstrap.servers"));
        assertEquals("SASL_SSL", settings.get("security.protocol"));
        assertEquals("SCRAM-SHA-512", settings.get("sasl.mechanism"));
        assertEquals("earliest", settings.get("auto.offset.reset"));
        assertEquals(false, settings.get("allow.auto.create.topics"));
        assertFalse(settings.containsKey("group.id"));
        assertFalse(settings.containsKey("health.enabled"));
    }
}
