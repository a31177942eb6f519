package io.otklik.identity.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long tokens live (contracts/README.md, section 5). */
@ConfigMapping(prefix = "otklik.session")
interface SessionConfig {

    /** Life of an access token. */
    @WithDefault("PT10M")
    Duration accessLife();

    /** Life of an access token that has no refresh token beside it. */
    @WithDefault("P7D")
    Duration longAccessLife();

    /** Life of a refresh token, anew at each rotation. */
    @WithDefault("P7D")
    Duration refreshLife();
}
