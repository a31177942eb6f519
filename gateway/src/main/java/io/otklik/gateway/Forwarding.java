package io.otklik.gateway;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Requests on their way to the services. */
@ApplicationScoped
class Forwarding {

    private final Upstreams upstreams;
    private final long answerTimeout;
    private final long repeatLimit;

    Forwarding(Upstreams upstreams, GatewayConfig config) {
        this.upstreams = upstreams;
        this.answerTimeout = config.answerTimeout().toMillis();
        this.repeatLimit = config.repeatLimit().asLongValue();
    }

    /** Forwards the request and the answer; a service that is away is 503. */
    void forward(RoutingContext context, Target target, long bodyLimit) {
        new Exchange(context, target, upstreams, answerTimeout, bodyLimit, repeatLimit).start();
    }
}
