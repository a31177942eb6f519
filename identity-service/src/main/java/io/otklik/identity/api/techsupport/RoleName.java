package io.otklik.identity.api.techsupport;

import io.otklik.events.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The roles as techsupport names them (contracts/README.md, section 2). */
final class RoleName {

    /** What a filter's value selects, in the order of the document's message. */
    static final Map<String, Set<Role>> FILTERS = filters();

    /** What a value sets. Who already shows as it keeps his role: a MODERATOR set to support stays one. */
    static final Map<String, Role> SETTABLE = Map.of("user", Role.USER, "support", Role.SUPPORT);

    private RoleName() {}

    static String of(Role role) {
        return switch (role) {
            case USER -> "user";
            case SUPPORT, MODERATOR -> "support";
            case ADMIN -> "admin";
        };
    }

    /** All roles that show as this one does. */
    static Set<Role> alike(Role role) {
        return FILTERS.get(of(role));
    }

    private static Map<String, Set<Role>> filters() {
        Map<String, Set<Role>> filters = new LinkedHashMap<>();
        filters.put("admin", EnumSet.of(Role.ADMIN));
        filters.put("user", EnumSet.of(Role.USER));
        filters.put("support", EnumSet.of(Role.SUPPORT, Role.MODERATOR));
        return Collections.unmodifiableMap(filters);
    }
}
