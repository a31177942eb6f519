package io.otklik.outbox;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.TransactionRollbackException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Whether a failure may be the record's fault. All that PostgreSQL reports is not, but for classes of SQLSTATE that speak of values; so a
 * missing table or a lost privilege stops a consumer, loudly, and dead-letters nothing.
 */
final class Blame {

    private static final Set<String> CLASSES_OF_DATA = Set.of(
            "21", // cardinality violation
            "22", // data exception
            "23", // integrity constraint violation
            "44", // with check option violation
            "54", // program limit exceeded: a value too large for an index
            "P0"); // raised by PL/pgSQL

    private Blame() {}

    /** False when the surroundings failed: connection, pool, server, schema. */
    static boolean mayBeTheRecords(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refusal) {
                String state = refusal.getSqlState();
                return state != null && state.length() == 5 && CLASSES_OF_DATA.contains(state.substring(0, 2));
            }
            if (cause instanceof TransactionRollbackException) {
                return true; // a statement failed and the writer passed over it
            }
            // NoStackTraceThrowable: how Vert.x says that a pool or a connection gave up.
            if (cause instanceof IOException
                    || cause instanceof VertxException
                    || cause instanceof NoStackTraceThrowable
                    || cause instanceof TimeoutException
                    || cause instanceof io.smallrye.mutiny.TimeoutException
                    || cause instanceof RejectedExecutionException) {
                return false;
            }
        }
        return true;
    }
}
