package io.otklik.identity.account;

import io.smallrye.config.ConfigMapping;

/** The first administrator. The production profile has no defaults and does not start without. */
@ConfigMapping(prefix = "otklik.administrator")
interface AdministratorConfig {

    /** OTKLIK_ADMIN_USERNAME. */
    String username();

    /** OTKLIK_ADMIN_EMAIL. */
    String email();

    /** OTKLIK_ADMIN_PASSWORD; only read when there is no administrator yet. */
    String password();
}
