package io.otklik.admin.chat;

import java.util.Optional;

/**
 * What somebody says in a chat. The length has been checked by the contract.
 *
 * @param messageType {@code text}, {@code image} or {@code file}
 * @param replyTo the id of the message that it answers
 */
public record NewChatMessage(String content, String messageType, Optional<Long> replyTo) {

    /** Nothing but text. */
    public static NewChatMessage text(String content) {
        return new NewChatMessage(content, "text", Optional.empty());
    }

    /** What the suite itself says. */
    static NewChatMessage system(String content) {
        return new NewChatMessage(content, "system", Optional.empty());
    }
}
