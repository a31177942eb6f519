package io.otklik.people;

import io.quarkus.security.PermissionsAllowed;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Uses each permission once, and is used by nobody: Quarkus refuses to build an application with a checker whose permission
 * no method demands, and not every service demands them all.
 */
@ApplicationScoped
class PermissionsInUse {

    @PermissionsAllowed(Permissions.STAFF)
    void staff() {}

    @PermissionsAllowed(Permissions.MODERATOR)
    void moderator() {}

    @PermissionsAllowed(Permissions.ADMIN)
    void admin() {}

    @PermissionsAllowed(Permissions.USER_ONLY)
    void userOnly() {}

    @PermissionsAllowed(Permissions.SUPPORT_ONLY)
    void supportOnly() {}
}
