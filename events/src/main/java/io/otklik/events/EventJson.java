package io.otklik.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events to JSON and back. Unknown fields and unknown types are passed over: the other side may be newer. */
public final class EventJson {

    /** Written into {@code ce_source} by the relay, followed by the service's name. */
    public static final String SOURCE_PREFIX = "/otklik/";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final Map<String, Class<? extends Event>> TYPES = Stream.of(
                    TicketCreated.class,
                    CommentAdded.class,
                    TicketAssigned.class,
                    TicketStatusChanged.class,
                    TicketEdited.class,
                    TicketDeleted.class,
                    CategoryChanged.class,
                    ChatMembersChanged.class,
                    ChatMessagePosted.class,
                    Typing.class,
                    PersonChanged.class)
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private EventJson() {}

    /** The JSON value of the record. */
    public static String write(Event event) {
        try {
            return MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Cannot write " + event.type() + " " + event.eventId(), impossible);
        }
    }

    /**
     * Reads the value of a record.
     *
     * @param type its {@code ce_type}
     * @return empty when the type is not known here
     * @throws IOException when the value is not such an event
     */
    public static Optional<Event> read(String type, byte[] value) throws IOException {
        Class<? extends Event> known = TYPES.get(type);
        if (known == null) {
            return Optional.empty();
        }
        Event event = MAPPER.readValue(value, known);
        if (event == null || event.eventId() == null || event.at() == null) {
            throw new IOException(type + " without eventId or at");
        }
        return Optional.of(event);
    }

    /** Reads a {@link PersonState}, as identity's internal API answers it. */
    public static PersonState readPerson(byte[] json) throws IOException {
        return MAPPER.readValue(json, PersonState.class);
    }

    /** Writes a {@link PersonState}, as identity's internal API answers it. */
    public static String writePerson(PersonState person) {
        try {
            return MAPPER.writeValueAsString(person);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Cannot write person " + person.id(), impossible);
        }
    }
}
