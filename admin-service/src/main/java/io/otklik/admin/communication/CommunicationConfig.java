package io.otklik.admin.communication;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the requests are that communications may be about. */
@ConfigMapping(prefix = "otklik.communication")
interface CommunicationConfig {

    /** OTKLIK_TICKET_URL: who owns the requests. */
    String ticketUrl();

    /** OTKLIK_INTERNAL_TOKEN: our credential. */
    String internalToken();

    /** How long ticket-service may take to say whether a request exists. */
    @WithDefault("PT5S")
    Duration patience();
}
