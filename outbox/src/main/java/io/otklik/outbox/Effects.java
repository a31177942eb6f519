package io.otklik.outbox;

import io.otklik.events.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** What a service writes because of events. */
@FunctionalInterface
public interface Effects {

    /**
     * Writes the effects of some events by the connection of an open transaction, and does nothing else: it is repeated when the
     * database fails, and then record by record when an event cannot be applied. The same event may come again at any time, so its
     * effects have a natural key.
     *
     * @param tx commits when the Uni completes and rolls back when it fails
     * @param events at least one; of each partition in its order
     */
    Uni<Void> write(SqlConnection tx, List<Event> events);
}
