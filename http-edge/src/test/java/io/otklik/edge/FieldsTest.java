package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "' 7 ', 7", "-3, -3", "007, 7", "9223372036854775807, 9223372036854775807"})
    void number_ofAQueryIsWhole(String sent, long number) {
        Fields fields = query(sent);
        assertEquals(Optional.of(number), fields.optionalNumber("id"));
        fields.verify();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "١", "１", "1.0", "1e3", "--1", "-", "9223372036854775808", "00000000000000000001"})
    void number_ofAQueryThatIsWrittenOtherwiseIsRefused(String sent) {
        Fields fields = query(sent);
        assertEquals(Optional.empty(), fields.optionalNumber("id"));
        assertFalse(fields.isGood("id"));
    }

    @Test
    void lines_areStrippedAndKeepTheirOrder() {
        Fields fields = json("{\"tags\":[\" б \",\"а\"]}");
        assertEquals(List.of("б", "а"), fields.lines("tags", 2, 1));
        fields.verify();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"а\"",
                "{}",
                "[1]",
                "[null]",
                "[[]]",
                "[\" \"]",
                "[\"\\u0000\"]",
                "[\"абв\"]",
                "[\"а\",\"б\",\"в\"]"
            })
    void lines_thatAreNoneAreRefused(String sent) {
        Fields fields = json("{\"tags\":" + sent + "}");
        assertNotNull(fields.lines("tags", 2, 2));
        assertFalse(fields.isGood("tags"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"username":"a","email":"b"}  | username
            {"username":"a","email":null} | username
            {"username":null,"email":"b"} | email
            {"email":"b"}                 | email
            {"username":null}             | username
            {"email":null}                | username
            {}                            | username
            """)
    void sentName_isTheFirstThatIsNotNull(String sent, String name) {
        assertEquals(name, json(sent).sentName("username", "email"));
    }

    private static Fields json(String body) {
        return Fields.json(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Fields query(String id) {
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        query.add("id", id);
        return Fields.text(query);
    }
}
