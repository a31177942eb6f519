package io.otklik.notification.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.Actor;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import java.util.Optional;
import java.util.UUID;

/** Who said or changed something. */
record BotPerson(UUID id, @JsonProperty("first_name") String firstName, String role) {

    /**
     * The person as he is known now, else as the event saw him.
     *
     * @param actor null for the suite itself, which is shown as null
     */
    static BotPerson of(Actor actor, Optional<PersonState> known) {
        if (actor == null) {
            return null;
        }
        return known.map(person -> new BotPerson(person.uuid(), person.shortName(), name(person.role())))
                .orElseGet(() -> new BotPerson(actor.uuid(), actor.username(), name(actor.role())));
    }

    private static String name(Role role) {
        return switch (role) {
            case USER -> "USER";
            case SUPPORT -> "HELPER";
            case MODERATOR -> "MODERATOR";
            case ADMIN -> "ADMIN";
        };
    }
}
