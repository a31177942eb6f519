package io.otklik.notification.delivery;

import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/**
 * Where events and ledger do not agree.
 *
 * @param what {@code missing}: an event that was taken in should have led to it; {@code doubled}: it is there more than once;
 *     {@code unexplained}: no event leads to it
 * @param personId null: the channel {@code support}
 * @param place of the event, {@code topic-partition-offset}; null when there is none
 * @param reason why the event was put aside; null when it was not
 */
public record Difference(
        String what,
        Channel channel,
        UUID eventId,
        Long personId,
        long ticketId,
        String kind,
        String place,
        String reason) {

    static Difference of(Row row) {
        return new Difference(
                row.getString("what"),
                Channel.valueOf(row.getString("channel")),
                row.getUUID("event_id"),
                row.getLong("person_id"),
                row.getLong("ticket_id"),
                row.getString("kind"),
                row.getString("place"),
                row.getString("reason"));
    }
}
