package io.otklik.ticket.ticketing;

import io.otklik.events.CategoryFacts;
import io.otklik.events.PersonState;
import io.otklik.events.TicketAssigned;
import io.otklik.events.TicketCreated;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatus;
import io.otklik.events.TicketStatusChanged;
import io.otklik.outbox.Outbox;
import io.otklik.outbox.TimeOrderedId;
import io.otklik.outbox.Transactions;
import io.otklik.ticket.attachment.Attachments;
import io.otklik.ticket.attachment.KeptFile;
import io.otklik.ticket.attachment.Upload;
import io.otklik.ticket.category.CategoryRefused;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What happens to tickets. Each change and its event are one transaction, under the ticket's row lock. */
@ApplicationScoped
public class Tickets {

    /** Inserts only into a category that new tickets may have; no row otherwise. One statement, since filing is frequent. */
    private static final String INSERT = """
            with chosen as materialized (
                select id, name from category where id = $4 and is_active and deleted_at is null for key share
            ), filed as (
                insert into ticket (uuid, subject, description, category_id, priority, requester_id, origin, created_at, updated_at)
                select $1, $2, $3, id, $5, $6, $7, $8, $8 from chosen
                returning id
            )
            select filed.id, chosen.name from filed, chosen""";

    private final TicketRows rows;
    private final TicketActors actors;
    private final Outbox outbox;
    private final Attachments attachments;
    private final Pool pool;
    private final Clock clock;

    Tickets(TicketRows rows, TicketActors actors, Outbox outbox, Attachments attachments, Pool pool, Clock clock) {
        this.rows = rows;
        this.actors = actors;
        this.outbox = outbox;
        this.attachments = attachments;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Files the ticket with its attachments and queues TicketCreated. Fails with the category's NOT_USABLE, or with what
     * {@link Attachments#keep} refuses.
     */
    public Uni<TicketSnapshot> open(NewTicket draft, List<Upload> uploads, PersonState requester) {
        return attachments.keep(uploads).chain(files -> file(draft, files, requester));
    }

    /** Only a refusal tells for sure that nothing refers to the files; after other failures the sweep finds out. */
    private Uni<TicketSnapshot> file(NewTicket draft, List<KeptFile> files, PersonState requester) {
        Instant now = clock.instant();
        return Transactions.in(pool, tx -> insert(tx, draft, requester, now)
                        .call(created -> attachments.attach(tx, created.ticket().id(), requester, files, now))
                        .call(created -> outbox.append(tx, created.event()))
                        .map(Created::ticket))
                .invoke(outbox::wakeRelay)
                .onFailure(CategoryRefused.class)
                .call(() -> attachments.discard(files));
    }

    /**
     * Assigns the agent and queues TicketAssigned; when he is assigned already, nothing happens. Fails with NOT_FOUND.
     * That he may be assigned, the caller has made sure of.
     */
    public Uni<TicketSnapshot> assign(long id, PersonState agent, PersonState by) {
        return changing(id, ticket -> assign(ticket, agent, by));
    }

    /**
     * Sets the status and queues TicketStatusChanged; when the ticket has it already, nothing happens. Fails with
     * NOT_FOUND, and with UNASSIGNED while nobody is assigned.
     */
    public Uni<TicketSnapshot> changeStatus(long id, StatusWish wish, PersonState by) {
        return changing(id, ticket -> changeStatus(ticket, wish, by));
    }

    /** The clock is read under the lock, by the change: so the times of a ticket's changes come in the order of their commits. */
    private Uni<TicketSnapshot> changing(long id, Function<Ticket, Uni<Void>> change) {
        return actors.introduced(() ->
                outbox.transaction(() -> rows.locked(id).call(change::apply).map(Ticket::snapshot)));
    }

    private Uni<Void> assign(Ticket ticket, PersonState agent, PersonState by) {
        Instant now = clock.instant();
        Long previous = ticket.snapshot().assigneeId();
        if (!ticket.assign(agent, now)) {
            return Uni.createFrom().voidItem();
        }
        TicketFacts facts = actors.facts(ticket.snapshot());
        return outbox.append(new TicketAssigned(TimeOrderedId.next(), facts, actors.actor(previous), by.actor(), now));
    }

    private Uni<Void> changeStatus(Ticket ticket, StatusWish wish, PersonState by) {
        Instant now = clock.instant();
        TicketStatus previous = ticket.snapshot().status();
        if (!ticket.become(wish, by, now)) {
            return Uni.createFrom().voidItem();
        }
        TicketFacts facts = actors.facts(ticket.snapshot());
        return outbox.append(new TicketStatusChanged(TimeOrderedId.next(), facts, previous, by.actor(), now));
    }

    private Uni<Created> insert(SqlConnection tx, NewTicket draft, PersonState requester, Instant now) {
        UUID uuid = TimeOrderedId.next();
        Tuple values = Tuple.tuple()
                .addUUID(uuid)
                .addString(draft.subject())
                .addString(draft.description())
                .addLong(draft.categoryId())
                .addString(draft.priority().name())
                .addLong(requester.id())
                .addString(draft.origin())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(INSERT)
                .execute(values)
                .map(inserted -> Created.of(inserted, uuid, draft, requester, now));
    }

    private record Created(TicketSnapshot ticket, TicketCreated event) {

        static Created of(RowSet<Row> inserted, UUID uuid, NewTicket draft, PersonState requester, Instant now) {
            if (inserted.size() == 0) {
                throw new CategoryRefused(CategoryRefused.Reason.NOT_USABLE, draft.categoryId());
            }
            Row row = inserted.iterator().next();
            long id = row.getLong("id");
            TicketSnapshot ticket = new TicketSnapshot(
                    id,
                    uuid,
                    draft.subject(),
                    draft.description(),
                    TicketStatus.OPEN,
                    draft.priority(),
                    draft.categoryId(),
                    requester.id(),
                    null,
                    draft.origin(),
                    now,
                    now,
                    null,
                    null);
            TicketFacts facts = new TicketFacts(
                    id, uuid, draft.subject(), TicketStatus.OPEN, requester.actor(), null, draft.origin());
            CategoryFacts category = new CategoryFacts(draft.categoryId(), row.getString("name"));
            return new Created(
                    ticket,
                    new TicketCreated(
                            TimeOrderedId.next(), facts, draft.description(), category, draft.priority(), now));
        }
    }
}
