package io.otklik.notification.conversation;

import io.otklik.notification.neighbour.Neighbours;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** ticket-service, which knows who may see a ticket. */
@ApplicationScoped
public class TicketAccess {

    private final Neighbours neighbours;

    TicketAccess(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** Whether there is such a ticket and the person may see it. Fails when ticket-service is away. */
    public Uni<Boolean> mayFollow(long personId, UUID ticket) {
        return neighbours
                .ofTickets("/internal/tickets/" + ticket + "/access?person=" + personId)
                .map(answer -> answer.isPresent());
    }
}
