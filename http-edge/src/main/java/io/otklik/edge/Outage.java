package io.otklik.edge;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Tells a store or service that is away, or cannot serve just now (503), from a fault of our own (500). */
public final class Outage {

    /** SQLSTATE class: transaction rollback, by a deadlock, say. */
    private static final String ROLLBACK = "40";

    /** SQLSTATE classes: connection, transaction rollback, resources, operator intervention, system error. */
    private static final Set<String> SQL_STATE_CLASSES = Set.of("08", ROLLBACK, "53", "57", "58");

    private static final Set<String> BARE_ONES =
            Set.of("No space left on device", "Connection reset by peer", "Broken pipe");

    private Outage() {}

    /**
     * Whether the failure, or what caused it, is a store or service that cannot be reached or has no room, or a database that rolled a
     * transaction back for the sake of others: what may succeed when it is tried again.
     */
    public static boolean isIn(Throwable failure) {
        return isAny(failure, Outage::isOne);
    }

    /** Of those of {@link #isIn}: nobody is away, transactions of ours stand in each other's way. */
    static boolean isRollbackIn(Throwable failure) {
        return isAny(failure, cause -> ROLLBACK.equals(sqlStateClass(cause)));
    }

    private static boolean isAny(Throwable failure, Predicate<Throwable> sought) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (sought.test(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOne(Throwable cause) {
        if (cause instanceof DatabaseException || cause instanceof SQLException) {
            return SQL_STATE_CLASSES.contains(sqlStateClass(cause));
        }
        return cause instanceof SocketException
                || cause instanceof UnknownHostException
                || cause instanceof ClosedChannelException
                || cause instanceof FileSystemException
                || isBareOne(cause)
                || cause instanceof TimeoutException
                || cause instanceof VertxException
                || isClosingConnection(cause);
    }

    /** A statement on a connection that the database has just cut off: of no class of its own either. */
    private static boolean isClosingConnection(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof NoStackTraceThrowable
                && (message.startsWith("Connection is not active now")
                        || message.endsWith("connection has been closed."));
    }

    /** A write to a full disk or to a connection that is gone is a bare IOException; only its message tells. */
    private static boolean isBareOne(Throwable cause) {
        return cause instanceof IOException && BARE_ONES.contains(String.valueOf(cause.getMessage()));
    }

    /** Empty when there is none. */
    private static String sqlStateClass(Throwable cause) {
        String state = null;
        if (cause instanceof DatabaseException answer) {
            state = answer.getSqlState();
        } else if (cause instanceof SQLException answer) {
            state = answer.getSQLState();
        }
        return state != null && state.length() == 5 ? state.substring(0, 2) : "";
    }
}
