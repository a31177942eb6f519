package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

    @Test
    void sent_isReadOnlyWhenItIsThere_beItNull() {
        Fields fields = json("{\"due\":null,\"name\":\" а \",\"title\":null}");
        assertEquals(Optional.of(Optional.empty()), fields.sent("due", fields::optionalInstant));
        assertEquals(Optional.of("а"), fields.sent("name", name -> fields.line(name, 1)));
        assertEquals(Optional.empty(), fields.sent("text", name -> fields.text(name, 1)));
        fields.verify();
        assertEquals(Optional.empty(), fields.sent("title", name -> fields.line(name, 1)));
        assertFalse(fields.isGood("title"));
    }

    @Test
    void sent_ofAWholeIsReadWhateverIsThere() {
        Fields fields = json("{\"name\":\"а\"}");
        assertEquals(Optional.of("а"), fields.sent("name", true, name -> fields.line(name, 1)));
        fields.verify();
        assertEquals(Optional.empty(), fields.sent("text", true, name -> fields.text(name, 1)));
        assertFalse(fields.isGood("text"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}            | Это поле обязательно.
            {"is":null}   | Это поле не может быть пустым.
            {"is":"true"} | Значение должно быть true или false.
            {"is":1}      | Значение должно быть true или false.
            """)
    void flag_thatIsRequiredIsThereAndTrueOrFalse(String sent, String refusal) {
        assertEquals(Boolean.FALSE, json("{\"is\":false}").flag("is"));
        Fields fields = json(sent);
        assertNull(fields.flag("is"));
        Problem refused = assertThrows(Problem.class, fields::verify);
        assertEquals(refusal, refused.fieldErrors().get("is").message().in(Language.RU));
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
