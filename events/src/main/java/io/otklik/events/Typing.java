package io.otklik.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

/** Somebody types on a ticket, or stopped. Published without an outbox: it may be lost. */
public record Typing(UUID eventId, UUID ticketUuid, UUID personUuid, boolean isTyping, Instant at) implements Event {

    @Override
    @JsonIgnore
    public Topic topic() {
        return Topic.SIGNALS;
    }

    @Override
    @JsonIgnore
    public String key() {
        return ticketUuid.toString();
    }
}
