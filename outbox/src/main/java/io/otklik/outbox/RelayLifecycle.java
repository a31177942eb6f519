package io.otklik.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs the relay as long as the service runs. */
@ApplicationScoped
class RelayLifecycle {

    private final OutboxConfig config;
    private final KafkaClients clients;
    private final TopicSetup topics;
    private final Optional<String> url;
    private final Optional<String> user;
    private final Optional<String> password;
    private final Signal signal;
    private volatile Relay relay;

    RelayLifecycle(
            OutboxConfig config,
            KafkaClients clients,
            TopicSetup topics,
            Pool pool,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") Optional<String> url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.config = config;
        this.clients = clients;
        this.topics = topics;
        this.url = url;
        this.user = user;
        this.password = password;
        this.signal = new Signal(pool, vertx, "otklik_outbox");
    }

    void start(@Observes StartupEvent event) {
        if (config.relay().enabled()) {
            relay = newRelay();
            relay.start();
            signal.listen(relay::wake);
        }
    }

    /** Wakes the active relay, be it here or in another replica. Returns at once and never fails: the relay polls, too. */
    void wake() {
        Relay here = relay;
        if (here != null && here.isActive()) {
            here.wake();
        } else {
            signal.send();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        signal.stop();
        if (relay != null) {
            relay.stop();
        }
    }

    private Relay newRelay() {
        Publisher publisher = Publisher.of(clients, config.relay().fenced());
        return new Relay(connector(), publisher, topics::await, config.relay());
    }

    Relay.Connector connector() {
        String address = config.relay()
                .jdbcUrl()
                .or(() -> url)
                .orElseThrow(() -> new IllegalStateException(
                        "The relay needs quarkus.datasource.jdbc.url or otklik.outbox.relay.jdbc-url"));
        return () -> new RelayConnection(address, user.orElse(null), password.orElse(null));
    }
}
