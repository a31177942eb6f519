package io.otklik.identity.account;

import io.otklik.events.Role;
import java.util.Set;

/**
 * An administrator's decision about a person's role.
 *
 * @param alike roles that the contract does not tell from {@code to}: who has one of them has what was decided, and keeps it
 * @param ofAdministratorsToo whether the contract lets one administrator change another's role
 */
public record RoleChange(long personId, Role to, Set<Role> alike, long byId, boolean ofAdministratorsToo) {

    /** In a contract that has a name for every role. */
    public RoleChange(long personId, Role to, long byId, boolean ofAdministratorsToo) {
        this(personId, to, Set.of(to), byId, ofAdministratorsToo);
    }
}
