package io.otklik.notification.neighbour;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where the services are that own what sockets are about. */
@ConfigMapping(prefix = "otklik.neighbours")
interface NeighbourSettings {

    /** OTKLIK_TICKET_URL: ticket-service, at one address or at one of each replica. */
    List<URI> ticketUrl();

    /** OTKLIK_ADMIN_URL: admin-service, which owns the chats. */
    List<URI> adminUrl();

    /** The service credential that internal calls carry. */
    String internalToken();

    /** How long an answer may take. */
    @WithDefault("3s")
    Duration patience();
}
