package io.otklik.edge;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the other services must know. */
@ConfigMapping(prefix = "otklik.internal")
interface InternalConfig {

    /** OTKLIK_INTERNAL_TOKEN: the credential on internal calls, the same in all services. Without it nobody is let in. */
    Optional<String> token();
}
