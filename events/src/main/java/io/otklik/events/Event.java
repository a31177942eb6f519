package io.otklik.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened, past tense, ids and values only. On the wire it is a JSON CloudEvent 1.0 in binary mode:
 * the record is the value, its simple class name is {@code ce_type}. Events only ever gain fields.
 */
public sealed interface Event permits TicketEvent, CategoryChanged, PersonChanged, ChatEvent, Typing {

    /** The identity of the event; consumers use it to do nothing twice. Becomes {@code ce_id}. */
    UUID eventId();

    /** When it happened (UTC). Becomes {@code ce_time}. */
    Instant at();

    /** Where it is published. */
    @JsonIgnore
    Topic topic();

    /** The record key: the id of the ticket, person or chat whose events stay in order. */
    @JsonIgnore
    String key();

    /** The {@code ce_type}. */
    @JsonIgnore
    default String type() {
        return getClass().getSimpleName();
    }
}
