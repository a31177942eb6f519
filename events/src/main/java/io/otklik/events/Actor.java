package io.otklik.events;

import java.util.UUID;

/**
 * A person as the event saw him, so that a consumer needs nobody's answer to show him.
 *
 * @param email null for people who came by Telegram
 */
public record Actor(long id, UUID uuid, String username, String email, Role role) {}
