package io.otklik.events;

import java.time.Instant;
import java.util.UUID;

/**
 * Something was said in a chat.
 *
 * @param senderName as chats show him: his full name, or his username
 * @param messageType {@code text}, {@code image}, {@code file}, or {@code system} for what the suite itself says
 * @param replyTo the id of the message that it answers, or null
 */
public record ChatMessagePosted(
        UUID eventId,
        long chatId,
        long messageId,
        Actor sender,
        String senderName,
        String content,
        String messageType,
        Long replyTo,
        Instant at)
        implements ChatEvent {}
