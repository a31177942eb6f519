package io.otklik.idempotency;

import io.quarkus.arc.Unremovable;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Puts {@link JoiningPool} before the pool that Quarkus would make. */
@Singleton
@Unremovable
class JoiningPools implements PgPoolCreator {

    @Override
    @SuppressWarnings("deprecation") // PgPool is what Quarkus takes
    public Pool create(Input input) {
        return new JoiningPool(PgPool.pool(input.vertx(), input.pgConnectOptionsList(), input.poolOptions()));
    }
}
