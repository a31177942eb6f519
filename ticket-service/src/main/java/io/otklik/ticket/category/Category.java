package io.otklik.ticket.category;

import io.otklik.events.CategoryChanged;
import io.otklik.events.CategoryChanged.CategoryState;
import io.otklik.outbox.TimeOrderedId;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * A category that is not deleted.
 *
 * @param code the name on the wire of `requests`; null for a category that shows there as general
 * @param description null when there is none, like {@code icon} and {@code color}
 * @param color {@code #rrggbb}
 * @param active whether new tickets may have it
 */
public record Category(
        long id,
        UUID uuid,
        String name,
        String code,
        String description,
        String icon,
        String color,
        boolean active,
        int sortOrder) {

    static Category of(Row row) {
        return new Category(
                row.getLong("id"),
                row.getUUID("uuid"),
                row.getString("name"),
                row.getString("code"),
                row.getString("description"),
                row.getString("icon"),
                row.getString("color"),
                row.getBoolean("is_active"),
                row.getInteger("sort_order"));
    }

    CategoryChanged changedEvent(boolean deleted, Instant now) {
        return new CategoryChanged(TimeOrderedId.next(), new CategoryState(id, uuid, name, code, deleted), now);
    }
}
