package io.otklik.ticket.ticketing;

import io.otklik.edge.IfMatch;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.TicketEdited;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    private String[] tags;

    @Column(name = "estimated_resolution_time")
    private Instant estimatedResolutionTime;

    @Version
    private int version;

    /** For Hibernate. */
    Ticket() {}

    /** Whether it changed: an agent who is assigned already stays so. */
    boolean assign(Optional<PersonState> agent, Instant now) {
        Long wanted = agent.map(PersonState::id).orElse(null);
        if (Objects.equals(assigneeId, wanted)) {
            return false;
        }
        assigneeId = wanted;
        updatedAt = now;
        return true;
    }

    /** Fails with ALREADY_TAKEN. */
    void requireUnassigned() {
        if (assigneeId != null) {
            throw new TicketRefused(TicketRefused.Reason.ALREADY_TAKEN, id);
        }
    }

    /** Fails with NOT_ASSIGNED_TO_YOU. */
    void requireAssignedTo(PersonState person) {
        if (assigneeId == null || assigneeId != person.id()) {
            throw new TicketRefused(TicketRefused.Reason.NOT_ASSIGNED_TO_YOU, id);
        }
    }

    /** Fails with DONE_ALREADY. */
    void requireUndone() {
        if (status == TicketStatus.RESOLVED || status == TicketStatus.CLOSED) {
            throw new TicketRefused(TicketRefused.Reason.DONE_ALREADY, id);
        }
    }

    /** Changes what the ticket says; the changes, one for each field that is different now. */
    List<TicketEdited.Change> say(TicketEdit edit, Instant now) {
        List<TicketEdited.Change> changes = new ArrayList<>();
        edit.subject().ifPresent(text -> {
            note(changes, "subject", subject, text);
            subject = text;
        });
        edit.description().ifPresent(text -> {
            note(changes, "description", description, text);
            description = text;
        });
        edit.priority().ifPresent(wanted -> {
            note(changes, "priority", priority.name(), wanted.name());
            priority = wanted;
        });
        edit.categoryId().ifPresent(wanted -> {
            note(changes, "category", Long.toString(categoryId), Long.toString(wanted));
            categoryId = wanted;
        });
        edit.tags().ifPresent(wanted -> {
            if (!List.of(tags).equals(wanted)) {
                changes.add(new TicketEdited.Change("tags", String.join(",", tags), String.join(",", wanted)));
                tags = wanted.toArray(String[]::new);
            }
        });
        edit.estimatedResolutionTime().ifPresent(wanted -> {
            Instant estimate = wanted.orElse(null);
            note(changes, "estimated_resolution_time", text(estimatedResolutionTime), text(estimate));
            estimatedResolutionTime = estimate;
        });
        if (!changes.isEmpty()) {
            updatedAt = now;
        }
        return changes;
    }

    private static void note(List<TicketEdited.Change> changes, String field, String before, String after) {
        if (!Objects.equals(before, after)) {
            changes.add(new TicketEdited.Change(field, before, after));
        }
    }

    private static String text(Instant moment) {
        return moment == null ? null : moment.toString();
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

    /** Fails with OTHER_VERSION when the client has seen another one. */
    void requireVersion(IfMatch seen) {
        if (!seen.allows(version)) {
            throw new TicketRefused(TicketRefused.Reason.OTHER_VERSION, id);
        }
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
                closedBy,
                statusChangedBy,
                List.of(tags),
                estimatedResolutionTime,
                version);
    }
}
