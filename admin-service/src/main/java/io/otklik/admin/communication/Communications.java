package io.otklik.admin.communication;

import io.otklik.admin.neighbour.TicketService;
import io.otklik.admin.staff.Staff;
import io.otklik.edge.Listing;
import io.otklik.edge.PageNumber;
import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketDeleted;
import io.otklik.outbox.TimeOrderedId;
import io.otklik.outbox.Transactions;
import io.otklik.people.People;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Letters between departments, for those who sent them and those whom they are for; for anybody else they are not there. */
@ApplicationScoped
public class Communications {

    private final Pool pool;
    private final Staff staff;
    private final People people;
    private final TicketService tickets;
    private final Clock clock;

    Communications(Pool pool, Staff staff, People people, TicketService tickets, Clock clock) {
        this.pool = pool;
        this.staff = staff;
        this.people = people;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** What the person sent or takes part in, newest first, read by one statement. */
    public Uni<Listing<Communication>> list(long personId, PageNumber page) {
        return pool.preparedQuery(CommunicationSql.LIST)
                .execute(Tuple.of(personId, page.size(), page.offset()))
                .map(rows -> Listing.of(rows, Communication::of));
    }

    /** Fails with NOT_FOUND. */
    public Uni<Communication> one(long id, long personId) {
        return one(pool, id, personId);
    }

    /** Fails with NO_SUCH_REQUEST and as {@link Staff#requireAll} does. */
    public Uni<Communication> create(NewCommunication wish, PersonState sender) {
        return requireNamed(wish.requestId(), wish.participants())
                .chain(() -> Transactions.in(pool, tx -> insert(tx, wish, sender.id())));
    }

    /** Fails with NOT_FOUND or NOT_YOURS, then as {@link #create} does. */
    public Uni<Communication> edit(long id, CommunicationEdit edit, PersonState by) {
        return requireChangeable(id, by).chain(before -> requireNamed(
                        edit.requestId().flatMap(inner -> inner),
                        edit.participants().orElse(Set.of()))
                .chain(() -> Transactions.in(pool, tx -> update(tx, before, edit)))
                .chain(() -> one(id, before.senderId())));
    }

    /** Fails with NOT_FOUND or NOT_YOURS. */
    public Uni<Void> delete(long id, PersonState by) {
        return requireChangeable(id, by)
                .chain(() -> pool.preparedQuery(CommunicationSql.DELETE).execute(Tuple.of(id)))
                .replaceWithVoid();
    }

    /** Makes it read, unless it is more than that already or the reader sent it himself. Fails with NOT_FOUND. */
    public Uni<Communication> read(long id, PersonState reader) {
        return pool.preparedQuery(CommunicationSql.READ)
                .execute(Tuple.of(id, reader.id()))
                .chain(() -> one(id, reader.id()));
    }

    /** Sends an answer to all others who see it, and makes it replied unless its own sender does so. Fails with NOT_FOUND. */
    public Uni<Answered> reply(long id, String words, PersonState by) {
        return Transactions.in(pool, tx -> tx.preparedQuery(CommunicationSql.REPLIED)
                .execute(Tuple.of(id, by.id()))
                .chain(() -> one(tx, id, by.id()))
                .chain(replied -> insert(tx, replied.answer(words, by.id()), by.id())
                        .map(answer -> new Answered(replied, answer))));
    }

    /** The communication, if the person may change it. Fails with NOT_FOUND or NOT_YOURS. */
    public Uni<Communication> requireChangeable(long id, PersonState by) {
        return one(id, by.id())
                .call(found -> found.senderId() == by.id()
                        ? Uni.createFrom().voidItem()
                        : people.atLeast(Role.ADMIN, by.id())
                                .invoke(administrator -> requireAdministrator(administrator, id)));
    }

    private static void requireAdministrator(boolean administrator, long id) {
        if (!administrator) {
            throw new CommunicationRefused(CommunicationRefused.Reason.NOT_YOURS, id);
        }
    }

    /** Deletes what is about requests that are deleted, in the transaction of their events. */
    public Uni<Void> forget(SqlConnection tx, List<Event> events) {
        Long[] gone = events.stream()
                .filter(TicketDeleted.class::isInstance)
                .map(event -> ((TicketDeleted) event).ticket().id())
                .toArray(Long[]::new);
        return gone.length == 0
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(CommunicationSql.FORGET)
                        .execute(Tuple.tuple().addArrayOfLong(gone))
                        .replaceWithVoid();
    }

    private Uni<Void> requireNamed(Optional<Long> requestId, Set<Long> participants) {
        return requestId
                .map(this::requireRequest)
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> staff.requireAll(participants));
    }

