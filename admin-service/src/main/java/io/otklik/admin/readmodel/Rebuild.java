package io.otklik.admin.readmodel;

import io.otklik.admin.communication.Communications;
import io.otklik.events.Event;
import io.otklik.outbox.Transactions;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final Map<String, Object> broker;

    /**
     * @param broker {@code kafka.*}: addresses, TLS, SASL
     */
    Rebuild(
            ReadModels readModels,
            Communications communications,
            Pool pool,
            @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.readModels = readModels;
        this.communications = communications;
        this.pool = pool;
        this.broker = broker;
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
    private static Uni<Set<TicketLog.Place>> putAside(SqlConnection tx) {
        return tx.query(PUT_ASIDE).execute().map(Rebuild::places);
    }

    private static Set<TicketLog.Place> places(RowSet<Row> rows) {
        Set<TicketLog.Place> places = new HashSet<>();
        rows.forEach(row -> places.add(new TicketLog.Place(row.getInteger("partition"), row.getLong("offset"))));
        return places;
    }

    private Uni<Long> replay(SqlConnection tx, Set<TicketLog.Place> skipped) {
        return Uni.createFrom()
                .item(() -> new TicketLog(broker, skipped))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(log -> replay(tx, log).eventually(log::close));
    }

    private Uni<Long> replay(SqlConnection tx, TicketLog log) {
        return Multi.createBy()
                .repeating()
                .uni(() -> next(log))
                .until(List::isEmpty)
                .onItem()
                .transformToUniAndConcatenate(events -> readModels
                        .refill(tx, events)
                        .chain(() -> communications.forget(tx, events))
                        .replaceWith((long) events.size()))
                .collect()
                .in(() -> new long[1], (sum, events) -> sum[0] += events)
                .map(sum -> sum[0]);
    }

    private static Uni<List<Event>> next(TicketLog log) {
        return Uni.createFrom().item(log::next).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
