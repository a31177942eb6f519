package io.otklik.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.util.function.Function;

/** Transactions as {@link Pool#withTransaction} makes them, but BEGIN travels with the first statement: a round trip less. */
public final class Transactions {

    private Transactions() {}

    /** Commits what {@code work} did when its Uni completes, rolls back when it fails or is cancelled. */
    public static <T> Uni<T> in(Pool pool, Function<SqlConnection, Uni<T>> work) {
        return pool.withConnection(connection -> {
            Uni<Transaction> begun = connection.begin().memoize().indefinitely();
            begun.subscribe()
                    .with(transaction -> {}, failure -> {}); // sends it; a failure is reported by those who wait below
            return Uni.createFrom()
                    .deferred(() -> work.apply(connection))
                    .onFailure()
                    .call(() -> rollback(begun))
                    .onCancellation()
                    .call(() -> rollback(begun))
                    .call(() -> begun.chain(Transaction::commit));
        });
    }

    /** Never fails: what made it necessary is the failure to tell of. */
    private static Uni<Void> rollback(Uni<Transaction> begun) {
        return begun.chain(Transaction::rollback).onFailure().recoverWithNull();
    }
}
