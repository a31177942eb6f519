package io.otklik.ticket.ticketing;

import io.otklik.events.PersonState;
import io.otklik.events.TicketCreated;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatus;
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
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** New tickets: each is filed together with its event. */
@ApplicationScoped
public class Filing {

    /**
     * The ticket, in a category that new tickets may have (no row otherwise), and its event, which learns here what only this
     * statement knows: the ticket's id and its category. One statement is its own transaction, and filing is frequent.
     */
    private static final String FILE = """
            with chosen as materialized (
                select id, name from category
                where (id = $4 or $4 is null and code = 'general') and is_active and deleted_at is null
                limit 1
            ), filed as (
                insert into ticket (uuid, subject, description, category_id, priority, requester_id, origin, created_at, updated_at,
                                    tags, estimated_resolution_time)
                select $1, $2, $3, id, $5, $6, $7, $8, $8, $9, $10 from chosen
                returning id, category_id
            ), told as (
                insert into outbox (id, aggregatetype, aggregateid, type, payload)
                select $11, $12, filed.id::text, $13, event || jsonb_build_object(
                    'ticket', event->'ticket' || jsonb_build_object('id', filed.id, 'categoryId', filed.category_id),
                    'category', jsonb_build_object('id', chosen.id, 'name', chosen.name))
                from filed, chosen, (select $14::text::jsonb) draft (event)
            )
            select id, category_id from filed""";

    private final Attachments attachments;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;

    Filing(Attachments attachments, Outbox outbox, Pool pool, Clock clock) {
        this.attachments = attachments;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Files the ticket with its attachments and queues TicketCreated. Fails with the category's NOT_USABLE, or with what
     * {@link Attachments#keep} refuses.
     *
     * @param by who files it: the requester, or an agent for him
     */
    public Uni<TicketSnapshot> file(NewTicket draft, List<Upload> uploads, PersonState requester, PersonState by) {
        return attachments.keep(uploads).chain(files -> file(draft, files, requester, by, clock.instant()));
    }

    /** Only a refusal tells for sure that nothing refers to the files; after other failures the sweep finds out. */
    private Uni<TicketSnapshot> file(
            NewTicket draft, List<KeptFile> files, PersonState requester, PersonState by, Instant now) {
        Uni<TicketSnapshot> filed = files.isEmpty()
                ? insert(pool, draft, requester, by, now)
                : Transactions.in(pool, tx -> insert(tx, draft, requester, by, now)
                        .call(ticket -> attachments.attach(tx, ticket.id(), by, files, now)));
        return filed.invoke(outbox::wakeRelay).onFailure(CategoryRefused.class).call(() -> attachments.discard(files));
    }

    private static Uni<TicketSnapshot> insert(
            SqlClient client, NewTicket draft, PersonState requester, PersonState by, Instant now) {
        UUID uuid = TimeOrderedId.next();
        TicketCreated event = event(uuid, draft, requester, by, now);
        Tuple values = Tuple.tuple()
                .addUUID(uuid)
                .addString(draft.subject())
                .addString(draft.description())
                .addLong(draft.categoryId())
                .addString(draft.priority().name())
                .addLong(requester.id())
                .addString(draft.origin())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addArrayOfString(draft.tags().toArray(String[]::new))
                .addOffsetDateTime(
                        draft.estimatedResolutionTime() == null
                                ? null
                                : draft.estimatedResolutionTime().atOffset(ZoneOffset.UTC))
                .addUUID(event.eventId())
                .addString(Outbox.aggregateType(event))
                .addString(event.type())
                .addString(Outbox.payload(event));
        return client.preparedQuery(FILE)
                .execute(values)
                .map(inserted -> snapshot(inserted, uuid, draft, requester, now));
    }

    /** Without the ticket's id and its category. */
    private static TicketCreated event(UUID uuid, NewTicket draft, PersonState requester, PersonState by, Instant now) {
        TicketFacts facts = new TicketFacts(
                0,
                uuid,
                draft.subject(),
                TicketStatus.OPEN,
                requester.actor(),
                null,
                draft.origin(),
                draft.priority(),
                null);
        return new TicketCreated(
                TimeOrderedId.next(), facts, draft.description(), null, draft.priority(), by.actor(), now);
    }

    private static TicketSnapshot snapshot(
            RowSet<Row> inserted, UUID uuid, NewTicket draft, PersonState requester, Instant now) {
        if (inserted.size() == 0) {
            long wanted = draft.categoryId() == null ? 0 : draft.categoryId();
            throw new CategoryRefused(CategoryRefused.Reason.NOT_USABLE, wanted);
        }
        Row row = inserted.iterator().next();
        return new TicketSnapshot(
                row.getLong("id"),
                uuid,
                draft.subject(),
                draft.description(),
                TicketStatus.OPEN,
                draft.priority(),
                row.getLong("category_id"),
                requester.id(),
                null,
                draft.origin(),
                now,
                now,
                null,
                null,
                null,
                draft.tags(),
                draft.estimatedResolutionTime(),
                0);
    }
}
