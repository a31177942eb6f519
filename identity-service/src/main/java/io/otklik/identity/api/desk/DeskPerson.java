package io.otklik.identity.api.desk;

import io.otklik.events.PersonState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The user object: the answer of register and profile, and a part of login's. */
record DeskPerson(
        @Schema(example = "7") long id,
        @Schema(example = "ivanova") String username,

        @Schema(example = "ivanova@example.com", nullable = true)
        String email,

        @Schema(enumeration = {"REQUESTER", "OPERATOR", "EXECUTOR"})
        String role) {

    static DeskPerson of(PersonState person) {
        return new DeskPerson(person.id(), person.username(), person.email(), RoleName.of(person.role()));
    }
}
