package io.otklik.admin.readmodel;

import io.otklik.admin.communication.Communications;
import io.otklik.events.Event;
import io.otklik.events.Topic;
import io.otklik.outbox.EventLogs;
import io.otklik.outbox.LoggedEvent;
import io.otklik.outbox.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Makes the read models anew from the whole of otklik.tickets (docs/adr/0007), and once more lets the communications about
 * deleted tickets go.
 */
@ApplicationScoped
public class Rebuild {

    private static final Logger LOG = Logger.getLogger(Rebuild.class);

    private static final String PUT_ASIDE =
            "select partition, \"offset\" from dead_letter where topic = 'otklik.tickets'";

    private final ReadModels readModels;
    private final Communications communications;
    private final Pool pool;
    private final EventLogs logs;

    /** Where a record lies. */
    private record Place(int partition, long offset) {}

    Rebuild(ReadModels readModels, Communications communications, Pool pool, EventLogs logs) {
        this.readModels = readModels;
        this.communications = communications;
        this.pool = pool;
        this.logs = logs;
    }

    /**
     * Reads everything from zero, in one transaction: until it commits, readers see what was; when it fails, nothing has
     * happened. Batches that arrive meanwhile wait. Emits how many events it read.
     */
    public Uni<Long> run() {
        return Transactions.in(pool, this::rebuild).invoke(events -> LOG.infof("Rebuilt from %d events", events));
    }

    private Uni<Long> rebuild(SqlConnection tx) {
        return readModels
                .turn(tx)
                .chain(() -> readModels.clear(tx))
                .chain(() -> putAside(tx))
                .chain(skipped -> replay(tx, skipped))
                .call(() -> readModels.finish(tx));
    }

    /** What the consumer could not apply is left out here too. */
    private static Uni<Set<Place>> putAside(SqlConnection tx) {
        return tx.query(PUT_ASIDE).execute().map(Rebuild::places);
    }

    private static Set<Place> places(RowSet<Row> rows) {
        Set<Place> places = new HashSet<>();
        rows.forEach(row -> places.add(new Place(row.getInteger("partition"), row.getLong("offset"))));
        return places;
    }

    private Uni<Long> replay(SqlConnection tx, Set<Place> skipped) {
        return logs.read(Topic.TICKETS, logged -> refill(tx, wanted(logged, skipped)));
    }

    private static List<Event> wanted(List<LoggedEvent> logged, Set<Place> skipped) {
        return logged.stream()
                .filter(event -> !skipped.contains(new Place(event.partition(), event.offset())))
                .map(LoggedEvent::event)
                .toList();
    }

    private Uni<Void> refill(SqlConnection tx, List<Event> events) {
        return readModels.refill(tx, events).chain(() -> communications.forget(tx, events));
    }
}
