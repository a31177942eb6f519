package io.otklik.identity.session;

import io.otklik.events.PersonState;
import io.otklik.identity.account.Credentials;
import io.otklik.identity.account.PersonReads;
import io.otklik.identity.loginattempt.Attempt;
import io.otklik.identity.loginattempt.ClientAddress;
import io.otklik.identity.loginattempt.LoginAttempts;
import io.otklik.identity.password.Passwords;
import io.otklik.outbox.TimeOrderedId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Sessions: a login and the refresh tokens that follow each other in it. An access token lives out its time after a
 * logout; a block or a password reset ends it at once, by the person's token version.
 */
@ApplicationScoped
public class Sessions {

    private static final Logger LOG = Logger.getLogger(Sessions.class);

    private final PersonReads people;
    private final Passwords passwords;
    private final LoginAttempts attempts;
    private final SessionRows rows;
    private final Tokens tokens;
    private final SessionConfig config;
    private final Clock clock;

    Sessions(
            PersonReads people,
            Passwords passwords,
            LoginAttempts attempts,
            SessionRows rows,
            Tokens tokens,
            SessionConfig config,
            Clock clock) {
        this.people = people;
        this.passwords = passwords;
        this.attempts = attempts;
        this.rows = rows;
        this.tokens = tokens;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Logs in by username or e-mail, in any case. Fails with NO_ACTIVE_ACCOUNT, after the same work whether the name, the
     * password or the block was the reason; with {@link io.otklik.identity.loginattempt.TooManyAttempts} before that work.
     */
    public Uni<LoggedIn> login(String loginName, String password, ClientAddress address) {
        return attempts.begin(loginName, address)
                .chain(attempt -> judged(attempt, loginName, password))
                .chain(this::open);
    }

    private Uni<PersonState> judged(Attempt attempt, String loginName, String password) {
        return people.credentials(loginName)
                .chain(found -> proven(found, password))
                .call(() -> attempts.succeeded(attempt))
                .onFailure()
                .call(failure ->
                        failure instanceof SessionRefused ? attempts.failed(attempt) : attempts.undecided(attempt));
    }

    /** The one place that knows whether an attempt succeeded. */
    private Uni<PersonState> proven(Optional<Credentials> found, String password) {
        String hash = found.map(Credentials::passwordHash).orElse(null);
        return passwords.matches(password, hash).map(matches -> {
            if (!matches || found.isEmpty() || found.get().person().blocked()) {
                throw new SessionRefused(SessionRefused.Reason.NO_ACTIVE_ACCOUNT, "login");
            }
            return found.get().person();
        });
    }

    /** A token of a person who has shown otherwise than by a password who he is. There is no session to refresh or to end. */
    public Uni<LongToken> longAccess(PersonState person) {
        return tokens.longAccess(person, TimeOrderedId.next());
    }

    private Uni<LoggedIn> open(PersonState person) {
        UUID session = TimeOrderedId.next();
        String refreshId = newRefreshId();
        Instant now = clock.instant();
        return rows.open(session, person.id(), refreshId, now, now.plus(config.refreshLife()))
                .chain(() -> tokens.pair(person, session, refreshId))
                .map(pair -> new LoggedIn(person, pair));
    }

    /**
     * Exchanges a refresh token for a new pair. Fails with TOKEN_NOT_VALID; and if the token was exchanged before, its
     * whole family ends, the twin of a moment ago included: which of the two is the thief cannot be told.
     */
    public Uni<TokenPair> refresh(String refreshToken) {
        Token old = refreshToken(refreshToken);
        String refreshId = newRefreshId();
        Instant now = clock.instant();
        return rows.rotate(old, refreshId, now, now.plus(config.refreshLife()))
                .chain(person -> person.isPresent()
                        ? tokens.pair(person.get(), old.session(), refreshId)
                        : dead(old, SessionRefused.Reason.TOKEN_NOT_VALID));
    }

    /** Ends the session of a refresh token. Fails with NOTHING_TO_END when the token is none or not alive. */
    public Uni<Void> logout(String refreshToken) {
        Token token;
        try {
            token = refreshToken(refreshToken);
        } catch (SessionRefused notValid) {
            throw new SessionRefused(SessionRefused.Reason.NOTHING_TO_END, notValid.getMessage());
        }
        return rows.logout(token, clock.instant())
                .chain(ended ->
                        ended ? Uni.createFrom().voidItem() : dead(token, SessionRefused.Reason.NOTHING_TO_END));
    }

    /** Succeeds when the token, of either type, is alive. Fails with TOKEN_NOT_VALID. */
    public Uni<Void> verify(String anyToken) {
        Token token = tokens.read(anyToken);
        return switch (token.type()) {
            case ACCESS -> bearer(token).replaceWithVoid();
            case REFRESH ->
                rows.isAlive(token, clock.instant())
                        .invoke(Sessions::requireAlive)
                        .replaceWithVoid();
        };
    }

    /** The person of an access token as he is now. Fails with TOKEN_NOT_VALID. */
    Uni<PersonState> bearer(String accessToken) {
        Token token = tokens.read(accessToken);
        if (token.type() != Token.Type.ACCESS) {
            throw new SessionRefused(SessionRefused.Reason.TOKEN_NOT_VALID, "not an access token");
        }
        return bearer(token);
    }

    private Uni<PersonState> bearer(Token token) {
        return people.find(token.personId()).map(found -> {
            PersonState person = found.orElse(null);
            requireAlive(person != null && !person.blocked() && token.version() >= person.tokenVersion());
            return person;
        });
    }

    private Token refreshToken(String token) {
        Token read = tokens.read(token);
        if (read.type() != Token.Type.REFRESH) {
            throw new SessionRefused(SessionRefused.Reason.TOKEN_NOT_VALID, "not a refresh token");
        }
        return read;
    }

    private <T> Uni<T> dead(Token token, SessionRefused.Reason reason) {
        return rows.endReused(token, clock.instant()).chain(ended -> {
            if (ended) {
                LOG.warnf(
                        "Session %s of person %d ended: a used refresh token came again",
                        token.session(), token.personId());
            }
            return Uni.createFrom().failure(new SessionRefused(reason, "session " + token.session()));
        });
    }

    private static void requireAlive(boolean alive) {
        if (!alive) {
            throw new SessionRefused(SessionRefused.Reason.TOKEN_NOT_VALID, "revoked");
        }
    }

    private static String newRefreshId() {
        return UUID.randomUUID().toString();
    }
}
