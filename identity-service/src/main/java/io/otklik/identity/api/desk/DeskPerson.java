package io.otklik.identity.api.desk;

import io.otklik.events.PersonState;

/** The user object: the answer of register and profile, and a part of login's. */
record DeskPerson(long id, String username, String email, String role) {

    static DeskPerson of(PersonState person) {
        return new DeskPerson(person.id(), person.username(), person.email(), RoleName.of(person.role()));
    }
}
