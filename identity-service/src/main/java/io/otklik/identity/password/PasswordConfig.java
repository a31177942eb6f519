package io.otklik.identity.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much hashing this process takes on. */
@ConfigMapping(prefix = "otklik.passwords")
interface PasswordConfig {

    /** Threads that hash; each needs 19 MiB while it does. */
    @WithDefault("2")
    int workers();

    /** Passwords that may wait for a thread; the next one is refused with {@link PasswordsBusy}. */
    @WithDefault("200")
    int queue();
}
