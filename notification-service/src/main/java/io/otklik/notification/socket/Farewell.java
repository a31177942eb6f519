package io.otklik.notification.socket;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * While the service stops, each answer asks for the connection to be closed, so that the next request goes elsewhere. Quarkus does
 * it where quarkus.shutdown.timeout is set, which sockets forbid here (application.properties).
 */
@ApplicationScoped
class Farewell {

    private static final int BEFORE_ALL = 1_000;

    private volatile boolean stopping;

    void register(@Observes Filters filters) {
        filters.register(this::say, BEFORE_ALL);
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    private void say(RoutingContext context) {
        if (stopping && !context.request().headers().contains(HttpHeaders.UPGRADE)) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        context.next();
    }
}
