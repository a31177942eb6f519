package io.otklik.identity.api.bot;

import io.otklik.events.Role;
import java.util.LinkedHashMap;
import java.util.Map;

/** The roles as bot names them (contracts/README.md, section 2). */
final class RoleName {

    /** All of them, from the lowest. */
    static final Map<String, Role> CHOICES = choices();

    private RoleName() {}

    static String of(Role role) {
        return switch (role) {
            case USER -> "USER";
            case SUPPORT -> "HELPER";
            case MODERATOR -> "MODERATOR";
            case ADMIN -> "ADMIN";
        };
    }

    private static Map<String, Role> choices() {
        Map<String, Role> choices = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            choices.put(of(role), role);
        }
        return choices;
    }
}
