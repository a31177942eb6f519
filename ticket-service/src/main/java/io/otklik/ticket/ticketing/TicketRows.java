package io.otklik.ticket.ticketing;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

/** Tickets to change, each under its row lock until the transaction ends. */
@ApplicationScoped
class TicketRows implements PanacheRepositoryBase<Ticket, Long> {

    private static final String USABLE_CATEGORY =
            "select id from category where id = ?1 and is_active and deleted_at is null for share";

    /** Fails with NOT_FOUND. */
    Uni<Ticket> locked(long id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> new TicketRefused(TicketRefused.Reason.NOT_FOUND, id));
    }

    /** Whether tickets may have the category now; until the transaction ends it stays so. */
    Uni<Boolean> usableCategory(long id) {
        return getSession()
                .chain(session -> session.createNativeQuery(USABLE_CATEGORY, Long.class)
                        .setParameter(1, id)
                        .getResultList())
                .map(found -> !found.isEmpty());
    }
}
