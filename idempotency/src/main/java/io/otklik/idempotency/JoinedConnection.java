package io.otklik.idempotency;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.spi.DatabaseMetadata;

/** A connection as a feature gets it from the pool, which in truth is the request's: its transaction is a savepoint, closing it does nothing. */
final class JoinedConnection implements SqlConnection {

    private final RequestTransaction request;
    private final SqlConnection connection;
    private Transaction transaction;

    JoinedConnection(RequestTransaction request) {
        this.request = request;
        this.connection = request.connection();
    }

    @Override
    public Future<Transaction> begin() {
        Future<String> savepoint = request.savepoint();
        Transaction begun = new Joined(savepoint);
        transaction = begun;
        return savepoint.map(begun);
    }

    @Override
    public void begin(Handler<AsyncResult<Transaction>> handler) {
        var unused = begin().onComplete(handler);
    }

    @Override
    public Transaction transaction() {
        return transaction;
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        var unused = close().onComplete(handler);
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return connection.query(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return connection.preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return connection.preparedQuery(sql, options);
    }

    @Override
    public Future<PreparedStatement> prepare(String sql) {
        return connection.prepare(sql);
    }

    @Override
    public SqlConnection prepare(String sql, Handler<AsyncResult<PreparedStatement>> handler) {
        var unused = prepare(sql).onComplete(handler);
        return this;
    }

    @Override
    public Future<PreparedStatement> prepare(String sql, PrepareOptions options) {
        return connection.prepare(sql, options);
    }

    @Override
    public SqlConnection prepare(String sql, PrepareOptions options, Handler<AsyncResult<PreparedStatement>> handler) {
        var unused = prepare(sql, options).onComplete(handler);
        return this;
    }

    @Override
    public SqlConnection exceptionHandler(Handler<Throwable> handler) {
        var unused = connection.exceptionHandler(handler);
        return this;
    }

    @Override
    public SqlConnection closeHandler(Handler<Void> handler) {
        var unused = connection.closeHandler(handler);
        return this;
    }

    @Override
    public boolean isSSL() {
        return connection.isSSL();
    }

    @Override
    public DatabaseMetadata databaseMetadata() {
        return connection.databaseMetadata();
    }

    /** What it commits is committed with the request. */
    private final class Joined implements Transaction {

        private final Future<String> savepoint;
        private final Promise<Void> completion = Promise.promise();

        Joined(Future<String> savepoint) {
            this.savepoint = savepoint;
        }

        @Override
        public Future<Void> commit() {
            return ended(Future.succeededFuture());
        }

        @Override
        public void commit(Handler<AsyncResult<Void>> handler) {
            var unused = commit().onComplete(handler);
        }

        @Override
        public Future<Void> rollback() {
            return ended(savepoint.compose(request::rollbackTo));
        }

        @Override
        public void rollback(Handler<AsyncResult<Void>> handler) {
            var unused = rollback().onComplete(handler);
        }

        private Future<Void> ended(Future<Void> result) {
            transaction = null;
            return result.onComplete(completion);
        }

        @Override
        public Future<Void> completion() {
            return completion.future();
        }

        @Override
        public void completion(Handler<AsyncResult<Void>> handler) {
            var unused = completion().onComplete(handler);
        }
    }
}
