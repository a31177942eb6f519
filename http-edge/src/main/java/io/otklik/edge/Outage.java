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

/** Tells a store or service that is away, or cannot serve just now (503), from a fault of our own (500). */
public final class Outage {

    /** SQLSTATE classes: connection, transaction rollback (a deadlock, say), resources, operator intervention, system error. */
    private static final Set<String> SQL_STATE_CLASSES = Set.of("08", "40", "53", "57", "58");

    private static final Set<String> BARE_ONES =
            Set.of("No space left on device", "Connection reset by peer", "Broken pipe");

    private Outage() {}

    /** Whether the failure, or what caused it, is a store or service that cannot be reached. */
    public static boolean isIn(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (isOne(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOne(Throwable cause) {
        if (cause instanceof DatabaseException answer) {
            return isOutageState(answer.getSqlState());
        }
        if (cause instanceof SQLException answer) {
            return isOutageState(answer.getSQLState());
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

    private static boolean isOutageState(String sqlState) {
        return sqlState != null && sqlState.length() == 5 && SQL_STATE_CLASSES.contains(sqlState.substring(0, 2));
    }
}