    private Uni<Void> requireRequest(long id) {
        return tickets.hasRequest(id)
                .invoke(there -> {
                    if (!there) {
                        throw new CommunicationRefused(CommunicationRefused.Reason.NO_SUCH_REQUEST, id);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Communication> insert(SqlConnection tx, NewCommunication wish, long senderId) {
        Tuple values = Tuple.tuple()
                .addUUID(TimeOrderedId.next())
                .addLong(wish.requestId().orElse(null))
                .addString(wish.fromDepartment())
                .addString(wish.toDepartment())
                .addString(wish.subject())
                .addString(wish.content())
                .addString(wish.urgency().name())
                .addString(wish.progress().name())
                .addLong(senderId)
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(CommunicationSql.INSERT)
                .execute(values)
                .map(rows -> rows.iterator().next().getLong("id"))
                .call(id -> addReaders(tx, id, senderId, wish.participants()))
                .chain(id -> one(tx, id, senderId));
    }

    private static Uni<Void> update(SqlConnection tx, Communication before, CommunicationEdit edit) {
        Tuple values = Tuple.tuple()
                .addLong(before.id())
                .addString(edit.fromDepartment().orElse(null))
                .addString(edit.toDepartment().orElse(null))
                .addString(edit.subject().orElse(null))
                .addString(edit.content().orElse(null))
                .addString(edit.urgency().map(Urgency::name).orElse(null))
                .addString(edit.progress().map(Progress::name).orElse(null))
                .addBoolean(edit.requestId().isPresent())
                .addLong(edit.requestId().flatMap(inner -> inner).orElse(null));
        Uni<Void> updated = tx.preparedQuery(CommunicationSql.UPDATE)
                .execute(values)
                .invoke(rows -> requireTouched(before.id(), rows))
                .replaceWithVoid();
        if (edit.participants().isEmpty()) {
            return updated;
        }
        return updated.chain(
                        () -> tx.preparedQuery(CommunicationSql.REMOVE_READERS).execute(Tuple.of(before.id())))
                .chain(() -> addReaders(
                        tx, before.id(), before.senderId(), edit.participants().get()));
    }

    private static Uni<Void> addReaders(SqlConnection tx, long id, long senderId, Set<Long> participants) {
        return tx.preparedQuery(CommunicationSql.ADD_READERS)
                .execute(Tuple.of(id, senderId).addArrayOfLong(participants.toArray(Long[]::new)))
                .replaceWithVoid();
    }

    private static Uni<Communication> one(SqlClient client, long id, long personId) {
        return client.preparedQuery(CommunicationSql.ONE)
                .execute(Tuple.of(personId, id))
                .map(rows -> only(id, rows));
    }

    private static void requireTouched(long id, RowSet<Row> rows) {
        if (rows.rowCount() == 0) {
            throw new CommunicationRefused(CommunicationRefused.Reason.NOT_FOUND, id);
        }
    }

    private static Communication only(long id, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new CommunicationRefused(CommunicationRefused.Reason.NOT_FOUND, id);
        }
        return Communication.of(rows.iterator().next());
    }
}
