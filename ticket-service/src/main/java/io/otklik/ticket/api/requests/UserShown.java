package io.otklik.ticket.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.PersonState;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person, as UserSerializer shows him. A missing first name shows the username (contracts/README.md, section 2), a missing
 * last one nothing. Everything but the id is null only for somebody whom identity does not know.
 *
 * @param email null for people who came by Telegram
 * @param avatar null: the suite has none
 */
@Schema(name = "RequestUser")
record UserShown(
        @Schema(examples = "5") long id,
        @Schema(nullable = true, examples = "petrov") String username,

        @Schema(nullable = true, examples = "Пётр") @JsonProperty("first_name")
        String firstName,

        @Schema(nullable = true, examples = "Петров") @JsonProperty("last_name")
        String lastName,

        @Schema(nullable = true, format = "email", examples = "petrov@example.com")
        String email,

        @Schema(nullable = true, description = "There are none: always null")
        String avatar) {

    /** Null when {@code id} is. */
    static UserShown of(Long id, Map<Long, PersonState> known) {
        if (id == null) {
            return null;
        }
        PersonState person = known.get(id);
        if (person == null) {
            return new UserShown(id, null, null, null, null, null);
        }
        String lastName = person.lastName() == null ? "" : person.lastName();
        return new UserShown(id, person.username(), person.shortName(), lastName, person.email(), null);
    }
}
