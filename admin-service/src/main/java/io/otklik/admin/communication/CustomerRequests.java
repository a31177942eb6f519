package io.otklik.admin.communication;

import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;

/** ticket-service, which owns the requests, asked over its internal API. */
@ApplicationScoped
class CustomerRequests {

    private final WebClient client;
    private final CommunicationConfig config;

    CustomerRequests(Vertx vertx, CommunicationConfig config) {
        this.config = config;
        this.client = WebClient.create(
                vertx, new WebClientOptions().setFollowRedirects(false).setConnectTimeout((int)
                                config.patience().toMillis()));
    }

    /** Fails with NO_SUCH_REQUEST; with another failure when ticket-service is away. */
    Uni<Void> require(long id) {
        return client.getAbs(config.ticketUrl() + "/internal/requests/" + id)
                .putHeader("X-Otklik-Internal", config.internalToken())
                .timeout(config.patience().toMillis())
                .send()
                .invoke(response -> judge(id, response.statusCode()))
                .replaceWithVoid();
    }

    private static void judge(long id, int status) {
        if (status == 404) {
            throw new CommunicationRefused(CommunicationRefused.Reason.NO_SUCH_REQUEST, id);
        }
        if (status != 200) {
            throw new VertxException("ticket-service answered " + status, true);
        }
    }
}
