package io.otklik.notification.socket;

import io.otklik.edge.Contract;
import io.otklik.edge.Language;
import io.otklik.edge.Messages;
import io.otklik.edge.Outage;
import io.otklik.edge.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Answers a refused upgrade in the shape of the contract that owns the socket: WebSockets Next itself answers no body. */
@ApplicationScoped
class UpgradeRefusals {

    private static final Logger LOG = Logger.getLogger(UpgradeRefusals.class);

    void register(@Observes Router router) {
        router.route("/ws/*").order(Integer.MIN_VALUE).failureHandler(UpgradeRefusals::answer);
    }

    private static void answer(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure == null || context.response().ended()) {
            context.next();
            return;
        }
        Problem problem = problem(failure, context);
        Contract contract = Contract.of(context.normalizedPath());
        Language language = Language.of(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        context.response()
                .setStatusCode(contract.status(problem))
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=utf-8");
        problem.headers().forEach(context.response()::putHeader);
        context.response().end(contract.body(problem, language));
    }

    private static Problem problem(Throwable failure, RoutingContext context) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (Outage.isIn(failure)) {
            LOG.warnf("%s: a store or service is away: %s", context.normalizedPath(), failure.getMessage());
            return Problem.of(Problem.Kind.UNAVAILABLE, Messages.UNAVAILABLE);
        }
        LOG.errorf(failure, "The upgrade of %s failed", context.normalizedPath());
        return Problem.of(Problem.Kind.INTERNAL, Messages.INTERNAL);
    }
}
