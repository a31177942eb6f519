package io.otklik.events;

import java.time.Instant;
import java.util.UUID;

/**
 * All that other services know of a person. Also the answer of identity's {@code /internal/people}.
 *
 * @param revision grows with every change; of two states the greater one is newer
 * @param email null for people who came by Telegram
 * @param firstName null when unknown, like {@code lastName} and {@code telegramId}
 * @param tokenVersion tokens with a smaller {@code ver} are dead
 * @param staffSince when the person last became an agent; null for a USER
 */
public record PersonState(
        long id,
        UUID uuid,
        long revision,
        String username,
        String email,
        String firstName,
        String lastName,
        Long telegramId,
        Role role,
        boolean blocked,
        int tokenVersion,
        Instant staffSince,
        Instant createdAt) {

    /** The full name, or the username of somebody without a personal one. */
    public String displayName() {
        String full = ((firstName == null ? "" : firstName) + " " + (lastName == null ? "" : lastName)).strip();
        return full.isEmpty() ? username : full;
    }

    /** The first name, or the username of somebody without one. */
    public String shortName() {
        return firstName == null || firstName.isBlank() ? username : firstName;
    }

    /** The person as events mention him. */
    public Actor actor() {
        return new Actor(id, uuid, username, email, role);
    }
}
