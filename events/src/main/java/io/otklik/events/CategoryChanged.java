package io.otklik.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

/** A category was made, changed or deleted; tickets keep showing a deleted one. */
public record CategoryChanged(UUID eventId, CategoryState category, Instant at) implements Event {

    /**
     * The category after the change.
     *
     * @param code null for a category that `requests` shows as general
     */
    public record CategoryState(long id, UUID uuid, String name, String code, boolean deleted) {}

    @Override
    @JsonIgnore
    public Topic topic() {
        return Topic.TICKETS;
    }

    @Override
    @JsonIgnore
    public String key() {
        return "category-" + category.id();
    }
}
