package io.otklik.outbox;

import static org.awaitility.Awaitility.await;

import io.otklik.events.Event;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of relays have in common: relays in place of the service's own, and what they publish. */
abstract class RelayTestBase {

    static final String TOPIC = "otklik.tickets";
    static final Duration LIMIT = Duration.ofSeconds(20);

    @Inject
    RelayLifecycle lifecycle;

    @Inject
    KafkaClients clients;

    @Inject
    TopicSetup topics;

    @Inject
    OutboxConfig config;

    @Inject
    Database database;

    private final List<Relay> relays = new ArrayList<>();

    @BeforeEach
    void stopTheServicesRelay() {
        lifecycle.stop(null);
    }

    @AfterEach
    void restartTheServicesRelay() {
        relays.forEach(Relay::stop);
        lifecycle.start(null);
    }

    /** @param own what a setting is here; null where it is as ever */
    OutboxConfig.Relay settings(Function<String, Object> own) {
        return (OutboxConfig.Relay) Proxy.newProxyInstance(
                OutboxConfig.Relay.class.getClassLoader(),
                new Class<?>[] {OutboxConfig.Relay.class},
                (proxy, setting, values) -> {
                    Object value = own.apply(setting.getName());
                    return value == null ? setting.invoke(config.relay()) : value;
                });
    }

    Relay newRelay() {
        return newRelay(false);
    }

    Relay newRelay(boolean fenced) {
        return new Relay(lifecycle.connector(), Publisher.of(clients, fenced), topics::await, config.relay());
    }

    void start(Relay relay) {
        relays.add(relay);
        relay.start();
    }

    static void awaitPublished(Event event) {
        await().atMost(LIMIT).until(() -> TopicLog.events(TOPIC, event.key()), List.of(event.eventId())::equals);
    }

    static List<Event> events(long ticketId, int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(Tickets.event(ticketId, "n" + i));
        }
        return events;
    }

    static List<UUID> ids(List<Event> events) {
        return events.stream().map(Event::eventId).toList();
    }
}
