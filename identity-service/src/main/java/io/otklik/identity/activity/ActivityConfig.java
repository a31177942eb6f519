package io.otklik.identity.activity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where the tickets are. */
@ConfigMapping(prefix = "otklik.activity")
interface ActivityConfig {

    /** OTKLIK_TICKET_URL: ticket-service's address, or one of each replica. */
    List<URI> ticketUrl();

    /** How long it may take to answer. */
    @WithDefault("PT5S")
    Duration patience();

    /** OTKLIK_INTERNAL_TOKEN: our credential. */
    String internalToken();
}
