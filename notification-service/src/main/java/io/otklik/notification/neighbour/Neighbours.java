package io.otklik.notification.neighbour;

import io.otklik.edge.Language;
import io.otklik.edge.Neighbour;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The other services' internal APIs. Every call fails with what the edge knows for an outage when they are away. */
@ApplicationScoped
public class Neighbours {

    private static final String CREDENTIAL = "X-Otklik-Internal";

    private final WebClient client;
    private final NeighbourSettings settings;
    private final Neighbour ticket;
    private final Neighbour admin;

    Neighbours(Vertx vertx, NeighbourSettings settings) {
        this.settings = settings;
        this.ticket = new Neighbour(settings.ticketUrl());
        this.admin = new Neighbour(settings.adminUrl());
        this.client = Neighbour.client(vertx, settings.patience());
    }

    /** What ticket-service answers; empty when it says that there is no such thing. */
    public Uni<Optional<String>> ofTickets(String path) {
        return found(ticket, path);
    }

    /** What admin-service answers; empty when it says that there is no such thing. */
    public Uni<Optional<String>> ofAdmin(String path) {
        return found(admin, path);
    }

    /** Hands something to admin-service. Answers what it refuses with, in the language; empty when it has taken it. */
    public Uni<Optional<JsonObject>> handToAdmin(String path, String json, Language language) {
        return admin.tell(address -> request(HttpMethod.POST, address, path)
                        .putHeader(
                                HttpHeaders.ACCEPT_LANGUAGE.toString(),
                                language.name().toLowerCase(Locale.ROOT))
                        .putHeader(HttpHeaders.CONTENT_TYPE.toString(), "application/json")
                        .sendBuffer(Buffer.buffer(json)))
                .map(Neighbours::refusal);
    }

    private Uni<Optional<String>> found(Neighbour service, String path) {
        return service.ask(address -> request(HttpMethod.GET, address, path).send())
                .map(Neighbours::found);
    }

    private HttpRequest<Buffer> request(HttpMethod method, URI address, String path) {
        return client.requestAbs(method, address + path)
                .putHeader(CREDENTIAL, settings.internalToken())
                .timeout(settings.patience().toMillis());
    }

    private static Optional<String> found(HttpResponse<Buffer> response) {
        return switch (response.statusCode()) {
            case 200 -> Optional.of(response.bodyAsString());
            case 404 -> Optional.empty();
            default -> throw unexpected(response);
        };
    }

    private static Optional<JsonObject> refusal(HttpResponse<Buffer> response) {
        return switch (response.statusCode()) {
            case 201 -> Optional.empty();
            case 400, 403, 404 -> Optional.of(response.bodyAsJsonObject());
            default -> throw unexpected(response);
        };
    }

    private static VertxException unexpected(HttpResponse<Buffer> response) {
        return new VertxException("a neighbour answered " + response.statusCode(), true);
    }
}
