package io.otklik.idempotency;

import io.otklik.outbox.OuterTransaction;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The one transaction in which a request with a key does everything: while it is open, the pool hands out its connection to
 * whatever runs in the request's context, and a transaction that a feature begins is a savepoint in it.
 */
public final class RequestTransaction {

    private static final Object PLACE = RequestTransaction.class;

    private final SqlConnection connection;
    private final Context context;
    private final OuterTransaction outer;
    private final List<Supplier<Uni<Void>>> afterwards = new ArrayList<>(1);
    private int savepoints;
    private boolean ended;

    private RequestTransaction(SqlConnection connection, Context context) {
        this.connection = connection;
        this.context = context;
        this.outer = OuterTransaction.open();
    }

    /** Of the transaction that is open on the connection; from then on all of the current request joins it, until {@link #end}. */
    static RequestTransaction open(SqlConnection connection) {
        Context context = Vertx.currentContext();
        if (!VertxContext.isDuplicatedContext(context)) {
            throw new IllegalStateException("No request's context");
        }
        RequestTransaction opened = new RequestTransaction(connection, context);
        context.putLocal(PLACE, opened);
        return opened;
    }

    /** Null unless the code runs for a request with a key. */
    static RequestTransaction current() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context) ? context.getLocal(PLACE) : null;
    }

    /**
     * Does what others see, and what therefore must not be done for a change that may yet be called off: at once, or after the
     * commit of the request's transaction where there is one.
     */
    public static Uni<Void> afterCommit(Supplier<Uni<Void>> step) {
        RequestTransaction current = current();
        if (current == null) {
            return step.get();
        }
        current.afterwards.add(step);
        return Uni.createFrom().voidItem();
    }

    /** What joins from now on has connections of its own. */
    void end() {
        ended = true;
        context.removeLocal(PLACE);
        outer.end();
    }

    /** Whether the relay has to be told. */
    boolean holdsEvents() {
        return outer.holdsEvents();
    }

    Uni<Void> committed() {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Supplier<Uni<Void>> step : afterwards) {
            done = done.chain(step::get);
        }
        return done;
    }

    SqlConnection connection() {
        return connection;
    }

    /** Its name. */
    Future<String> savepoint() {
        savepoints++;
        String name = "joined_" + savepoints;
        return connection.query("savepoint " + name).execute().map(name);
    }

    /** Nothing once the transaction ended: its connection may serve another request by then. */
    Future<Void> rollbackTo(String savepoint) {
        return ended
                ? Future.succeededFuture()
                : connection
                        .query("rollback to savepoint " + savepoint)
                        .execute()
                        .mapEmpty();
    }
}
