package io.otklik.ticket.ticketing;

import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.TicketStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** A ticket that changes. Loaded under its row lock only; lists and details are read by {@link TicketReads}. */
@Entity
@Table(name = "ticket")
class Ticket {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(updatable = false)
    private UUID uuid;

    private String subject;

    private String description;

    @Enumerated(EnumType.STRING)
    private TicketStatus status;

    @Enumerated(EnumType.STRING)
    private Priority priority;

    @Column(name = "category_id")
    private long categoryId;

    @Column(name = "requester_id", updatable = false)
    private long requesterId;

    @Column(name = "assignee_id")
    private Long assigneeId;

    @Column(updatable = false)
    private String origin;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "closed_at")
    private Instant closedAt;

    @Column(name = "closed_by")
    private Long closedBy;

    @Column(name = "status_changed_by")
    private Long statusChangedBy;

    @Version
    private int version;

    /** For Hibernate. */
    Ticket() {}

    /** Whether it changed: an agent who is assigned already stays so. */
    boolean assign(PersonState agent, Instant now) {
        if (assigneeId != null && assigneeId == agent.id()) {
            return false;
        }
        assigneeId = agent.id();
        updatedAt = now;
        return true;
    }

    /**
     * Sets the status; leaving CLOSED forgets when and by whom it was closed. Fails with UNASSIGNED.
     *
     * @return whether it changed: a status that the contract cannot tell from the wanted one stays
     */
    boolean become(StatusWish wish, PersonState by, Instant now) {
        if (assigneeId == null) {
            throw new TicketRefused(TicketRefused.Reason.UNASSIGNED, id);
        }
        if (wish.isMetBy(status)) {
            return false;
        }
        boolean closing = wish.target() == TicketStatus.CLOSED;
        status = wish.target();
        closedAt = closing ? now : null;
        closedBy = closing ? by.id() : null;
        statusChangedBy = by.id();
        updatedAt = now;
        return true;
    }

    TicketSnapshot snapshot() {
        return new TicketSnapshot(
                id,
                uuid,
                subject,
                description,
                status,
                priority,
                categoryId,
                requesterId,
                assigneeId,
                origin,
                createdAt,
                updatedAt,
                closedAt,
                closedBy);
    }
}
