package io.otklik.notification.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.notification.Suite;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mail server that says nothing does not keep the mail that others, or the server later, would take. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(SilentServer.class)
class SilentServerTest {

    @Test
    void silence_isGivenUpAndTheOtherMailIsSent() {
        Object unused = Suite.get();
        // Every place waits for a greeting that does not come, until the connections are cut.
        queue("first", SilentServer.MUTE);
        await().atMost(Suite.LIMIT).until(() -> sent("first") == SilentServer.MUTE);
        assertEquals(
                List.of(Integer.toString(SilentServer.MUTE)),
                Suite.query("select count(*) from mail where recipient = 'first@example.com' and attempts = 2"));

        // Nor do mails whose fate the server leaves unsaid keep the others; it may have them, so they are given up
        // after five times.
        queue("silent", 2 * SilentServer.MUTE);
        queue("hangs", 1);
        queue("other", 20);
        await().atMost(Suite.LIMIT).until(() -> sent("other") == 20);
        await().atMost(Suite.LIMIT.multipliedBy(2))
                .until(() ->
                        Suite.query("select 1 from mail where recipient in ('silent@example.com', 'hangs@example.com')"
                                                + " and state = 'failed' and attempts = 5 and reason like 'no answer%'")
                                        .size()
                                == 2 * SilentServer.MUTE + 1);
        assertEquals(
                List.of("no answer: socket was closed unexpected."),
                Suite.query("select reason from mail where recipient = 'hangs@example.com'"));
    }

    private static void queue(String name, int count) {
        Suite.update("""
                insert into mail (event_id, person_id, recipient, kind, ticket_id, params, message_id, thread_id)
                select gen_random_uuid(), n, '%s@example.com', 'REPLY', n, '{"subject": "s", "text": "t"}',
                       '<' || gen_random_uuid() || '@otklik>', '<ticket.' || n || '@otklik>'
                from generate_series(1, %d) n
                """.formatted(name, count));
    }

    private static int sent(String name) {
        return Integer.parseInt(
                Suite.query("select count(*) from mail where state = 'sent' and recipient = '" + name + "@example.com'")
                        .get(0));
    }
}
