package io.otklik.admin;

import io.otklik.admin.api.requests.Office;
import io.otklik.admin.readmodel.TicketEvents;
import io.otklik.events.CategoryChanged;
import io.otklik.events.CategoryChanged.CategoryState;
import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.Role;
import io.otklik.events.TicketStatus;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** Statistics of the events that a test makes up, and of nothing else. */
abstract class StatisticsTestBase {

    static final String DASHBOARD = "/bot/api/v1/statistics/dashboard";
    static final String REPORT = "/bot/api/v1/statistics/tickets";
    static final String STATS = "/api/admin/customer-requests/stats/";
    static final Instant DAY = Instant.parse("2026-06-25T10:00:00Z");
    static final UUID PAYMENT = UUID.fromString("01990f6e-7c00-7000-8000-00000000000a");
    static final UUID OTHER = UUID.fromString("01990f6e-7c00-7000-8000-00000000000b");

    final PersonState agent = Office.agent();
    final PersonState moderator = Office.someone(Role.MODERATOR);

    @Inject
    TicketEvents consumer;

    @Inject
    Pool pool;

    @BeforeEach
    void forget() {
        pool.query("""
                        delete from statistics_ticket; delete from statistics_deleted_ticket;
                        delete from statistics_category; delete from statistics_tally;
                        delete from statistics_response_tally""").execute().replaceWithVoid().await().indefinitely();
    }

    /** Four tickets, filed on two days: answered after 1 and 2.3 hours, ended after 2.5 and 12 hours. */
    final List<Event> stories() {
        List<Event> events = new ArrayList<>();
        events.addAll(new TicketStory(DAY, Priority.NORMAL, 1)
                .assigned("PT10M", agent)
                .saidBySuite("PT11M", agent.actor())
                .saidInternally("PT12M", moderator.actor())
                .saidByOwner("PT13M")
                .said("PT1H", agent.actor())
                .said("PT1H20M", moderator.actor())
                .became("PT2H30M", TicketStatus.RESOLVED)
                .events);
        events.addAll(new TicketStory(DAY, Priority.HIGH, 1)
                .assigned("PT1H", agent)
                .said("PT2H18M", agent.actor())
                .assigned("PT3H", moderator)
                .became("PT4H", TicketStatus.IN_PROGRESS)
                .became("PT5H", TicketStatus.FROZEN)
                .events);
        events.addAll(new TicketStory(DAY, Priority.LOW, 2).edited("PT1H", Priority.CRITICAL, 1).events);
        events.addAll(new TicketStory(DAY.plus(Duration.ofDays(1)), Priority.NORMAL, 2)
                .assigned("PT1M", agent)
                .became("PT12H", TicketStatus.CLOSED)
                .events);
        events.addAll(new TicketStory(DAY, Priority.NORMAL, 2)
                .said("PT1M", agent.actor())
                .deleted("PT2M")
                .events);
        return events;
    }

    static Event category(long id, UUID uuid, String name, boolean deleted) {
        return new CategoryChanged(UUID.randomUUID(), new CategoryState(id, uuid, name, null, deleted), DAY);
    }

    final void apply(Event... events) {
        apply(List.of(events));
    }

    final void apply(List<Event> events) {
        consumer.apply(TicketStory.batch(events)).await().atMost(Duration.ofSeconds(20));
    }

    static Object json(String text) {
        return io.restassured.path.json.JsonPath.from(text).get("");
    }
}
