package io.otklik.ticket.api.requests;

import io.otklik.edge.Versioned;
import io.otklik.people.People;
import io.otklik.ticket.conversation.CommentSnapshot;
import io.otklik.ticket.conversation.Conversation;
import io.otklik.ticket.ticketing.Audience;
import io.otklik.ticket.ticketing.TicketView;
import io.otklik.ticket.ticketing.TicketViews;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Requests and messages with the people whom they show; people come from the replica. */
@Singleton
class RequestViews {

    private final TicketViews tickets;
    private final Conversation conversation;
    private final People people;

    RequestViews(TicketViews tickets, Conversation conversation, People people) {
        this.tickets = tickets;
        this.conversation = conversation;
        this.people = people;
    }

    /** Fails with the ticket's NOT_FOUND. */
    Uni<Versioned<RequestShown>> request(long id) {
        return tickets.any(id, Audience.STAFF_WITH_SYSTEM).chain(ticket -> requests(List.of(ticket))
                .map(shown -> new Versioned<>(shown.get(0), ticket.version())));
    }

    Uni<List<RequestShown>> requests(List<TicketView> found) {
        List<Long> ids = found.stream()
                .flatMap(ticket -> Stream.of(ticket.requesterId(), ticket.assigneeId()))
                .toList();
        return people.all(ids).map(known -> found.stream()
                .map(ticket -> RequestShown.of(ticket, known))
                .toList());
    }

    /** Fails with NOT_FOUND. */
    Uni<MessageShown> message(long id) {
        return conversation.any(id).chain(comment -> senders(List.of(comment)).map(shown -> shown.apply(comment)));
    }

    /** How each of the messages is shown. */
    Uni<Function<CommentSnapshot, MessageShown>> senders(List<CommentSnapshot> found) {
        return people.all(found.stream().map(CommentSnapshot::authorId).toList())
                .map(known -> comment -> MessageShown.of(comment, known));
    }
}
