package io.otklik.admin.chat;

import io.otklik.events.PersonState;
import io.vertx.mutiny.sqlclient.Row;

/** How a person stands to a chat while it is locked. */
record Standing(long chatId, PersonState person, ChatType type, long createdBy, boolean member) {

    static Standing of(long chatId, PersonState person, Row row) {
        return new Standing(
                chatId,
                person,
                ChatType.valueOf(row.getString("chat_type")),
                row.getLong("created_by"),
                row.getBoolean("is_member"));
    }

    void requireMember() {
        if (!member) {
            throw new ChatRefused(ChatRefused.Reason.NOT_FOUND, chatId);
        }
    }

    /** A private chat is not there for whoever was not invited. */
    void requireWayIn() {
        if (type == ChatType.PRIVATE) {
            requireMember();
        }
    }

    void requireCreatorOr(boolean administrator) {
        requireMember();
        if (!administrator && createdBy != person.id()) {
            throw new ChatRefused(ChatRefused.Reason.NOT_YOURS, chatId);
        }
    }
}
