package io.otklik.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * The relay's own connection, outside of any pool: while it lives it holds the lock that makes its relay the active one. One
 * thread's.
 */
final class RelayConnection implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RelayConnection.class);

    static final String APPLICATION_NAME = "otklik-relay";

    /** The advisory lock of the active relay: "outbox" in ASCII. */
    private static final long LOCK = 0x6f7574626f78L;

    /** A batch ends with the row that brings it over this size, so that a backlog of large events does not fill the heap. */
    private static final int BATCH_BYTES = 4 * 1024 * 1024;

    private static final String HEAD = """
            select seq, id, aggregatetype, aggregateid, type, payload, at
            from (
                select *, sum(octet_length(payload)) over (order by seq) - octet_length(payload) as bytes_before
                from (
                    select seq, id, aggregatetype, aggregateid, type, payload::text as payload, payload ->> 'at' as at
                    from outbox order by seq limit ?
                ) as head
            ) as sized
            where bytes_before < %d
            order by seq""".formatted(BATCH_BYTES);

    private static final String DELETE = "delete from outbox where seq = any (?)";

    /** Deleted rows, and their places in the index, that may lie at the low end before they are cleared away. */
    private static final int LITTER = 2_000;

    /** While an old snapshot keeps the rows, clearing is long and in vain: it is given up then, and comes after so many times its duration. */
    private static final int CLEARING_SECONDS = 1;

    private static final int CLEARING_PAUSE = 20;

    /** It waits for no lock, neither for the table nor for cutting the file short. */
    private static final String CLEAR = "vacuum (skip_locked, truncate false, index_cleanup on) outbox";

    private final Connection connection;
    private final PreparedStatement head;
    private final PreparedStatement delete;
    private int litter;
    private long clearingDue = System.nanoTime();

    /** Connects. Fails with {@link SQLException} when the database is away. */
    RelayConnection(String url, String user, String password) throws SQLException {
        connection = open(url, user, password);
        try {
            prepareSession();
            head = connection.prepareStatement(HEAD);
            delete = connection.prepareStatement(DELETE);
        } catch (SQLException failure) {
            close();
            throw failure;
        }
    }

    private static Connection open(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, user);
        PGProperty.PASSWORD.set(properties, password);
        PGProperty.APPLICATION_NAME.set(properties, APPLICATION_NAME);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.CONNECT_TIMEOUT.set(properties, 5);
        PGProperty.LOGIN_TIMEOUT.set(properties, 10);
        PGProperty.SOCKET_TIMEOUT.set(properties, 15);
        PGProperty.PREPARE_THRESHOLD.set(properties, 1);
        Connection opened = new Driver().connect(url, properties);
        if (opened == null) {
            throw new SQLException("Not a PostgreSQL URL: " + url);
        }
        return opened;
    }

    private void prepareSession() throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            // Losing a delete in a crash of the server only repeats a publish, which consumers absorb. Not waiting for
            // the disk
            // lets the next batch go sooner.
            statement.execute("set synchronous_commit = off");
            // The table is empty when it is analysed, and may have thousands of pages when it is read.
            statement.execute("set enable_seqscan = off");
            // A relay whose machine is gone must not keep the lock for the two hours of the kernel's default.
            statement.execute("set tcp_keepalives_idle = 5");
            statement.execute("set tcp_keepalives_interval = 2");
            statement.execute("set tcp_keepalives_count = 3");
        }
    }

    /** Becomes the active relay of this database, or returns false when another one is. */
    boolean tryLock() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            result.next();
            return result.getBoolean(1);
        }
    }

    /** The rows with the lowest seq, in its order; at most {@code limit}, fewer when they are large. */
    List<OutboxRow> head(int limit) throws SQLException {
        head.setInt(1, limit);
        List<OutboxRow> rows = new ArrayList<>();
        try (ResultSet result = head.executeQuery()) {
            while (result.next()) {
                rows.add(new OutboxRow(
                        result.getLong(1),
                        result.getObject(2, UUID.class),
                        result.getString(3),
                        result.getString(4),
                        result.getString(5),
                        result.getString(6),
                        result.getString(7)));
            }
        }
        return rows;
    }

    void delete(List<OutboxRow> rows) throws SQLException {
        Array seqs = connection.createArrayOf(
                "bigint", rows.stream().map(OutboxRow::seq).toArray(Long[]::new));
        try {
            delete.setArray(1, seqs);
            delete.executeUpdate();
        } finally {
            seqs.free();
        }
        litter += rows.size();
        if (litter >= LITTER && System.nanoTime() - clearingDue >= 0) {
            clear();
        }
    }

    /**
     * Each look starts at the low end, where the dead rows are; autovacuum comes once a minute, by when there are ten thousands, and a
     * look took 0.6 ms.
     */
    private void clear() {
        long began = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(CLEARING_SECONDS);
            statement.execute(CLEAR);
        } catch (SQLException failure) {
            LOG.debugf("Relay: not cleared: %s", failure.getMessage()); // a dead connection shows at the next look
        }
        litter = 0;
        long now = System.nanoTime();
        clearingDue = now + CLEARING_PAUSE * (now - began);
    }

    /** Whether the server still answers, and so the lock is still ours. */
    boolean isAlive() throws SQLException {
        return connection.isValid(2);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
