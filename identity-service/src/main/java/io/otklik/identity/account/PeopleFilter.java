package io.otklik.identity.account;

import io.otklik.events.Role;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/**
 * Which people to list; what is empty selects all.
 *
 * @param search a part of the username or of the personal names, without regard to case
 */
public record PeopleFilter(Optional<Role> role, Optional<Boolean> blocked, Optional<String> search) {

    /** The condition on a table p; adds its values to those of the statement. */
    String condition(Tuple values) {
        StringBuilder condition = new StringBuilder("true");
        role.ifPresent(wanted -> condition.append(" and p.role = ").append(parameter(values.addString(wanted.name()))));
        blocked.ifPresent(wanted -> condition.append(wanted ? " and p.blocked" : " and not p.blocked"));
        search.map(PeopleFilter::pattern)
                .map(pattern -> parameter(values.addString(pattern)))
                .ifPresent(pattern -> condition.append(
                        " and (p.username ilike %1$s or %2$s ilike %1$s)".formatted(pattern, PersonReads.FULL_NAME)));
        return condition.toString();
    }

    /** What LIKE takes for "has this as a part". */
    static String pattern(String part) {
        return "%" + part.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static String parameter(Tuple values) {
        return "$" + values.size();
    }
}
