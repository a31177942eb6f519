package io.otklik.identity.loginattempt;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The table login_attempt. Each scope is counted only when the one before let the attempt pass, which also gives all
 * statements one order of locks.
 */
@ApplicationScoped
class AttemptRows {

    /** How long after the latest attempt those that are undecided are believed to come to an end. */
    private static final Duration BELIEF = Duration.ofSeconds(10);

    /** $1 the name, $2 its hash, $3 the address, $4 now. A scope that is closed answers no row. */
    private static final String COUNT =
            """
            with account (key) as (
                select coalesce((select 'p' || person_id from login_name where name = $1), 'n' || $2::text)
            ), pair as (
                insert into login_attempt as t (scope, key, level, undecided, counted_at)
                select 'PAIR', key || ' ' || $3::text, 1, 1, $4::timestamptz from account
                %s
                returning known_at
            ), address as (
                insert into login_attempt as t (scope, key, level, undecided, counted_at)
                select 'ADDRESS', $3::text, 1, 1, $4::timestamptz from pair where known_at is null
                %s
                returning key
            ), everywhere as (
                insert into login_attempt as t (scope, key, level, undecided, counted_at)
                select 'ACCOUNT', account.key, 1, 1, $4::timestamptz from address, account
                %s
                returning t.key
            )
            select key as account, (select count(*) from pair) as pair,
                (select count(*) from pair where known_at is not null) as known,
                (select count(*) from address) as address, (select count(*) from everywhere) as everywhere
            from account""".formatted(counted(Limit.PAIR), counted(Limit.ADDRESS), counted(Limit.ACCOUNT));

    /**
     * $1 the account, $2 the address, $3 now, $4 the attempts that succeeded, one or none; $5 whether it was counted for the
     * address and the account too. Of the pair's failures only those stay that are undecided yet.
     */
    private static final String SUCCEED = """
            with pair as (
                insert into login_attempt as t (scope, key, level, counted_at, known_at)
                values ('PAIR', $1::text || ' ' || $2::text, 0, $3::timestamptz, $3::timestamptz)
                on conflict (scope, key) do update set level = greatest(0, t.undecided - $4::int),
                    undecided = greatest(0, t.undecided - $4::int), closed_until = null,
                    counted_at = excluded.counted_at, known_at = excluded.known_at
                returning key
            ), address as (
                update login_attempt t set %s from pair where t.scope = 'ADDRESS' and t.key = $2::text and $5::boolean
                returning t.key
            )
            update login_attempt t set %s from address where t.scope = 'ACCOUNT' and t.key = $1::text""".formatted(decided(Limit.ADDRESS, "1"), decided(Limit.ACCOUNT, "1"));

    /**
     * $1 the account, $2 the address; $3, $4, $5 which of the scopes were counted; $6 the scope whose closing is asked for; $7
     * the failures to take back, one or none; $8 since when an undecided attempt is believed in.
     */
    private static final String DECIDE = """
            with pair as (
                update login_attempt t set %s
                where t.scope = 'PAIR' and t.key = $1::text || ' ' || $2::text and $3::boolean returning t.key
            ), address as (
                update login_attempt t set %s from pair where t.scope = 'ADDRESS' and t.key = $2::text and $4::boolean
                returning t.key
            ), everywhere as (
                update login_attempt t set %s from address where t.scope = 'ACCOUNT' and t.key = $1::text and $5::boolean
                returning t.key
            )
            select closed_until, undecided > 0 and counted_at > $8::timestamptz as undecided from login_attempt
            where scope = $6 and key = case $6 when 'PAIR' then $1::text || ' ' || $2::text
                when 'ADDRESS' then $2::text else $1::text end""".formatted(
            decided(Limit.PAIR, "$7::int"), decided(Limit.ADDRESS, "$7::int"), decided(Limit.ACCOUNT, "$7::int"));

    /** Waits for nobody: it locks in no order. */
    private static final String SWEEP = """
            delete from login_attempt where (scope, key) in (
                select scope, key from login_attempt
                where counted_at < $1 and (known_at is null or known_at < $2)
                for update skip locked)""";

    private final Pool pool;

    AttemptRows(Pool pool) {
        this.pool = pool;
    }

    /** What happened to an attempt that was to be counted. */
    record Outcome(String account, boolean known, Optional<Limit> closedBy) {}

