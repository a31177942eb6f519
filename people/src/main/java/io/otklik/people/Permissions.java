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

    /** USER only: staff do not file through desk (desk.md). */
    public static final String USER_ONLY = "user-only";

    /** SUPPORT only: an operator executes nothing (desk.md). */
    public static final String SUPPORT_ONLY = "support-only";

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

    @PermissionChecker(USER_ONLY)
    Uni<Boolean> userOnly(SecurityIdentity identity) {
        return exactly(Role.USER, identity);
    }

    @PermissionChecker(SUPPORT_ONLY)
    Uni<Boolean> supportOnly(SecurityIdentity identity) {
        return exactly(Role.SUPPORT, identity);
    }

    private Uni<Boolean> atLeast(Role role, SecurityIdentity identity) {
        PersonState person = identity.getAttribute(Caller.ATTRIBUTE);
        if (person == null) {
            return Uni.createFrom().item(false);
        }
        return people.atLeast(role, person.id());
    }

    private Uni<Boolean> exactly(Role role, SecurityIdentity identity) {
        PersonState person = identity.getAttribute(Caller.ATTRIBUTE);
        if (person == null) {
            return Uni.createFrom().item(false);
        }
        return people.exactly(role, person.id());
    }
}
