package io.otklik.people;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.quarkus.security.PermissionChecker;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The permissions for {@code @PermissionsAllowed}. Roles are decided by the replica, not by the token; before it refuses
 * it asks the owner, since a role given a moment ago may not have arrived here.
 */
@ApplicationScoped
public class Permissions {

    /** SUPPORT, MODERATOR and ADMIN. */
    public static final String STAFF = "staff";

    /** MODERATOR and ADMIN. */
    public static final String MODERATOR = "moderator";

    /** ADMIN only. */
    public static final String ADMIN = "admin";

    private final People people;

    Permissions(People people) {
        this.people = people;
    }

    @PermissionChecker(STAFF)
    Uni<Boolean> staff(SecurityIdentity identity) {
        return atLeast(Role.SUPPORT, identity);
    }

    @PermissionChecker(MODERATOR)
    Uni<Boolean> moderator(SecurityIdentity identity) {
        return atLeast(Role.MODERATOR, identity);
    }

    @PermissionChecker(ADMIN)
    Uni<Boolean> admin(SecurityIdentity identity) {
        return atLeast(Role.ADMIN, identity);
    }

    private Uni<Boolean> atLeast(Role role, SecurityIdentity identity) {
        PersonState person = identity.getAttribute(Caller.ATTRIBUTE);
        if (person == null) {
            return Uni.createFrom().item(false);
        }
        return people.atLeast(role, person.id());
    }
}
