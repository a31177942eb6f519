package io.otklik.identity.api.support0;

import io.otklik.events.PersonState;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of register. Nobody has tickets yet. */
@Schema(name = "Support0Registered")
record RegisteredUser(
        @Schema(example = "19") long id,
        @Schema(example = "example_user") String username,
        @Schema(example = "email@example.com") String email,
        @Schema(example = "true") boolean is_active,
        @Schema(example = "[]") List<String> tickets) {

    static RegisteredUser of(PersonState person) {
        return new RegisteredUser(person.id(), person.username(), person.email(), !person.blocked(), List.of());
    }
}
