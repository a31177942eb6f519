package io.otklik.identity.session;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.quarkus.security.PermissionChecker;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The permissions for {@code @PermissionsAllowed}, by the role that the database had when the request came. A checker that
 * no resource demands does not build; more come with the contracts that demand them.
 */
@ApplicationScoped
public class Permissions {

    /** ADMIN only. */
    public static final String ADMIN = "admin";

    /** MODERATOR and ADMIN. */
    public static final String MODERATOR = "moderator";

    @PermissionChecker(MODERATOR)
    boolean moderator(SecurityIdentity identity) {
        return atLeast(Role.MODERATOR, identity);
    }

    @PermissionChecker(ADMIN)
    boolean admin(SecurityIdentity identity) {
        return atLeast(Role.ADMIN, identity);
    }

    private static boolean atLeast(Role role, SecurityIdentity identity) {
        PersonState person = identity.getAttribute(Caller.ATTRIBUTE);
        return person != null && person.role().compareTo(role) >= 0;
    }
}
