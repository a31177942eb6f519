package io.otklik.admin.neighbour;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where ticket-service is. */
@ConfigMapping(prefix = "otklik.ticket-service")
interface TicketServiceConfig {

    /** OTKLIK_TICKET_URL. */
    String url();

    /** OTKLIK_INTERNAL_TOKEN: our credential. */
    String internalToken();

    /** How long it may take to say whether it has something. */
    @WithDefault("PT5S")
    Duration patience();
}
