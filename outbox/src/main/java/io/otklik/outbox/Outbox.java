package io.otklik.outbox;

import io.otklik.events.Event;
import io.otklik.events.EventJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Where a feature puts the events of a change, in the transaction of the change. After the commit the relay publishes them,
 * normally within two milliseconds, at least once, those of one key in the order of their commits.
 *
 * <p>That order is the caller's to make possible: <b>before appending it holds the row lock of the aggregate that the event's key
 * names</b> ({@code select … for update}), or has just inserted that aggregate.
 *
 * <p>One statement appends by itself, in the same words as here: ticket-service's filing (docs/adr/0013).
 */
@ApplicationScoped
public class Outbox {

    /** The longest payload in characters; what is longer might never be published, and then block all that follow. */
    private static final int MAX_PAYLOAD = 4 * 1024 * 1024;

    // The value is sent as text: the driver would write a String for a jsonb parameter as a JSON string.
    private static final String INSERT_NAMED = """
            insert into outbox (id, aggregatetype, aggregateid, type, payload)
            values (:id, :aggregatetype, :aggregateid, :type, cast(cast(:payload as text) as jsonb))""";

    private static final String INSERT = """
            insert into outbox (id, aggregatetype, aggregateid, type, payload)
            values ($1, $2, $3, $4, $5::text::jsonb)""";

    private final RelayLifecycle relay;

    Outbox(RelayLifecycle relay) {
        this.relay = relay;
    }

    /**
     * Appends in the Hibernate Reactive session and transaction of the caller, who holds the aggregate's row lock.
     * Fails with {@link IllegalArgumentException} when the event is larger than 4 Mi characters of JSON, with
     * {@link IllegalStateException} outside of a transaction.
     */
    public Uni<Void> append(Event event) {
        String payload;
        try {
            payload = payload(event);
        } catch (IllegalArgumentException tooLarge) {
            return Uni.createFrom().failure(tooLarge);
        }
        return Panache.getSession()
                .invoke(session -> {
                    if (session.currentTransaction() == null) {
                        throw new IllegalStateException(event.type() + " appended outside of a transaction");
                    }
                })
                .chain(session -> session.createNativeQuery(INSERT_NAMED)
                        .setParameter("id", event.eventId())
                        .setParameter("aggregatetype", aggregateType(event))
                        .setParameter("aggregateid", event.key())
                        .setParameter("type", event.type())
                        .setParameter("payload", payload)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Appends in the transaction that is open on {@code tx}, for writers that use no session. Who commits it, calls {@link
     * #wakeRelay()} afterwards. Fails as {@link #append(Event)} does.
     */
    public Uni<Void> append(SqlClient tx, Event event) {
        String payload;
        try {
            payload = payload(event);
        } catch (IllegalArgumentException tooLarge) {
            return Uni.createFrom().failure(tooLarge);
        }
        return tx.preparedQuery(INSERT)
                .execute(Tuple.of(event.eventId(), aggregateType(event), event.key(), event.type(), payload))
                .replaceWithVoid();
    }

    /**
     * Runs {@code work} in one transaction and wakes the relay after the commit. The outermost one counts: inside another
     * transaction the relay is woken too early and finds the events by its poll, 250 ms later at most.
     */
    public <T> Uni<T> transaction(Supplier<Uni<T>> work) {
        return Panache.withTransaction(work).invoke(this::wakeRelay);
    }

    /**
     * Tells the relay that events are committed, or has the {@link OuterTransaction} remember it. Returns at once and never fails: the
     * relay's poll finds what it misses.
     */
    public void wakeRelay() {
        OuterTransaction outer = OuterTransaction.current();
        if (outer == null) {
            relay.wake();
        } else {
            outer.holdEvents();
        }
    }

    /** What goes into {@code payload}, for a statement that appends by itself. Fails as {@link #append(Event)} does. */
    public static String payload(Event event) {
        String payload = EventJson.write(event);
        if (payload.length() > MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    event.type() + " " + event.eventId() + " has " + payload.length() + " characters");
        }
        return payload;
    }

    /** What goes into {@code aggregatetype}, likewise. */
    public static String aggregateType(Event event) {
        return event.topic().topicName().substring(OutboxRow.TOPIC_PREFIX.length());
    }
}
