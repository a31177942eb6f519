package io.otklik.admin.neighbour;

import io.otklik.edge.Neighbour;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** ticket-service, which owns requests and categories, asked over its internal API. Every call fails when it is away. */
@ApplicationScoped
public class TicketService {

    private final WebClient client;
    private final TicketServiceConfig config;
    private final Neighbour neighbour;

    TicketService(Vertx vertx, TicketServiceConfig config) {
        this.config = config;
        this.neighbour = new Neighbour(config.url());
        this.client = Neighbour.client(vertx, config.patience());
    }

    public Uni<Boolean> hasRequest(long id) {
        return found("/internal/requests/" + id).map(Optional::isPresent);
    }

    /** The category's other id; empty when there is none, or it is deleted. */
    public Uni<Optional<Long>> category(UUID uuid) {
        return found("/internal/categories/" + uuid).map(answer -> answer.map(category -> category.getLong("id")));
    }

    private Uni<Optional<JsonObject>> found(String path) {
        return neighbour
                .ask(address -> client.getAbs(address + path)
                        .putHeader("X-Otklik-Internal", config.internalToken())
                        .timeout(config.patience().toMillis())
                        .send())
                .map(TicketService::found);
    }

    private static Optional<JsonObject> found(HttpResponse<Buffer> response) {
        return switch (response.statusCode()) {
            case 200 -> Optional.of(response.bodyAsJsonObject());
            case 404 -> Optional.empty();
            default -> throw new VertxException("ticket-service answered " + response.statusCode(), true);
        };
    }
}
