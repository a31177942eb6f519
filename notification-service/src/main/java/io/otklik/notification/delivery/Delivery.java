package io.otklik.notification.delivery;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * What became of telling a person of something by one channel.
 *
 * @param id unique, and the same for ever
 * @param eventId what he is told of
 * @param ticketId null: of no ticket
 * @param kind the name in feed.Kind or mail.Kind; a newer replica may write others
 * @param attempts how often it was tried; a mail server may have taken more than one of them
 * @param createdAt of a notification when the event happened, of a mail when it was queued
 * @param reason of mails: why the latest attempt failed, or why there was another one after it; null: neither
 */
public record Delivery(
        long id,
        UUID eventId,
        Long ticketId,
        Long personId,
        Channel channel,
        String kind,
        State state,
        int attempts,
        Instant createdAt,
        Instant updatedAt,
        String reason) {

    static Delivery of(Row row) {
        Channel channel = row.getInteger("rank") == DeliveryQuery.FEED_RANK ? Channel.FEED : Channel.EMAIL;
        long person = row.getLong("reader");
        return new Delivery(
                new DeliveryId(channel, row.getLong("id"), person).number(),
                row.getUUID("event_id"),
                row.getLong("ticket_id"),
                person,
                channel,
                row.getString("kind"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInteger("attempts"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                row.getString("reason"));
    }
}
