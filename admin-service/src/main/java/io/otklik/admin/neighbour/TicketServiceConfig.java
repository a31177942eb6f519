package io.otklik.admin.neighbour;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where ticket-service is. */
@ConfigMapping(prefix = "otklik.ticket-service")
interface TicketServiceConfig {

    /** OTKLIK_TICKET_URL: the address, or one of each replica. */
    List<URI> url();

    /** OTKLIK_INTERNAL_TOKEN: our credential. */
    String internalToken();

    /** How long it may take to say whether it has something. */
    @WithDefault("PT5S")
    Duration patience();
}
