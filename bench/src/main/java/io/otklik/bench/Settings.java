package io.otklik.bench;

import io.vertx.core.json.JsonObject;
import java.net.URI;

/**
 * What a run is asked for.
 *
 * @param seconds of each measuring
 */
record Settings(
        URI url,
        String admin,
        String password,
        int tickets,
        int users,
        int agents,
        int active,
        int seconds,
        int warmup,
        int connections,
        int loops,
        double rate,
        int sockets) {

    /** What makes figures comparable, and no secret. */
    JsonObject json() {
        return new JsonObject()
                .put("people", users)
                .put("agents", agents)
                .put("active", active)
                .put("tickets", tickets)
                .put("seconds", seconds)
                .put("warmup", warmup)
                .put("connections", connections)
                .put("loops", loops)
                .put("rate", rate)
                .put("sockets", sockets)
                .put("jdk", Runtime.version().toString());
    }
}
