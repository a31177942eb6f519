package io.otklik.identity.session;

import io.otklik.events.PersonState;
import io.otklik.identity.account.PersonReads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * The table session. No entity: each step is one statement that compares and sets, and that is the whole concurrency
 * control. A refresh token is alive when it is its session's latest, the session has not ended, and the person is neither
 * blocked nor has ended his tokens.
 */
@ApplicationScoped
class SessionRows {

    private static final String OPEN = """
            with expired as (delete from session where person_id = $2 and expires_at < $4)
            insert into session (id, person_id, refresh_hash, created_at, refreshed_at, expires_at)
            values ($1, $2, $3, $4, $4, $5)""";

    /** $1 the session, $2 the token's hash, $3 its version, $4 now. */
    private static final String ALIVE = """
            s.id = $1 and s.refresh_hash = $2 and s.ended_at is null and s.expires_at > $4
            and p.id = s.person_id and not p.blocked and p.token_version <= $3""";

    private static final String ROTATE = "update session s set refresh_hash = $5, refreshed_at = $4, expires_at = $6"
            + " from person p where " + ALIVE + " returning " + PersonReads.STATE;

    private static final String IS_ALIVE = "select 1 from session s, person p where " + ALIVE;

    private static final String LOGOUT =
            "update session s set ended_at = $4, ended_by = 'LOGOUT' from person p where " + ALIVE;

    private static final String END_REUSED = """
            update session set ended_at = $3, ended_by = 'REUSE'
            where id = $1 and refresh_hash <> $2 and ended_at is null""";

    private final Pool pool;

    SessionRows(Pool pool) {
        this.pool = pool;
    }

    /** Begins a session, and clears away the person's expired ones. */
    Uni<Void> open(UUID session, long personId, String refreshId, Instant now, Instant expiresAt) {
        Tuple values = Tuple.of(session, personId, hash(refreshId), time(now), time(expiresAt));
        return pool.preparedQuery(OPEN).execute(values).replaceWithVoid();
    }

    /** Puts the new refresh token in the place of the old one; empty when that is not alive. Of two at once one succeeds. */
    Uni<Optional<PersonState>> rotate(Token old, String newRefreshId, Instant now, Instant expiresAt) {
        Tuple values = alive(old, now).addValue(hash(newRefreshId)).addOffsetDateTime(time(expiresAt));
        return pool.preparedQuery(ROTATE)
                .execute(values)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(PersonReads.state(rows.iterator().next())));
    }

    Uni<Boolean> isAlive(Token refresh, Instant now) {
        return pool.preparedQuery(IS_ALIVE).execute(alive(refresh, now)).map(rows -> rows.size() > 0);
    }

    /** Ends the session; false when the token is not alive. */
    Uni<Boolean> logout(Token refresh, Instant now) {
        return pool.preparedQuery(LOGOUT).execute(alive(refresh, now)).map(rows -> rows.rowCount() > 0);
    }

    /** Ends the token's session if the token was one of it before; false when there was nothing to end. */
    Uni<Boolean> endReused(Token old, Instant now) {
        return pool.preparedQuery(END_REUSED)
                .execute(Tuple.of(old.session(), hash(old.id()), time(now)))
                .map(rows -> rows.rowCount() > 0);
    }

    private static Tuple alive(Token token, Instant now) {
        return Tuple.of(token.session(), hash(token.id()), token.version(), time(now));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Buffer hash(String refreshId) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Buffer.buffer(digest.digest(refreshId.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
