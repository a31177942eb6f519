package io.otklik.identity.api.techsupport;

import io.otklik.events.PersonState;

/** The answer to a change of role. */
record PersonRole(long id, String email, String role) {

    static PersonRole of(PersonState person) {
        return new PersonRole(person.id(), person.email(), RoleName.of(person.role()));
    }
}
