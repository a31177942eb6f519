package io.otklik.identity.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may register as what. */
@ConfigMapping(prefix = "otklik.registration")
interface RegistrationConfig {

    /** OTKLIK_DESK_OPEN_ROLES: whether anybody may register as an agent. */
    @WithDefault("false")
    boolean openRoles();
}
