package io.otklik.admin.readmodel;

import io.otklik.admin.history.History;
import io.otklik.admin.statistics.Projection;
import io.otklik.events.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What this service makes of otklik.tickets. One transaction at a time writes it, over all replicas. */
@ApplicationScoped
class ReadModels {

    private static final String TURN = "select pg_advisory_xact_lock(hashtext('read_models'))";

    private final History history;
    private final Projection statistics;

    ReadModels(History history, Projection statistics) {
        this.history = history;
        this.statistics = statistics;
    }

    /** Waits until no other transaction writes; until this one ends no other does. */
    Uni<Void> turn(SqlConnection tx) {
        return tx.query(TURN).execute().replaceWithVoid();
    }

    /** Takes the events in; one that came before changes nothing. */
    Uni<Void> write(SqlConnection tx, List<Event> events) {
        return turn(tx).chain(() -> history.write(tx, events)).chain(() -> statistics.write(tx, events));
    }

    /** Deletes everything. Others go on seeing what was, until the transaction ends. */
    Uni<Void> clear(SqlConnection tx) {
        return history.clear(tx).chain(() -> statistics.clear(tx));
    }

    /** Like {@link #write}, for all events there are, batch by batch, after {@link #clear}; {@link #finish} comes last. */
    Uni<Void> refill(SqlConnection tx, List<Event> events) {
        return history.write(tx, events).chain(() -> statistics.refill(tx, events));
    }

    Uni<Void> finish(SqlConnection tx) {
        return history.finish(tx).chain(() -> statistics.tally(tx));
    }
}
