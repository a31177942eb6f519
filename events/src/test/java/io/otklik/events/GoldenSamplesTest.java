package io.otklik.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenSamplesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TicketCreated",
                "CommentAdded",
                "TicketAssigned",
                "TicketStatusChanged",
                "TicketEdited",
                "TicketDeleted",
                "CategoryChanged",
                "PersonChanged",
                "ChatMembersChanged",
                "ChatMessagePosted",
                "Typing"
            })
    void read_thenWriteGivesTheSample(String type) throws IOException {
        byte[] sample = sample(type);
        Event event = EventJson.read(type, sample).orElseThrow();
        ObjectMapper mapper = new ObjectMapper();
        assertEquals(mapper.readTree(sample), mapper.readTree(EventJson.write(event)));
        assertEquals(type, event.type());
    }

    @Test
    void read_passesOverUnknownTypes() throws IOException {
        assertTrue(EventJson.read("TicketPainted", "{}".getBytes(StandardCharsets.UTF_8))
                .isEmpty());
    }

    private static byte[] sample(String type) throws IOException {
        try (InputStream in = GoldenSamplesTest.class.getResourceAsStream("/events/samples/" + type + ".json")) {
            return in.readAllBytes();
        }
    }
}
