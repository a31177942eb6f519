package io.otklik.acceptance;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** What PostgreSQL is asked, by whatever service, while this is open. */
final class StatementLog implements AutoCloseable {

    private static final Pattern STATEMENT = Pattern.compile("LOG:  (execute|statement)");
    private static final int TRIES = 5;

    private final Path log = Suite.running().data().resolve("logs/postgres.log");

    StatementLog() {
        say("alter system set log_statement = 'all'");
    }

    /**
     * How many statements the work takes. What the services ask by themselves from time to time only ever adds some, so the
     * smallest of some tries counts.
     */
    long count(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long start = log.toFile().length();
            work.run();
            least = Math.min(least, STATEMENT.matcher(from(start)).results().count());
        }
        return least;
    }

    private String from(long start) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] added = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(added);
            return new String(added, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        say("alter system reset log_statement");
    }

    private static void say(String words) {
        try (Connection connection = Database.open("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(words);
            statement.execute("select pg_reload_conf()");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
