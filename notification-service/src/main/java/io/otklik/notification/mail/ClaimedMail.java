package io.otklik.notification.mail;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A mail that this worker may send until its lease ends.
 *
 * @param ticketId null: of no ticket
 * @param threadId null: refers to no other mail
 * @param expired not worth sending any more
 * @param doubts how often a server may have taken it and did not say so
 * @param attempts this one included; also tells this claim from an earlier one
 */
record ClaimedMail(
        long id,
        String recipient,
        Kind kind,
        Long ticketId,
        JsonObject params,
        String messageId,
        String threadId,
        boolean expired,
        int doubts,
        int attempts) {

    static ClaimedMail of(Row row) {
        return new ClaimedMail(
                row.getLong("id"),
                row.getString("recipient"),
                Kind.valueOf(row.getString("kind")),
                row.getLong("ticket_id"),
                row.getJsonObject("params"),
                row.getString("message_id"),
                row.getString("thread_id"),
                row.getBoolean("expired"),
                row.getInteger("doubts"),
                row.getInteger("attempts"));
    }
}
