package io.otklik.notification.mail;

import static org.awaitility.Awaitility.await;

import io.otklik.notification.Suite;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prints how fast queued mail is sent. Not part of the build: -Dtest=MailDrainProbe. */
@QuarkusTest
@WithTestResource(RealParts.class)
class MailDrainProbe {

    @Test
    void queue_toServer() {
        Object unused = Suite.get();
        for (int count : List.of(100, 500, 500)) {
            long begin = System.nanoTime();
            Suite.update("""
                    insert into mail (event_id, person_id, recipient, kind, ticket_id, params, message_id, thread_id)
                    select gen_random_uuid(), n, 'drain@example.com', 'REPLY', n,
                           '{"subject": "Не работает вход", "text": "Проверяем.\\nСкоро ответим.", "question": "Что?"}',
                           '<' || gen_random_uuid() || '@otklik>', '<ticket.' || n || '@otklik>'
                    from generate_series(1, %d) n
                    """.formatted(count));
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> Suite.query("select count(*) from mail where state <> 'sent'")
                            .equals(List.of("0")));
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf("%d mails in %.2f s: %.0f/s%n", count, seconds, count / seconds);
        }
    }
}
