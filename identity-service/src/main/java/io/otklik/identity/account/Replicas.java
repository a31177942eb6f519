package io.otklik.identity.account;

import io.otklik.edge.Neighbour;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The copies of people that the other services decide by, told of a change before it is answered: whoever is demoted may not
 * act as an agent once more. Where several replicas of a service share an address one hears it this way, the others by
 * otklik.people, milliseconds later; and so does a service that is away (docs/adr/0009).
 */
@ApplicationScoped
class Replicas {

    private static final Logger LOG = Logger.getLogger(Replicas.class);

    private final WebClient client;
    private final ReplicasConfig config;

    Replicas(Vertx vertx, ReplicasConfig config) {
        this.client = Neighbour.client(vertx, config.patience());
        this.config = config;
    }

    /** Tells all at once of the person, if he has changed; after the commit. Never fails, and takes no longer than the patience. */
    Uni<Void> tell(Person person) {
        if (!person.isChanged()) {
            return Uni.createFrom().voidItem();
        }
        List<Uni<Void>> calls =
                config.urls().stream().map(url -> tell(url, person.state())).toList();
        return Uni.join().all(calls).andFailFast().replaceWithVoid();
    }

    private Uni<Void> tell(String url, PersonState person) {
        return client.postAbs(url + "/internal/people")
                .putHeader("X-Otklik-Internal", config.internalToken())
                .putHeader("Content-Type", "application/json")
                .timeout(config.patience().toMillis()) // of each step, and gives the connection back
                .sendBuffer(Buffer.buffer(EventJson.writePerson(person)))
                .invoke(Replicas::requireTaken)
                .replaceWithVoid()
                .ifNoItem()
                .after(config.patience())
                .fail()
                .onFailure()
                .invoke(away ->
                        LOG.debugf("%s hears of person %d by the topic: %s", url, person.id(), away.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private static void requireTaken(HttpResponse<?> response) {
        if (response.statusCode() != 204) {
            throw new VertxException("answered " + response.statusCode(), true);
        }
    }
}
