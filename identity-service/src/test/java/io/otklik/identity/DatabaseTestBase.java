package io.otklik.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;

/** Looks into the database, and changes it past the service. */
public abstract class DatabaseTestBase {

    @Inject
    protected Pool pool;

    /** @param what a table, and which of its rows */
    protected long count(String what) {
        return pool.query("select count(*) from " + what)
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    protected void run(String sql) {
        assertEquals(0, pool.query(sql).executeAndAwait().size());
    }
}
