package io.otklik.admin.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.PersonState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person as this contract shows him; nothing but the id of somebody whom nobody knows. There are no avatars. */
@Schema(name = "Colleague")
record UserShown(
        @Schema(example = "5") long id,
        @Schema(example = "petrov", nullable = true) String username,

        @JsonProperty("first_name") @Schema(example = "Пётр", nullable = true)
        String firstName,

        @JsonProperty("last_name") @Schema(example = "Петров", nullable = true)
        String lastName,

        @Schema(example = "petrov@example.com", nullable = true)
        String email,

        @Schema(description = "There are none yet: null", nullable = true)
        String avatar) {

    static UserShown of(long id, Map<Long, PersonState> known) {
        PersonState person = known.get(id);
        return person == null
                ? new UserShown(id, null, null, null, null, null)
                : new UserShown(
                        id,
                        person.username(),
                        person.shortName(),
                        person.lastName() == null ? "" : person.lastName(),
                        person.email(),
                        null);
    }

    static List<UserShown> all(Collection<Long> ids, Map<Long, PersonState> known) {
        return ids.stream().map(id -> of(id, known)).toList();
    }

    static String fullName(long id, Map<Long, PersonState> known) {
        PersonState person = known.get(id);
        return person == null ? null : person.displayName();
    }
}
