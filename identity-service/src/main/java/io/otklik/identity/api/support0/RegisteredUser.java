package io.otklik.identity.api.support0;

import io.otklik.events.PersonState;
import java.util.List;

/** The answer of register. Nobody has tickets yet. */
record RegisteredUser(long id, String username, String email, boolean is_active, List<String> tickets) {

    static RegisteredUser of(PersonState person) {
        return new RegisteredUser(person.id(), person.username(), person.email(), !person.blocked(), List.of());
    }
}
