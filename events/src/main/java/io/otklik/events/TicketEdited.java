package io.otklik.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Somebody changed what a ticket says: at least one field, each at most once. Status and assignee have events of their own. */
public record TicketEdited(UUID eventId, TicketFacts ticket, List<Change> changes, Actor by, Instant at)
        implements TicketEvent {

    /**
     * One field's change.
     *
     * @param field {@code subject}, {@code description}, {@code category}, {@code priority}, {@code tags} or
     *     {@code estimated_resolution_time}
     * @param oldValue text as it is, the domain's name of a priority, a category's id in digits, tags by commas, an instant
     *     in ISO 8601; null for nothing, like {@code newValue}
     */
    public record Change(String field, String oldValue, String newValue) {}
}
