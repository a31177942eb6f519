package io.otklik.identity.api.techsupport;

import io.otklik.events.PersonState;

/** The answer of register. */
record RegisteredPerson(String email, String username, long id) {

    static RegisteredPerson of(PersonState person) {
        return new RegisteredPerson(person.email(), person.username(), person.id());
    }
}
