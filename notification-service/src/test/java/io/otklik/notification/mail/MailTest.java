package io.otklik.notification.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.Actor;
import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.Role;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatus;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.otklik.standalone.RealMail;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail as it arrives: contracts/README.md, section 5, «E-mail». */
@QuarkusTest
@WithTestResource(RealParts.class)
class MailTest {

    private Suite suite;
    private PersonState owner;
    private PersonState agent;

    @BeforeEach
    void people() {
        suite = Suite.get();
        owner = suite.person(Role.USER);
        agent = suite.person(Role.SUPPORT);
    }

    @Test
    void reply_arrivesOnceWithBothPartsAndItsHeaders() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        Event event = TestTickets.comment(ticket, agent);
        suite.tickets.publish(event, event);
        suite.tickets.publish(event);

        RealMail.Received mail =
                RealParts.mail().await(owner.email(), 1, Suite.LIMIT).get(0);

        assertEquals("Новый ответ по заявке #" + ticket.id(), mail.subject());
        assertEquals(List.of(owner.email()), mail.to());
        assertEquals("Otklik <support@otklik.local>", mail.from());
        assertEquals("<" + event.eventId() + "." + owner.id() + "@otklik>", mail.messageId());
        assertEquals("<ticket." + ticket.uuid() + "@otklik>", mail.headers().get("References"));
        assertEquals("<ticket." + ticket.uuid() + "@otklik>", mail.headers().get("In-Reply-To"));
        assertEquals(
                "Здравствуйте!\n\nПоддержка ответила по вашей заявке #" + ticket.id()
                        + " «Не работает <вход> & выход»:\n\nМы <b>начали</b> & \"работаем\"\n\n"
                        + "Посмотреть заявку: http://localhost:8000/tickets/" + ticket.id() + "/",
                mail.text().replace("\r\n", "\n").strip());
        assertTrue(mail.html().contains("Мы &lt;b&gt;начали&lt;/b&gt; &amp; &quot;работаем&quot;"), mail.html());
        assertTrue(mail.html().contains("«Не работает &lt;вход&gt; &amp; выход»"), mail.html());
        assertTrue(mail.html().contains("<a href=\"http://localhost:8000/tickets/" + ticket.id() + "/\">"));
        await().atMost(Suite.LIMIT).until(() -> state(event).equals("sent 1"));
        assertEquals(1, RealParts.mail().messages(owner.email()).size());
    }

    @Test
    void statusChange_tellsOldAndNew() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        suite.tickets.publish(TestTickets.statusChanged(ticket, agent));

        RealMail.Received mail =
                RealParts.mail().await(owner.email(), 1, Suite.LIMIT).get(0);

        assertEquals("Изменение статуса вашей заявки #" + ticket.id(), mail.subject());
        assertTrue(mail.text().contains("изменён: Открыта → В работе."), mail.text());
        assertTrue(mail.html().contains("изменён: Открыта → <strong>В работе</strong>."), mail.html());
        assertTrue(mail.text().contains("«Не работает <вход> & выход»"), mail.text());
        assertTrue(mail.html().contains("«Не работает &lt;вход&gt; &amp; выход»"), mail.html());
    }

    @Test
    void mailsOfATicket_areOneThread() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        suite.tickets.publish(TestTickets.statusChanged(ticket, agent), TestTickets.comment(ticket, agent));

        List<RealMail.Received> mails = RealParts.mail().await(owner.email(), 2, Suite.LIMIT);

        assertEquals(
                mails.get(0).headers().get("References"), mails.get(1).headers().get("References"));
        assertFalse(mails.get(0).messageId().equals(mails.get(1).messageId()));
    }

    @Test
    void events_thatAreNobodysBusinessAreNotMailed() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        PersonState user = suite.person(Role.USER);
        Actor byTelegram = new Actor(owner.id(), owner.uuid(), owner.username(), null, Role.USER);
        TicketFacts ofTelegram = new TicketFacts(
                ticket.id(),
                ticket.uuid(),
                "s",
                TicketStatus.OPEN,
                byTelegram,
                agent.actor(),
                "bot",
                Priority.NORMAL,
                1L);
        Event last = TestTickets.statusChanged(ticket, agent);
        suite.tickets.publish(
                TestTickets.created(ticket),
                TestTickets.assigned(ticket, agent),
                TestTickets.comment(ticket, owner),
                TestTickets.comment(ticket, user),
                TestTickets.comment(ticket, agent.actor(), true, false, "internal"),
                TestTickets.comment(ticket, agent.actor(), false, true, "system"),
                TestTickets.statusChanged(ticket, owner),
                TestTickets.comment(ofTelegram, agent),
                TestTickets.statusChanged(ofTelegram, agent),
                last);

        await().atMost(Suite.LIMIT).until(() -> state(last).equals("sent 1"));

        assertEquals(List.of("1"), Suite.query("select count(*) from mail where ticket_id = " + ticket.id()));
        assertEquals(1, RealParts.mail().messages(owner.email()).size());
    }

    @Test
    void support0_hasTheLayoutOfItsDocument() {
        TicketFacts ticket = TestTickets.ticket(66 + owner.id(), "s", owner, agent, "support0");
        suite.tickets.publish(TestTickets.comment(ticket, agent.actor(), false, false, "answer message"));

        RealMail.Received mail =
                RealParts.mail().await(owner.email(), 1, Suite.LIMIT).get(0);

        assertEquals(
                "Support has replied to your ticket:\n\n\tописание\n------------------------------\n\n"
                        + "Reply message:\n\n\tanswer message\n_____________________________\n\n"
                        + "To check your ticket, follow the link: http://localhost:8000/api/ticket/" + ticket.id(),
                mail.text().replace("\r\n", "\n").strip());
    }

    @Test
    void server_thatComesBackGetsWhatWaited() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        Event event = TestTickets.comment(ticket, agent);
        RealParts.mail().stop();
        try {
            suite.tickets.publish(event);
            await().atMost(Suite.LIMIT)
                    .until(() -> !Suite.query("select 1 from mail where state = 'queued' and reason like 'no server%'"
                                    + " and event_id = '" + event.eventId() + "'")
                            .isEmpty());
        } finally {
            RealParts.mail().start();
        }
        assertEquals(1, RealParts.mail().await(owner.email(), 1, Suite.LIMIT).size());
        // Why there was more than one attempt stays known.
        await().atMost(Suite.LIMIT).until(() -> !Suite.query("select 1 from mail where state = 'sent' and attempts > 1"
                        + " and reason like 'no server%' and event_id = '" + event.eventId() + "'")
                .isEmpty());
    }

    @Test
    void lease_thatRanOutIsSentAgainUnderTheSameMessageId() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        Event event = TestTickets.comment(ticket, agent);
        suite.tickets.publish(event);
        await().atMost(Suite.LIMIT).until(() -> state(event).equals("sent 1"));
        // As a worker leaves it that dies after the server took the mail and before it could say so.
        Suite.update("update mail set state = 'sending', due_at = now() - interval '1 second' where event_id = '"
                + event.eventId() + "'");

        List<RealMail.Received> mails = RealParts.mail().await(owner.email(), 2, Suite.LIMIT);

        await().atMost(Suite.LIMIT).until(() -> state(event).equals("sent 2"));
        assertEquals(
                List.of("the lease ran out, the server may have it"),
                Suite.query("select reason from mail where event_id = '" + event.eventId() + "'"));
        assertEquals(mails.get(0).messageId(), mails.get(1).messageId());
    }

    @Test
    void recipient_thatIsNoAddressIsGivenUpAndHarmsNobody() {
        for (String evil : List.of(
                "x@example.com\r\nBcc: evil@example.com",
                "x@example.com, evil@example.com",
                "\"a\r\nBcc: evil@example.com\" <x@example.com>",
                "x@example.com (\r\nBcc: evil@example.com)",
                "nobody")) {
            Actor actor = new Actor(owner.id(), UUID.randomUUID(), "u", evil, Role.USER);
            TicketFacts facts = new TicketFacts(
                    owner.id(),
                    UUID.randomUUID(),
                    "s\r\nBcc: evil@example.com",
                    TicketStatus.OPEN,
                    actor,
                    null,
                    "desk",
                    Priority.NORMAL,
                    1L);
            Event event = TestTickets.comment(facts, agent);
            suite.tickets.publish(event);
            await().atMost(Suite.LIMIT).until(() -> state(event).equals("failed 1"));
        }
        assertEquals(List.of(), RealParts.mail().messages("evil@example.com"));
    }

    @Test
    void subjectWithLineBreaks_staysOutOfTheHeaders() {
        TicketFacts ticket =
                TestTickets.ticket(owner.id(), "s\r\nBcc: evil@example.com\r\n\r\nbody", owner, agent, "techsupport");
        suite.tickets.publish(TestTickets.statusChanged(ticket, agent));

        RealMail.Received mail =
                RealParts.mail().await(owner.email(), 1, Suite.LIMIT).get(0);

        assertEquals("Изменение статуса вашей заявки #" + ticket.id(), mail.subject());
        assertFalse(mail.headers().containsKey("Bcc"));
        assertEquals(List.of(), RealParts.mail().messages("evil@example.com"));
    }

    private static String state(Event event) {
        List<String> found =
                Suite.query("select state || ' ' || attempts from mail where event_id = '" + event.eventId() + "'");
        return found.isEmpty() ? "" : found.get(0);
    }
}
