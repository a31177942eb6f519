package io.otklik.identity.api.techsupport;

import io.otklik.events.PersonState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A row of the people's list; {@code username} is more than the document shows. */
record ListedPerson(
        @Schema(example = "3") long id,

        @Schema(example = "agent@example.com", nullable = true)
        String email,

        @Schema(
                enumeration = {"admin", "user", "support"},
                example = "support")
        String role,

        @Schema(example = "support_agent") String username) {

    static ListedPerson of(PersonState person) {
        return new ListedPerson(person.id(), person.email(), RoleName.of(person.role()), person.username());
    }
}
