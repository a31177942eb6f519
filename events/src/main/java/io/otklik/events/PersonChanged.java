package io.otklik.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

/** A person appeared or changed; carries his whole state, so the topic can be compacted. */
public record PersonChanged(UUID eventId, PersonState person, Instant at) implements Event {

    @Override
    @JsonIgnore
    public Topic topic() {
        return Topic.PEOPLE;
    }

    @Override
    @JsonIgnore
    public String key() {
        return Long.toString(person.id());
    }
}
