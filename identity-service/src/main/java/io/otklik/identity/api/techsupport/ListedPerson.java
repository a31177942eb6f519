package io.otklik.identity.api.techsupport;

import io.otklik.events.PersonState;

/** A row of the people's list; {@code username} is more than the document shows. */
record ListedPerson(long id, String email, String role, String username) {

    static ListedPerson of(PersonState person) {
        return new ListedPerson(person.id(), person.email(), RoleName.of(person.role()), person.username());
    }
}
