package io.otklik.identity.api.techsupport;

import io.otklik.events.PersonState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of register. */
record RegisteredPerson(
        @Schema(example = "user@example.com") String email,
        @Schema(example = "username") String username,
        @Schema(example = "1") long id) {

    static RegisteredPerson of(PersonState person) {
        return new RegisteredPerson(person.email(), person.username(), person.id());
    }
}
