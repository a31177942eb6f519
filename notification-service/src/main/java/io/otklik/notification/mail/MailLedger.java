package io.otklik.notification.mail;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The table mail. All its times are the database's, so that replicas agree on leases. */
@ApplicationScoped
class MailLedger {

    private static final int MAX_REASON = 500;

    private static final String INSERT = """
            insert into mail
                (event_id, person_id, recipient, kind, ticket_id, params, message_id, thread_id, expires_at)
            select event_id, person_id, recipient, kind, ticket_id, params::jsonb, message_id, thread_id, expires_at
            from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[],
                        $8::text[], $9::timestamptz[]) with ordinality
                as letter (event_id, person_id, recipient, kind, ticket_id, params, message_id, thread_id, expires_at,
                           n)
            order by n
            on conflict do nothing
            """;

    /** Only of kinds that are known here: a newer replica may queue others. */
    private static final String CLAIM = """
            with due as materialized (
                select id from mail where state in ('queued', 'sending') and due_at <= now() and kind = any($3)
                order by due_at limit $1 for update skip locked
            )
            update mail set state = 'sending', attempts = attempts + 1, updated_at = now(),
                            due_at = now() + $2 * interval '1 millisecond',
                            reason = case mail.state when 'sending' then $4 else reason end
            from due where mail.id = due.id
            returning mail.id, recipient, kind, ticket_id, params, message_id, thread_id, doubts, attempts,
                      coalesce(expires_at <= now(), false) as expired
            """;

    /** What expires is a secret: the ledger forgets it when nobody will send it any more. */
    private static final String FORGET = "params = case when expires_at is null then params else '{}' end";

    /** Whatever became of the lease meanwhile: the server has it. The reason stays that of the attempt before. */
    private static final String SENT =
            "update mail set state = 'sent', updated_at = now(), " + FORGET + " where id = $1 and state <> 'sent'";

    private static final String RETRY = """
            update mail set state = 'queued', due_at = now() + $3 * interval '1 millisecond', reason = $4,
                            doubts = $5, updated_at = now()
            where id = $1 and attempts = $2 and state = 'sending'
            """;

    private static final String FAILED = "update mail set state = 'failed', reason = $3, updated_at = now(), " + FORGET
            + " where id = $1 and attempts = $2 and state = 'sending'";

    private static final String HURRY =
            "update mail set due_at = now() where state = 'queued' and due_at > now() and reason like $1";

    /** Why a mail is sent once more of which nobody noted what became of it. */
    private static final String LEASE_RAN_OUT = "the lease ran out, the server may have it";

    private static final String[] KINDS =
            Stream.of(Kind.values()).map(Kind::name).toArray(String[]::new);

    private final Pool pool;

    MailLedger(Pool pool) {
        this.pool = pool;
    }

    /** Queues the letters, once; by the connection of an open transaction it is part of it. */
    Uni<Void> queue(SqlClient client, List<Letter> letters) {
        Tuple columns = Tuple.tuple()
                .addValue(column(letters, Letter::causeId, UUID[]::new))
                .addValue(column(letters, Letter::personId, Long[]::new))
                .addValue(column(letters, Letter::email, String[]::new))
                .addValue(column(letters, letter -> letter.kind().name(), String[]::new))
                .addValue(column(letters, Letter::ticketId, Long[]::new))
                .addValue(column(letters, letter -> letter.params().encode(), String[]::new))
                .addValue(column(letters, Letter::messageId, String[]::new))
                .addValue(column(letters, Letter::threadId, String[]::new))
                .addValue(column(letters, MailLedger::expiry, OffsetDateTime[]::new));
        return client.preparedQuery(INSERT).execute(columns).replaceWithVoid();
    }

    private static OffsetDateTime expiry(Letter letter) {
        return letter.expiresAt() == null ? null : letter.expiresAt().atOffset(ZoneOffset.UTC);
    }

    /** Queues the letter, once. */
    Uni<Void> queue(Letter letter) {
        return queue(pool, List.of(letter));
    }

    private static <T> T[] column(List<Letter> letters, Function<Letter, T> value, IntFunction<T[]> array) {
        return letters.stream().map(value).toArray(array);
    }

    /** Takes at most {@code limit} mails that are due; nobody else sends them before the lease ends. */
    Uni<List<ClaimedMail>> claim(int limit, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(limit, lease.toMillis(), KINDS, LEASE_RAN_OUT))
                .map(rows -> {
                    List<ClaimedMail> claimed = new ArrayList<>(rows.size());
                    rows.forEach(row -> claimed.add(ClaimedMail.of(row)));
                    return claimed;
                });
    }

    Uni<Void> sent(ClaimedMail mail) {
        return pool.preparedQuery(SENT).execute(Tuple.of(mail.id())).replaceWithVoid();
    }

    Uni<Void> retry(ClaimedMail mail, Duration pause, String reason) {
        return retry(mail, pause, reason, mail.doubts());
    }

    /** As {@link #retry(ClaimedMail, Duration, String)}, of a mail that a server may have taken. */
    Uni<Void> doubt(ClaimedMail mail, Duration pause, String reason) {
        return retry(mail, pause, reason, mail.doubts() + 1);
    }

    private Uni<Void> retry(ClaimedMail mail, Duration pause, String reason, int doubts) {
        return pool.preparedQuery(RETRY)
                .execute(Tuple.of(mail.id(), mail.attempts(), pause.toMillis(), brief(reason), doubts))
                .replaceWithVoid();
    }

    Uni<Void> failed(ClaimedMail mail, String reason) {
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(mail.id(), mail.attempts(), brief(reason)))
                .replaceWithVoid();
    }

    /** Makes due what waits for a reason that begins so; how many. */
    Uni<Integer> hurry(String reason) {
        return pool.preparedQuery(HURRY).execute(Tuple.of(reason + "%")).map(RowSet::rowCount);
    }

    /** PostgreSQL takes no NUL. */
    private static String brief(String reason) {
        String clean = reason.replace('\0', ' ');
        return clean.length() <= MAX_REASON ? clean : clean.substring(0, MAX_REASON);
    }
}
