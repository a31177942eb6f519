package io.otklik.ticket.api.bot;

import io.otklik.edge.Listing;
import io.otklik.edge.PageNumber;
import io.otklik.edge.Versioned;
import io.otklik.events.PersonState;
import io.otklik.people.People;
import io.otklik.ticket.ticketing.Audience;
import io.otklik.ticket.ticketing.Slice;
import io.otklik.ticket.ticketing.TicketFilter;
import io.otklik.ticket.ticketing.TicketView;
import io.otklik.ticket.ticketing.TicketViews;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Tickets as their reader may see them, with the people whom they show. */
@Singleton
class BotTicketViews {

    private final TicketViews tickets;
    private final People people;

    BotTicketViews(TicketViews tickets, People people) {
        this.tickets = tickets;
        this.people = people;
    }

    /** Fails with NOT_FOUND. */
    Uni<Versioned<BotTicket>> ticket(long id, PersonState reader) {
        return tickets.any(id, Audience.of(reader)).chain(ticket -> people(List.of(ticket))
                .map(known -> new Versioned<>(BotTicket.of(ticket, known), ticket.version())));
    }

    Uni<BotTicket.Page> page(TicketFilter filter, PageNumber page, PersonState reader) {
        return tickets.list(filter, Slice.of(page), Audience.of(reader))
                .chain(found -> people(found.rows()).map(known -> page(found, page, known)));
    }

    private static BotTicket.Page page(Listing<TicketView> found, PageNumber page, Map<Long, PersonState> known) {
        List<BotTicket> items =
                found.rows().stream().map(ticket -> BotTicket.of(ticket, known)).toList();
        return new BotTicket.Page(items, found.total(), page.number(), page.size(), page.pages(found.total()));
    }

    private Uni<Map<Long, PersonState>> people(List<TicketView> shown) {
        return people.all(shown.stream()
                .flatMap(ticket -> Stream.of(ticket.requesterId(), ticket.assigneeId()))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }
}
