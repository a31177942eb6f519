package io.otklik.identity.activity;

import io.otklik.edge.Neighbour;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What people do with tickets, asked of ticket-service, which owns them. */
@ApplicationScoped
public class Activities {

    private final WebClient client;
    private final ActivityConfig config;
    private final Neighbour tickets;

    Activities(Vertx vertx, ActivityConfig config) {
        this.client = Neighbour.client(vertx, config.patience());
        this.config = config;
        this.tickets = new Neighbour(config.ticketUrl());
    }

    /** The activity of each of the people, by one call. Fails when ticket-service is away. */
    public Uni<Map<Long, Activity>> of(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String wanted = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        return tickets.ask(address -> client.getAbs(address + "/internal/people/activity?ids=" + wanted)
                        .putHeader("X-Otklik-Internal", config.internalToken())
                        .timeout(config.patience().toMillis())
                        .send())
                .map(Activities::activities)
                .map(found -> ids.stream()
                        .collect(Collectors.toMap(Function.identity(), id -> found.getOrDefault(id, Activity.NONE))));
    }

    private static Map<Long, Activity> activities(HttpResponse<Buffer> response) {
        if (response.statusCode() != 200) {
            throw new VertxException("ticket-service answered " + response.statusCode(), true);
        }
        Map<Long, Activity> found = new HashMap<>();
        JsonArray answers = response.bodyAsJsonArray();
        for (int i = 0; i < answers.size(); i++) {
            JsonObject answer = answers.getJsonObject(i);
            Activity activity = new Activity(answer.getLong("tickets"), answer.getInstant("last_activity"));
            found.put(answer.getLong("id"), activity);
        }
        return found;
    }
}
