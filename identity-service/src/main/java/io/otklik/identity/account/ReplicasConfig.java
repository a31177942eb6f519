package io.otklik.identity.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** The services that keep copies of people. */
@ConfigMapping(prefix = "otklik.replicas")
interface ReplicasConfig {

    /** OTKLIK_TICKET_URL, OTKLIK_NOTIFICATION_URL, OTKLIK_ADMIN_URL: the addresses of all replicas. */
    List<String> urls();

    /** How long whoever changes a person waits for all of them together. */
    @WithDefault("300ms")
    Duration patience();

    /** OTKLIK_INTERNAL_TOKEN: our credential. */
    String internalToken();
}
