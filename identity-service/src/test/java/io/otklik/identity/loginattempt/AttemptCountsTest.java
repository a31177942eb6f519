package io.otklik.identity.loginattempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.identity.Api;
import io.otklik.identity.DatabaseTestBase;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class AttemptCountsTest extends DatabaseTestBase {

    @Inject
    AttemptRows rows;

    @Inject
    LoginAttempts attempts;

    @Inject
    LoginAttemptConfig config;

    @Inject
    Clock clock;

    @Inject
    Vertx vertx;

    @Test
    void counts_areInTheDatabase_soARestartForgivesNothing() throws Throwable {
        Api.Someone someone = Guesses.newcomer();
        String address = Guesses.freshAddress();
        Guesses.fail(someone.username(), address, 5);
        LoginAttempts restarted = new LoginAttempts(new AttemptRows(pool), config, clock, vertx);
        TooManyAttempts refused = org.junit.jupiter.api.Assertions.assertThrows(
                TooManyAttempts.class,
                () -> VertxContextSupport.subscribeAndAwait(
                        () -> restarted.begin(someone.username(), new ClientAddress(address))));
        assertTrue(refused.retryAfterSeconds() >= 1);
    }

    @Test
    void undecided_isTakenBack() throws Throwable {
        Api.Someone someone = Guesses.newcomer();
        ClientAddress address = new ClientAddress(Guesses.freshAddress());
        for (int i = 0; i < 7; i++) {
            VertxContextSupport.subscribeAndAwait(
                    () -> attempts.begin(someone.username(), address).chain(attempts::undecided));
        }
        Guesses.fail(someone.username(), address.value(), 5);
    }

    @Test
    void undecided_ofAProcessThatDiedKeepsNobodyWaiting() throws Throwable {
        Api.Someone someone = Guesses.newcomer();
        ClientAddress address = new ClientAddress(Guesses.freshAddress());
        for (int i = 0; i < 5; i++) {
            VertxContextSupport.subscribeAndAwait(() -> attempts.begin(someone.username(), address));
        }
        run("update login_attempt set counted_at = counted_at - interval '10 seconds',"
                + " closed_until = closed_until + interval '1 minute' where key like '%" + address.value() + "'");
        assertEquals(
                new AttemptRows.Closed(closedUntil(address), false),
                VertxContextSupport.subscribeAndAwait(
                        () -> rows.refused("p" + someone.id(), address, Limit.PAIR, clock.instant())));
    }

    @Test
    void sweep_clearsOldFailures_andKeepsKnownAddresses() throws Throwable {
        Api.Someone someone = Guesses.newcomer();
        String usual = Guesses.freshAddress();
        String other = Guesses.freshAddress();
        Guesses.login(someone.username(), Api.PASSWORD, usual).then().statusCode(200);
        Guesses.fail(someone.username(), other, 1);
        run("update login_attempt set counted_at = counted_at - interval '25 hours'");
        assertTrue(VertxContextSupport.subscribeAndAwait(attempts::sweep) >= 2);
        assertEquals(1, count("login_attempt where scope = 'PAIR' and key = 'p" + someone.id() + " " + usual + "'"));
        assertEquals(0, count("login_attempt where key like '%" + other + "'"));
        run("update login_attempt set known_at = known_at - interval '91 days'");
        assertTrue(VertxContextSupport.subscribeAndAwait(attempts::sweep) >= 1);
        assertEquals(0, count("login_attempt where key like '%" + usual + "'"));
    }

    @Test
    void begin_whenSwitchedOff_countsAndRefusesNothing() throws Throwable {
        LoginAttempts off = new LoginAttempts(rows, new Off(), clock, vertx);
        ClientAddress address = new ClientAddress(Guesses.freshAddress());
        for (int i = 0; i < 10; i++) {
            VertxContextSupport.subscribeAndAwait(() -> off.begin("anybody", address));
        }
        VertxContextSupport.subscribeAndAwait(() -> off.begin("anybody", address)
                .call(off::undecided)
                .chain(off::succeeded)
                .chain(() -> off.trust(1, address)));
        assertEquals(0, count("login_attempt where key like '%" + address.value() + "'"));
    }

    private record Off() implements LoginAttemptConfig {

        @Override
        public boolean limited() {
            return false;
        }

        @Override
        public Duration sweepInterval() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration keepFailures() {
            return Duration.ofDays(1);
        }

        @Override
        public Duration keepKnown() {
            return Duration.ofDays(1);
        }
    }

    private Optional<Instant> closedUntil(ClientAddress address) {
        return Optional.of(pool.query("select closed_until from login_attempt where scope = 'PAIR' and key like '%"
                        + address.value() + "'")
                .executeAndAwait()
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant());
    }
}
