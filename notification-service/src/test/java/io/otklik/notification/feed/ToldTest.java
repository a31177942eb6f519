package io.otklik.notification.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketFacts;
import io.otklik.notification.TestTickets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** contracts/README.md, section 5: who gets what. */
class ToldTest {

    private static final PersonState OWNER = person(1, Role.USER);
    private static final PersonState AGENT = person(2, Role.SUPPORT);
    private static final PersonState OTHER_AGENT = person(3, Role.ADMIN);
    private static final TicketFacts UNASSIGNED = TestTickets.ticket(OWNER, null);
    private static final TicketFacts TICKET = TestTickets.ticket(OWNER, AGENT);
    private static final TicketFacts AGENTS_OWN = TestTickets.ticket(AGENT, AGENT);

    @Test
    void newTicket_tellsTheSupportChannel() {
        assertTold("support NEW_TICKET", TestTickets.created(UNASSIGNED));
    }

    @Test
    void publicComment_bySomeoneElseTellsTheOwnerOnly() {
        assertTold("1 NEW_COMMENT", TestTickets.comment(TICKET, AGENT));
        assertTold("1 NEW_COMMENT", TestTickets.comment(TICKET, OTHER_AGENT));
    }

    @Test
    void publicComment_byTheOwnerTellsTheAssignee() {
        assertTold("2 NEW_COMMENT", TestTickets.comment(TICKET, OWNER));
        assertTold("", TestTickets.comment(UNASSIGNED, OWNER));
        assertTold("", TestTickets.comment(AGENTS_OWN, AGENT));
    }

    @Test
    void internalComment_tellsTheAssigneeUnlessHeWroteIt() {
        assertTold("2 NEW_COMMENT", TestTickets.comment(TICKET, OTHER_AGENT.actor(), true, false, "x"));
        assertTold("", TestTickets.comment(TICKET, AGENT.actor(), true, false, "x"));
        assertTold("", TestTickets.comment(UNASSIGNED, AGENT.actor(), true, false, "x"));
    }

    @Test
    void internalComment_tellsNobodyWhoIsNoAgent() {
        TicketFacts ofFormerAgent = TestTickets.ticket(OWNER, person(9, Role.USER));
        assertTold("", TestTickets.comment(ofFormerAgent, AGENT.actor(), true, false, "x"));
    }

    @Test
    void systemComment_tellsNobody() {
        assertTold("", TestTickets.comment(TICKET, AGENT.actor(), false, true, "x"));
        assertTold("", TestTickets.comment(TICKET, OTHER_AGENT.actor(), true, true, "x"));
    }

    @Test
    void assignment_tellsTheOwnerAndTheAssignee() {
        assertTold("2 ASSIGNED_TO_YOU, 1 ASSIGNED", TestTickets.assigned(TICKET, OTHER_AGENT));
    }

    @Test
    void assignment_doesNotTellWhoDidIt() {
        assertTold("1 ASSIGNED", TestTickets.assigned(TICKET, AGENT));
        assertTold("2 ASSIGNED_TO_YOU", TestTickets.assigned(TICKET, OWNER));
        assertTold("", TestTickets.assigned(AGENTS_OWN, AGENT));
    }

    @Test
    void assignment_tellsAnOwnerWhoIsTheAssigneeOnce() {
        assertTold("2 ASSIGNED_TO_YOU", TestTickets.assigned(AGENTS_OWN, OTHER_AGENT));
    }

    @Test
    void unassignment_tellsNobody() {
        assertTold("", TestTickets.assigned(UNASSIGNED, OTHER_AGENT));
    }

    @Test
    void statusChange_tellsTheOwnerUnlessHeDidIt() {
        assertTold("1 STATUS_CHANGED", TestTickets.statusChanged(TICKET, AGENT));
        assertTold("", TestTickets.statusChanged(TICKET, OWNER));
    }

    @Test
    void supportChannel_isSeenByAgentsSinceTheyAreAgents() {
        Instant since = Instant.parse("2026-01-01T00:00:00Z");
        assertEquals(true, newTicket(OWNER, since).isFor(AGENT));
        assertEquals(false, newTicket(OWNER, since.minusNanos(1000)).isFor(AGENT));
        assertEquals(false, newTicket(OWNER, since).isFor(OWNER));
        assertEquals(false, newTicket(AGENT, since).isFor(AGENT));
    }

    @Test
    void supportChannel_isNotSeenByTheAgentWhoActed() {
        Instant since = Instant.parse("2026-01-01T00:00:00Z");
        assertEquals(false, newTicket(OWNER, since, AGENT.id()).isFor(AGENT));
        assertEquals(true, newTicket(OWNER, since, AGENT.id()).isFor(OTHER_AGENT));
    }

    private static Notification newTicket(PersonState owner, Instant at) {
        return newTicket(owner, at, null);
    }

    private static Notification newTicket(PersonState owner, Instant at, Long actor) {
        return new Notification(
                1, null, Kind.NEW_TICKET, 1, "subject", "category", owner.id(), owner.email(), at, actor);
    }

    private static void assertTold(String expected, Event event) {
        List<String> told = Told.by(event).stream()
                .map(row -> (row.personId() == null ? "support" : row.personId()) + " " + row.kind())
                .toList();
        assertEquals(expected, String.join(", ", told));
    }

    private static PersonState person(long id, Role role) {
        Instant since = Instant.parse("2026-01-01T00:00:00Z");
        return new PersonState(
                id,
                UUID.randomUUID(),
                1,
                "p" + id,
                "p" + id + "@example.com",
                null,
                null,
                null,
                role,
                false,
                1,
                role.isStaff() ? since : null,
                since);
    }
}
