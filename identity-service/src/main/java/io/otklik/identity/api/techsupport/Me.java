package io.otklik.identity.api.techsupport;

import io.otklik.events.PersonState;

/** The answer of me; {@code role} is more than the document shows. */
record Me(long id, String email, String username, String role) {

    static Me of(PersonState person) {
        return new Me(person.id(), person.email(), person.username(), RoleName.of(person.role()));
    }
}
