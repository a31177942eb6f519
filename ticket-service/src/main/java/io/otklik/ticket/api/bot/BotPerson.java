package io.otklik.ticket.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.PersonState;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody who works on tickets or writes messages. */
record BotPerson(
        UUID id,
        @Schema(examples = "support_agent") String username,

        @Schema(examples = "Support") @JsonProperty("first_name")
        String firstName,

        @Schema(
                enumeration = {"USER", "HELPER", "MODERATOR", "ADMIN"},
                examples = "HELPER")
        String role) {

    /** Null for nobody, and for somebody whom neither the replica nor his owner knows. */
    static BotPerson of(Long id, Map<Long, PersonState> people) {
        PersonState person = id == null ? null : people.get(id);
        return person == null
                ? null
                : new BotPerson(person.uuid(), person.username(), person.shortName(), BotNames.of(person.role()));
    }
}
