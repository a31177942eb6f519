package io.otklik.idempotency;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/** The pool as it is, but inside of a {@link RequestTransaction} everything joins that; Hibernate's sessions, too. */
@SuppressWarnings("deprecation") // PgPool is what Quarkus takes
final class JoiningPool implements PgPool {

    private final PgPool pool;

    JoiningPool(PgPool pool) {
        this.pool = pool;
    }

    private SqlClient client() {
        RequestTransaction current = RequestTransaction.current();
        return current == null ? pool : current.connection();
    }

    @Override
    public Future<SqlConnection> getConnection() {
        RequestTransaction current = RequestTransaction.current();
        return current == null ? pool.getConnection() : Future.succeededFuture(new JoinedConnection(current));
    }

    @Override
    public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
        var unused = getConnection().onComplete(handler);
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return client().query(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return client().preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return client().preparedQuery(sql, options);
    }

    @Override
    public PgPool connectHandler(Handler<SqlConnection> handler) {
        var unused = pool.connectHandler(handler);
        return this;
    }

    @Override
    public PgPool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
        var unused = pool.connectionProvider(provider);
        return this;
    }

    @Override
    public int size() {
        return pool.size();
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        pool.close(handler);
    }
}
