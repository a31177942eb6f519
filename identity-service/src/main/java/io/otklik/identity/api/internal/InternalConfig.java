package io.otklik.identity.api.internal;

import io.smallrye.config.ConfigMapping;

/** What the other services must know. */
@ConfigMapping(prefix = "otklik.internal")
interface InternalConfig {

    /** OTKLIK_INTERNAL_TOKEN: the credential on internal calls, the same in all services. */
    String token();
}
