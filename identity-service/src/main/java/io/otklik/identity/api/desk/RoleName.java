package io.otklik.identity.api.desk;

import io.otklik.events.Role;
import java.util.LinkedHashMap;
import java.util.Map;

/** The roles as desk names them (contracts/README.md, section 2). */
final class RoleName {

    /** What somebody registers as, in the document's order. */
    static final Map<String, Role> CHOICES = choices();

    private RoleName() {}

    static String of(Role role) {
        return switch (role) {
            case USER -> "REQUESTER";
            case SUPPORT -> "EXECUTOR";
            case MODERATOR, ADMIN -> "OPERATOR";
        };
    }

    private static Map<String, Role> choices() {
        Map<String, Role> choices = new LinkedHashMap<>();
        choices.put("REQUESTER", Role.USER);
        choices.put("OPERATOR", Role.MODERATOR);
        choices.put("EXECUTOR", Role.SUPPORT);
        return choices;
    }
}
