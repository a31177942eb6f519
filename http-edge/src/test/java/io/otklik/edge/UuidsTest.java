package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidsTest {

    @Test
    void parse_takesTheOneTextInEitherCase() {
        UUID uuid = UUID.fromString("01990f6e-7c00-7000-8000-0000000000c1");
        assertEquals(uuid, Uuids.parse("01990f6e-7c00-7000-8000-0000000000c1"));
        assertEquals(uuid, Uuids.parse("01990F6E-7C00-7000-8000-0000000000C1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "1990f6e-7c00-7000-8000-0000000000c1",
                "+1990f6e-7c00-7000-8000-0000000000c1",
                "uuid"
            })
    void parse_refusesWhatOnlyResemblesOne(String text) {
        assertThrows(IllegalArgumentException.class, () -> Uuids.parse(text));
    }
}
