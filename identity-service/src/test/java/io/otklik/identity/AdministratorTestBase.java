package io.otklik.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Role;
import io.otklik.identity.account.Accounts;
import io.otklik.identity.account.RoleChange;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** The administrator, and people with the roles that he gives. */
public abstract class AdministratorTestBase {

    @Inject
    protected Accounts accounts;

    protected Api.Someone admin;

    @BeforeEach
    protected void login() {
        admin = Api.admin();
    }

    /** Somebody registered to whom he has given the role. */
    protected Api.Someone someone(Role role) throws Throwable {
        Api.Someone someone = Api.someone();
        assertEquals(
                role,
                VertxContextSupport.subscribeAndAwait(
                                () -> accounts.changeRole(new RoleChange(someone.id(), role, admin.id(), true)))
                        .role());
        return someone;
    }
}
