package io.otklik.identity.passwordreset;

import io.otklik.edge.Language;
import io.otklik.identity.account.PersonReads;
import io.otklik.outbox.TimeOrderedId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The tables password_reset_wish and password_reset. */
@ApplicationScoped
class ResetRows {

    /** Mails that a worker takes at once. */
    static final int BATCH = 20;

    private static final String WISH =
            "insert into password_reset_wish (id, email, language, asked_at) values ($1, $2, $3, $4)";

    private static final String TAKE_WISH = """
            delete from password_reset_wish where id = (
                select id from password_reset_wish order by id limit 1 for update skip locked)
            returning email, language, asked_at""";

    /**
     * Under the person's lock, so that two at once cannot both be the last that is allowed. Links that were used or that a
     * newer password has ended make room for others, up to $9 in all: nobody's mailbox is flooded.
     */
    private static final String GRANT = """
            insert into password_reset
                (id, person_id, token_version, language, created_at, expires_at, next_attempt_at)
            select $1::uuid, $2::bigint, $3::int, $4::text, $5::timestamptz, $6::timestamptz, $5::timestamptz
            from (
                select count(*) as mails, count(*) filter (where used_at is null and token_version = $3::int) as live
                from password_reset where person_id = $2::bigint and created_at > $7::timestamptz
            ) sent
            where live < $8::int and mails < $9::int""";

    private static final String WORKS =
            " r.used_at is null and r.expires_at > $1 and not p.blocked and p.token_version = r.token_version";

    private static final String CLAIM = """
            update password_reset r set attempts = r.attempts + 1, next_attempt_at = $2
            from person p
            where p.id = r.person_id and r.id in (
                select r.id from password_reset r join person p on p.id = r.person_id
                where r.mailed_at is null and r.next_attempt_at <= $1 and %s
                order by r.next_attempt_at limit %d for update of r skip locked)
            returning r.id as reset, r.language, r.expires_at, r.attempts, %s""".formatted(WORKS, BATCH, PersonReads.STATE);

    private static final String MAILED = "update password_reset set mailed_at = $2 where id = $1";
    private static final String POSTPONED = "update password_reset set next_attempt_at = $2 where id = $1";
    private static final String SWEEP = "delete from password_reset where expires_at < $1";

    private static final String GRANTED = "select r.id as reset, " + PersonReads.STATE
            + " from person p join password_reset r on r.person_id = p.id where p.uuid = $2 and" + WORKS;

    private static final String USE =
            "update password_reset set used_at = :now where id = :id and used_at is null and expires_at > :now";

    private final Pool pool;
    private final PersonReads people;
    private final ResetConfig config;

    ResetRows(Pool pool, PersonReads people, ResetConfig config) {
        this.pool = pool;
        this.people = people;
        this.config = config;
    }

    Uni<Void> wish(String email, Language language, Instant now) {
        return pool.preparedQuery(WISH)
                .execute(Tuple.of(TimeOrderedId.next(), email, language.name(), time(now)))
                .replaceWithVoid();
    }

    /** Takes the oldest wish and grants it if it is somebody's who may. False when there was none to take. */
    Uni<Boolean> grantNext() {
        return pool.withTransaction(tx -> tx.preparedQuery(TAKE_WISH).execute().chain(taken -> {
            RowIterator<Row> wishes = taken.iterator();
            return wishes.hasNext()
                    ? grant(tx, wishes.next()).replaceWith(true)
                    : Uni.createFrom().item(false);
        }));
    }

    private Uni<Void> grant(SqlConnection tx, Row wish) {
        Instant asked = wish.getOffsetDateTime("asked_at").toInstant();
        return people.lockedByEmail(tx, wish.getString("email"))
                .chain(found -> found.isEmpty() || found.get().blocked()
                        ? Uni.createFrom().voidItem()
                        : tx.preparedQuery(GRANT)
                                .execute(Tuple.tuple()
                                        .addValue(TimeOrderedId.next())
                                        .addValue(found.get().id())
                                        .addValue(found.get().tokenVersion())
                                        .addValue(wish.getString("language"))
                                        .addValue(time(asked))
                                        .addValue(time(asked.plus(config.life())))
                                        .addValue(time(asked.minus(config.life())))
                                        .addValue(config.liveMails())
                                        .addValue(config.mails()))
                                .replaceWithVoid());
    }

    /** Up to {@link #BATCH} mails that are due; nobody else gets them until the lease ends. */
    Uni<List<UnsentMail>> claim(Instant now, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(time(now), time(now.plus(lease))))
                .map(ResetRows::mails);
    }

    Uni<Void> mailed(UUID reset, Instant now) {
        return pool.preparedQuery(MAILED).execute(Tuple.of(reset, time(now))).replaceWithVoid();
    }

    Uni<Void> postponed(UUID reset, Instant until) {
        return pool.preparedQuery(POSTPONED)
                .execute(Tuple.of(reset, time(until)))
                .replaceWithVoid();
    }

    Uni<Integer> sweep(Instant now) {
        return pool.preparedQuery(SWEEP).execute(Tuple.of(time(now))).map(RowSet::rowCount);
    }

    /** The resets of the person with the UUID that can be carried out now. */
    Uni<List<GrantedReset>> granted(UUID person, Instant now) {
        return pool.preparedQuery(GRANTED).execute(Tuple.of(time(now), person)).map(ResetRows::resets);
    }

    /** Uses the reset up, in the session's transaction. Fails with TOKEN_NOT_VALID when that was done or it is too late. */
    Uni<Void> use(UUID reset, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(USE)
                        .setParameter("id", reset)
                        .setParameter("now", now)
                        .executeUpdate())
                .invoke(used -> {
                    if (used == 0) {
                        throw ResetRefused.tokenNotValid();
                    }
                })
                .replaceWithVoid();
    }

    private static List<UnsentMail> mails(RowSet<Row> rows) {
        List<UnsentMail> mails = new ArrayList<>(rows.size());
        for (Row row : rows) {
            mails.add(new UnsentMail(
                    row.getUUID("reset"),
                    PersonReads.state(row),
                    Language.valueOf(row.getString("language")),
                    row.getOffsetDateTime("expires_at").toInstant(),
                    row.getInteger("attempts")));
        }
        return mails;
    }

    private static List<GrantedReset> resets(RowSet<Row> rows) {
        List<GrantedReset> resets = new ArrayList<>(rows.size());
        for (Row row : rows) {
            resets.add(new GrantedReset(row.getUUID("reset"), PersonReads.state(row)));
        }
        return resets;
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
