package io.otklik.ticket.ticketing;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

/** Tickets to change, each under its row lock until the transaction ends. */
@ApplicationScoped
class TicketRows implements PanacheRepositoryBase<Ticket, Long> {

    /** Fails with NOT_FOUND. */
    Uni<Ticket> locked(long id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> new TicketRefused(TicketRefused.Reason.NOT_FOUND, id));
    }
}
