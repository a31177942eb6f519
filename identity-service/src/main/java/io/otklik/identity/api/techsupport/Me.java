package io.otklik.identity.api.techsupport;

import io.otklik.events.PersonState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of me; {@code role} is more than the document shows. */
record Me(
        @Schema(example = "1") long id,

        @Schema(example = "user@example.com", nullable = true)
        String email,

        @Schema(example = "username") String username,

        @Schema(enumeration = {"user", "support", "admin"}) String role) {

    static Me of(PersonState person) {
        return new Me(person.id(), person.email(), person.username(), RoleName.of(person.role()));
    }
}
