package io.otklik.identity.api.techsupport;

import io.otklik.events.PersonState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a change of role. */
record PersonRole(
        @Schema(example = "1") long id,

        @Schema(example = "user@example.com", nullable = true)
        String email,

        @Schema(enumeration = {"support", "user"}) String role) {

    static PersonRole of(PersonState person) {
        return new PersonRole(person.id(), person.email(), RoleName.of(person.role()));
    }
}
