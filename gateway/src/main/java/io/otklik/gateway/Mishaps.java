package io.otklik.gateway;

import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.otklik.edge.RequestId;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * What fails outside of the steps of {@link Entry}: targets and hosts that the router refuses before it asks anybody, and our
 * own faults. The answer has the shape and the headers of every other one.
 */
@ApplicationScoped
class Mishaps {

    private static final Logger LOG = Logger.getLogger(Mishaps.class);
    private static final Problem OUR_FAULT = Problem.of(Problem.Kind.INTERNAL, Messages.INTERNAL);
    private static final int FIRST = -1_000_000;

    private final SecurityHeaders securityHeaders;

    Mishaps(SecurityHeaders securityHeaders) {
        this.securityHeaders = securityHeaders;
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        mark(context);
        if (context.failure() == null || context.statusCode() < 500) {
            Refusing.answer(context, Refusing.INSANE);
            return;
        }
        LOG.errorf(
                context.failure(),
                "%s %s failed",
                context.request().method(),
                context.request().path());
        Refusing.answer(context, OUR_FAULT);
    }

    /** http-edge has not seen the request when the router itself refused it. */
    private void mark(RoutingContext context) {
        if (!context.response().headers().contains(RequestId.HEADER)) {
            context.response()
                    .putHeader(RequestId.HEADER, RequestId.of(context.request().getHeader(RequestId.HEADER)));
            securityHeaders.addTo(context.response().headers());
        }
    }
}
