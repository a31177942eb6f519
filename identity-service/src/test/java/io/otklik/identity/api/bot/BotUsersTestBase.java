package io.otklik.identity.api.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Role;
import io.otklik.identity.Api;
import io.otklik.identity.account.Accounts;
import io.otklik.identity.account.RoleChange;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** The administrator, and the roles he gives. */
abstract class BotUsersTestBase extends BotTestBase {

    @Inject
    Accounts accounts;

    Api.Someone admin;

    @BeforeEach
    void login() {
        admin = Api.admin();
    }

    void give(Api.Someone someone, Role role) throws Throwable {
        assertEquals(
                role,
                VertxContextSupport.subscribeAndAwait(
                                () -> accounts.changeRole(new RoleChange(someone.id(), role, admin.id(), true)))
                        .role());
    }
}
