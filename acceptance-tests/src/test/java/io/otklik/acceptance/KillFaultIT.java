package io.otklik.acceptance;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code kill -9} of services, in turn and at the points where it would hurt most. */
@ExtendWith(Suite.class)
class KillFaultIT {

    private static final int ROUNDS = Integer.getInteger("otklik.faults.rounds", 3);
    private static final int WRITERS = 4;
    private static final Duration REACHED = Duration.ofSeconds(30);
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

    /** Offsets are committed once a second: right after the frame of an effect they are not. */
    @Test
    void notificationService_killedAfterAnEffectBeforeItsOffset() {
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            for (int round = 0; round < ROUNDS; round++) {
                run.kill("notification-service", run::awaitFrames, () -> {});
            }
            run.end("notification-service killed after an effect");
        }
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
                    "notification-service",
                    () -> await().atMost(REACHED).until(() -> door.unheard() > unheard),
                    () -> door.set(MailDoor.State.OPEN));
            run.end("notification-service killed after DATA, before sent");
        } finally {
            door.set(MailDoor.State.OPEN);
        }
    }
}
