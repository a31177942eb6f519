package io.otklik.notification.chat;

import io.otklik.events.ChatMessagePosted;

/** How a contract writes on a chat's sockets what is said in it. */
@FunctionalInterface
public interface ChatFrames {

    /** The text frame. */
    String frame(ChatMessagePosted message);
}
