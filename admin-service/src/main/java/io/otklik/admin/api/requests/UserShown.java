package io.otklik.admin.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.PersonState;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A person as this contract shows him; nothing but the id of somebody whom nobody knows. There are no avatars. */
record UserShown(
        long id,
        String username,
        @JsonProperty("first_name") String firstName,
        @JsonProperty("last_name") String lastName,
        String email,
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