    Uni<Outcome> count(String name, ClientAddress address, Instant now) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(name, hash(name), address.value(), time(now)))
                .map(rows -> outcome(rows.iterator().next()));
    }

    /** The pair is known from now on, its failures are forgiven; where else the attempt was counted it is taken back. */
    Uni<Void> succeed(Attempt attempt, Instant now) {
        return succeed(attempt.account, attempt.address, 1, attempt.everywhere, now);
    }

    /** The pair is known from now on, its failures are forgiven. */
    Uni<Void> trust(String account, ClientAddress address, Instant now) {
        return succeed(account, address, 0, false, now);
    }

    private Uni<Void> succeed(String account, ClientAddress address, int succeeded, boolean everywhere, Instant now) {
        return pool.preparedQuery(SUCCEED)
                .execute(Tuple.of(account, address.value(), time(now), succeeded, everywhere))
                .replaceWithVoid();
    }

    /**
     * Why an attempt is refused.
     *
     * @param until empty when it is open by now
     * @param undecided whether there are attempts whose outcome may open it earlier
     */
    record Closed(Optional<Instant> until, boolean undecided) {}

    /** Takes back what was counted before the limit refused, and tells how that is closed. */
    Uni<Closed> refused(String account, ClientAddress address, Limit by, Instant now) {
        Tuple values = Tuple.of(account, address.value(), by != Limit.PAIR, by == Limit.ACCOUNT, false)
                .addString(by.name())
                .addInteger(1)
                .addOffsetDateTime(time(now.minus(BELIEF)));
        return pool.preparedQuery(DECIDE).execute(values).map(AttemptRows::closed);
    }

    /** An attempt has come to its end: it was a failure, as it was counted, or to no verdict and is taken back. */
    Uni<Void> decide(Attempt attempt, boolean failed, Instant now) {
        Tuple values = Tuple.of(attempt.account, attempt.address.value(), true, attempt.everywhere, attempt.everywhere)
                .addString(Limit.PAIR.name())
                .addInteger(failed ? 0 : 1)
                .addOffsetDateTime(time(now));
        return pool.preparedQuery(DECIDE).execute(values).replaceWithVoid();
    }

    Uni<Integer> sweep(Instant countedBefore, Instant knownBefore) {
        return pool.preparedQuery(SWEEP)
                .execute(Tuple.of(time(countedBefore), time(knownBefore)))
                .map(RowSet::rowCount);
    }

    private static Outcome outcome(Row row) {
        boolean known = row.getLong("known") > 0;
        Limit closedBy = null;
        if (row.getLong("pair") == 0) {
            closedBy = Limit.PAIR;
        } else if (!known && row.getLong("address") == 0) {
            closedBy = Limit.ADDRESS;
        } else if (!known && row.getLong("everywhere") == 0) {
            closedBy = Limit.ACCOUNT;
        }
        return new Outcome(row.getString("account"), known, Optional.ofNullable(closedBy));
    }

    private static Closed closed(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return new Closed(Optional.empty(), false);
        }
        Row row = rows.iterator().next();
        return new Closed(
                Optional.ofNullable(row.getOffsetDateTime("closed_until")).map(OffsetDateTime::toInstant),
                row.getBoolean("undecided"));
    }

    /** One failure more, undecided yet, less what has leaked away; the budget's last closes. */
    private static String counted(Limit limit) {
        return """
                on conflict (scope, key) do update set (level, undecided, counted_at, closed_until) = (
                    select c.level, case when t.counted_at > excluded.counted_at - interval '%1$d seconds'
                        then t.undecided + 1 else 1 end, excluded.counted_at,
                        case when c.level > %2$s - 1 then excluded.counted_at
                        + least(%3$s, %4$s * power(2, greatest(0, c.level - %2$s))) * interval '1 second' end
                    from (select least(%5$s, 1 + greatest(0, t.level - greatest(0, extract(epoch
                        from excluded.counted_at - t.counted_at)::double precision) / %6$s)) as level) c)
                where t.closed_until is null or t.closed_until <= excluded.counted_at""".formatted(
                        BELIEF.toSeconds(),
                        of(limit, Limit::budget),
                        of(limit, Limit::longestPauseSeconds),
                        of(limit, Limit::firstPauseSeconds),
                        of(limit, Limit::most),
                        of(limit, Limit::leakSeconds));
    }

    /** One undecided less, and so many failures; what they alone had closed is open again. */
    private static String decided(Limit limit, String failures) {
        return """
                undecided = greatest(0, t.undecided - 1), level = greatest(0, t.level - %1$s),
                closed_until = case when t.level - %1$s > %2$s - 1 then t.closed_until end""".formatted(failures, of(limit, Limit::budget));
    }

    private static String of(Limit limit, ToLongFunction<Limit> number) {
        return limit == Limit.PAIR
                ? "(case when t.known_at is null then %d else %d end)"
                        .formatted(number.applyAsLong(limit), number.applyAsLong(Limit.KNOWN_PAIR))
                : Long.toString(number.applyAsLong(limit));
    }

    private static String hash(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
