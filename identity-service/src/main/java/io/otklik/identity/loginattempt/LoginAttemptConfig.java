package io.otklik.identity.loginattempt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Failed logins. The limits themselves are {@link Limit}. */
@ConfigMapping(prefix = "otklik.login-attempts")
interface LoginAttemptConfig {

    /** OTKLIK_RATE_LIMITS: {@code off} counts and refuses nothing. */
    @WithDefault("true")
    boolean limited();

    /** How often old rows are cleared away. */
    @WithDefault("PT1H")
    Duration sweepInterval();

    /** How long failures are kept; by then none of them counts any more. */
    @WithDefault("P1D")
    Duration keepFailures();

    /** How long an address stays known after the last login from there. */
    @WithDefault("P90D")
    Duration keepKnown();
}
