package io.otklik.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The table idempotency: V0.3__idempotency.sql. */
@ApplicationScoped
class AnswerRows {

    /**
     * Takes the key for this transaction: no row when it is taken. A twin's open transaction is waited for, 2 s at most, which is
     * for this statement only. What is older than a day is as good as swept.
     */
    private static final String CLAIM = """
            insert into idempotency (person, route, key, fingerprint, created_at)
            select $1, $2, $3, $4, now() from (select set_config('lock_timeout', '2s', true)) patience (time)
            where patience.time = '2s'
            on conflict (person, route, key) do update
                set fingerprint = excluded.fingerprint, created_at = now(),
                    status = null, content_type = null, headers = null, body = null
                where idempotency.created_at < now() - interval '1 day'
            returning set_config('lock_timeout', '0', true)""";

    private static final String FIND = """
            select fingerprint, status, content_type, headers, body from idempotency
            where person = $1 and route = $2 and key = $3""";

    private static final String KEEP = """
            update idempotency set status = $4, content_type = $5, headers = $6, body = $7
            where person = $1 and route = $2 and key = $3""";

    private static final String SWEEP = "delete from idempotency where created_at < now() - interval '1 day'";

    private final Pool pool;

    AnswerRows(Pool pool) {
        this.pool = pool;
    }

    /** Whether the key is this transaction's now. Fails with SQLSTATE 55P03 when another has it for longer than 2 s. */
    Uni<Boolean> claim(SqlConnection tx, KeyedRequest request) {
        return tx.preparedQuery(CLAIM)
                .execute(place(request).addValue(Buffer.buffer(request.fingerprint())))
                .map(claimed -> claimed.size() > 0);
    }

    /** Empty when the row was swept away just now. */
    Uni<Optional<Kept>> find(SqlConnection tx, KeyedRequest request) {
        return tx.preparedQuery(FIND).execute(place(request)).map(AnswerRows::kept);
    }

    private static Optional<Kept> kept(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(Kept.of(rows.iterator().next()));
    }

    Uni<Void> keep(SqlConnection tx, KeyedRequest request, Answer answer) {
        Tuple values = place(request)
                .addInteger(answer.status())
                .addString(answer.contentType())
                .addJsonObject(answer.headers())
                .addValue(answer.body());
        return tx.preparedQuery(KEEP).execute(values).replaceWithVoid();
    }

    /** How many were older than a day. */
    Uni<Integer> sweep() {
        return pool.query(SWEEP).execute().map(RowSet::rowCount);
    }

    private static Tuple place(KeyedRequest request) {
        return Tuple.of(request.person(), request.route(), request.key());
    }

    record Kept(byte[] fingerprint, Answer answer) {

        static Kept of(Row row) {
            return new Kept(row.getBuffer("fingerprint").getBytes(), Answer.of(row));
        }
    }
}
