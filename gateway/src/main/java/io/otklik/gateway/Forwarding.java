package io.otklik.gateway;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Requests on their way to the services. */
@ApplicationScoped
class Forwarding {

    private final Upstreams upstreams;
    private final long answerTimeout;
    private final long keepLimit;
    private final Duration bodyGrace;
    private final long bodyPace;

    Forwarding(Upstreams upstreams, GatewayConfig config) {
        this.upstreams = upstreams;
        this.answerTimeout = config.answerTimeout().toMillis();
        this.keepLimit = config.keepLimit().asLongValue();
        this.bodyGrace = config.bodyGrace();
        this.bodyPace = config.bodyPace().asLongValue();
    }

    /** Forwards the request and the answer; a service that is away is 503. */
    void forward(RoutingContext context, Target target, long bodyLimit) {
        RequestBody.Limits bodyLimits = new RequestBody.Limits(bodyLimit, bodyGrace, bodyPace);
        new Exchange(context, target, upstreams, answerTimeout, bodyLimits, keepLimit).start();
    }
}
