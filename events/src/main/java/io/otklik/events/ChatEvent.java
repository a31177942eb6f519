package io.otklik.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** An event of one staff chat, in the order of its commits. */
public sealed interface ChatEvent extends Event permits ChatMembersChanged, ChatMessagePosted {

    long chatId();

    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.CHATS;
    }

    @Override
    @JsonIgnore
    default String key() {
        return Long.toString(chatId());
    }
}
