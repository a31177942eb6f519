package io.otklik.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code kill -9} of services, in turn and at the points where it would hurt most. */
@ExtendWith(Suite.class)
class KillFaultIT {

    private static final int ROUNDS = Integer.getInteger("otklik.faults.rounds", 2);
    private static final int WRITERS = 4;
    private static final Duration REACHED = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int FURTHER = 7; // rounds at most, while none hit the point
    private static final String NOTIFICATION = "notification-service";
    private static final String STUCK = " from pg_stat_activity where datname = 'ticket' and wait_event = 'advisory'"
            + " and query like 'delete from outbox%'";

    @Test
    void services_killedInTurnAgainAndAgain() {
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            for (int round = 0; round < ROUNDS; round++) {
                KilledServicesIT.SERVICES.forEach(run::kill);
            }
            run.end("kill -9 of each service, " + ROUNDS + " rounds");
        }
    }

    /** The write is acknowledged, and the relay may not have heard of it yet. */
    @Test
    void ticketService_killedRightAfterACommit() {
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            for (int round = 0; round < ROUNDS; round++) {
                run.kill("ticket-service", run::awaitWrite, () -> {});
            }
            run.end("ticket-service killed after a commit");
        }
    }

    /** Kafka has the events and the outbox still has them too: a trigger holds the delete until the relay is dead. */
    @Test
    void ticketService_killedAfterSendBeforeDelete() throws SQLException {
        try (FaultRun run = new FaultRun(WRITERS);
                Connection connection = Database.open("ticket");
                Statement statement = connection.createStatement()) {
            run.start();
            statement.execute("""
                    create function hold_delete() returns trigger language plpgsql as
                    $$ begin perform pg_advisory_xact_lock_shared(4242); return old; end $$
                    """);
            statement.execute(
                    "create trigger hold before delete on outbox for each row execute function hold_delete()");
            statement.execute("select pg_advisory_lock(4242)");
            try {
                run.kill(
                        "ticket-service",
                        () -> await().atMost(REACHED)
                                .until(() -> Database.number("ticket", "select count(*)" + STUCK) > 0),
                        () -> release(statement));
            } finally {
                release(statement);
            }
            run.end("ticket-service killed after send, before delete");
        }
    }

    /** What its relay had asked for must not be done after its death. */
    private static void release(Statement statement) {
        try {
            statement.execute("select pg_terminate_backend(pid)" + STUCK);
            statement.execute("select pg_advisory_unlock_all()");
            statement.execute("drop function if exists hold_delete cascade");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /**
     * Offsets are committed once a second, so that the frame of an effect right after a commit is long before the next. Should that one
     * come first all the same, the round does not count.
     */
    @Test
    void notificationService_killedAfterAnEffectBeforeItsOffset() {
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            AtomicInteger behind = new AtomicInteger();
            for (int round = 0; round < ROUNDS || behind.get() == 0 && round < ROUNDS + FURTHER; round++) {
                run.kill(
                        NOTIFICATION,
                        () -> {
                            Map<TopicPartition, Long> before = run.broker().applied(NOTIFICATION);
                            await().atMost(REACHED)
                                    .pollInterval(LOOK)
                                    .ignoreExceptions()
                                    .until(() ->
                                            !run.broker().applied(NOTIFICATION).equals(before));
                            run.awaitWrite(); // its effect is after that commit, and so is the next frame's
                            run.awaitFrames();
                        },
                        () -> behind.addAndGet(hasEffectsToBeRepeated(run.broker()) ? 1 : 0));
            }
            assertTrue(behind.get() > 0, "each time the offset of each effect was committed");
            run.end("notification-service killed after an effect");
        }
    }

    /** While its service is dead. */
    private static boolean hasEffectsToBeRepeated(Broker broker) {
        String events = broker.toBeRepeated(NOTIFICATION).stream().collect(Collectors.joining("','", "('", "')"));
        return Database.number("notification", "select count(*) from notification where event_id::text in " + events)
                > 0;
    }

    /** The mail server has the mail, and its answer never came: the one case in which there are second copies. */
    @Test
    void notificationService_killedAfterDataBeforeSent() {
        MailDoor door = Suite.running().mailDoor();
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            int unheard = door.unheard();
            door.set(MailDoor.State.MUTE);
            run.kill(
                    NOTIFICATION,
                    () -> await().atMost(REACHED).until(() -> door.unheard() > unheard),
                    () -> door.set(MailDoor.State.OPEN));
            run.end("notification-service killed after DATA, before sent");
            assertTrue(run.secondCopies() > 0, "no mail came twice, so none was between DATA and sent");
        } finally {
            door.set(MailDoor.State.OPEN);
        }
    }
}
