package io.otklik.identity.activity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the tickets are. */
@ConfigMapping(prefix = "otklik.activity")
interface ActivityConfig {

    /** OTKLIK_TICKET_URL: ticket-service's address. */
    String ticketUrl();

    /** How long it may take to answer. */
    @WithDefault("PT5S")
    Duration patience();

    /** OTKLIK_INTERNAL_TOKEN: our credential. */
    String internalToken();
}
