package io.otklik.acceptance;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that are no events, and consumers that begin again with the first. */
@ExtendWith(Suite.class)
class OffsetsFaultIT {

    private static final Duration REACHED = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final int WRITERS = 4;

    @Test
    void poison_isPutAsideOnce_alsoWhenAllIsReadAgain() {
        Suite suite = Suite.running();
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            String place = run.broker().poison(Broker.TICKETS, UUID.randomUUID().toString());
            run.expectBuried(place);
            // Only read as they go by, or whole: passed over there.
            for (String topic : List.of("otklik.people", "otklik.chats", "otklik.signals")) {
                String passedOver = run.broker().poison(topic, "poison");
                System.out.println("Poison at " + passedOver);
            }
            await().atMost(REACHED)
                    .pollInterval(LOOK)
                    .until(() -> run.broker().deadLetters().stream()
                                    .filter(letter -> letter.startsWith(place + " "))
                                    .count()
                            == Broker.CONSUMERS.size());
            run.awaitWrites(WRITERS);
            for (String service : Broker.CONSUMERS) {
                System.out.print(suite.command("stop", service));
                await().atMost(REACHED).pollInterval(LOOK).ignoreExceptions().until(() -> {
                    run.broker().rewind(service);
                    return true;
                });
                System.out.print(suite.command("start", service));
            }
            run.awaitWrites(WRITERS);
            run.end("a poison record in each topic, all read again from the start");
        }
    }
}
