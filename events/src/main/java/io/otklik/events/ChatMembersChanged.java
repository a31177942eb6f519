package io.otklik.events;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A chat came to be, somebody came into it, left it, or it was given up.
 *
 * @param members the ids of all who take part from now on; empty: the chat is gone
 */
public record ChatMembersChanged(UUID eventId, long chatId, Set<Long> members, Actor by, Instant at)
        implements ChatEvent {}
