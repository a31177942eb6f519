package io.otklik.admin.chat;

import io.otklik.admin.staff.Staff;
import io.otklik.events.ChatMembersChanged;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.outbox.Outbox;
import io.otklik.outbox.TimeOrderedId;
import io.otklik.outbox.Transactions;
import io.otklik.people.People;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What happens to staff chats. Each change is one transaction with its events, under the lock of the chat's row. For whoever
 * takes no part in a chat it is not there: everything but {@link #join} fails with NOT_FOUND then.
 */
@ApplicationScoped
public class Chats {

    /** The suite's own messages, in the words of customer-requests.md, after a name. */
    private static final String JOINED = " присоединился к чату";

    private static final String LEFT = " покинул чат";

    private final Pool pool;
    private final Outbox outbox;
    private final ChatReads reads;
    private final Staff staff;
    private final People people;
    private final Clock clock;

    Chats(Pool pool, Outbox outbox, ChatReads reads, Staff staff, People people, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.reads = reads;
        this.staff = staff;
        this.people = people;
        this.clock = clock;
    }

    /** Creates a chat and queues ChatMembersChanged. Fails as {@link Staff#requireAll} does. */
    public Uni<ChatView> create(NewChat wish, PersonState by) {
        Set<Long> others = new LinkedHashSet<>(wish.participants());
        others.remove(by.id());
        return staff.requireAll(others).chain(() -> changing(tx -> insert(tx, wish, others, by)));
    }

    /**
     * Renames the chat, makes it one of another type, or inactive: that is to give it up as {@link #giveUp} does, by the same
     * people, and what is emitted shows it as it was left.
     */
    public Uni<ChatView> edit(long id, ChatEdit edit, PersonState by) {
        return edit.active().orElse(true)
                ? edit(id, edit, Standing::requireMember, tx -> Uni.createFrom().voidItem(), by)
                : people.atLeast(Role.ADMIN, by.id())
                        .chain(administrator -> edit(
                                id,
                                edit,
                                standing -> standing.requireCreatorOr(administrator),
                                tx -> outbox.append(tx, membersChanged(id, Set.of(), by)),
                                by));
    }

    private Uni<ChatView> edit(
            long id,
            ChatEdit edit,
            Consumer<Standing> allowed,
            Function<SqlConnection, Uni<Void>> told,
            PersonState by) {
        String type = edit.type().map(ChatType::name).orElse(null);
        return changing(tx -> standing(tx, id, by)
                .invoke(allowed)
                .chain(() -> tx.preparedQuery(ChatSql.UPDATE)
                        .execute(Tuple.of(
                                id,
                                edit.name().orElse(null),
                                type,
                                edit.active().orElse(null))))
                .chain(() -> told.apply(tx))
                .chain(() -> reads.changed(tx, id, by.id())));
    }

    /** Gives the chat up for everybody and queues ChatMembersChanged. Fails with NOT_YOURS too. */
    public Uni<Void> giveUp(long id, PersonState by) {
        return people.atLeast(Role.ADMIN, by.id())
                .chain(administrator -> changing(tx -> standing(tx, id, by)
                        .invoke(standing -> standing.requireCreatorOr(administrator))
                        .chain(() -> tx.preparedQuery(ChatSql.GIVE_UP).execute(Tuple.of(id)))
                        .chain(() -> outbox.append(tx, membersChanged(id, Set.of(), by)))));
    }

    /**
     * Takes the person into the chat; it says so, and ChatMembersChanged and ChatMessagePosted are queued. Nothing happens to whoever
     * takes part already. Fails with NOT_FOUND for a private chat that he takes no part in.
     */
    public Uni<Void> join(long id, PersonState person) {
        return changing(tx ->
                standing(tx, id, person).invoke(Standing::requireWayIn).chain(() -> enter(tx, id, person, person)));
    }

    /** Takes somebody else in, likewise. Fails as {@link Staff#required} does too. */
    public Uni<Void> invite(long id, long personId, PersonState by) {
        return reads.requireMember(id, by.id())
                .chain(() -> staff.required(personId))
                .chain(invited -> changing(tx ->
                        standing(tx, id, by).invoke(Standing::requireMember).chain(() -> enter(tx, id, invited, by))));
    }

    /** Lets the person go; the chat says so, and ChatMembersChanged and ChatMessagePosted are queued. */
    public Uni<Void> leave(long id, PersonState person) {
        NewChatMessage left = NewChatMessage.system(person.displayName() + LEFT);
        return changing(tx -> standing(tx, id, person)
                .invoke(Standing::requireMember)
                .chain(() -> tx.preparedQuery(ChatSql.LEAVE).execute(Tuple.of(id, person.id())))
                .chain(() -> tellMembers(tx, id, person))
                .chain(() -> say(tx, id, left, person))
                .replaceWithVoid());
    }

    /** Says something and queues ChatMessagePosted. Fails with NO_SUCH_MESSAGE too. */
    public Uni<ChatMessage> post(long id, NewChatMessage message, PersonState sender) {
        return changing(tx ->
                standing(tx, id, sender).invoke(Standing::requireMember).chain(() -> say(tx, id, message, sender)));
    }

    private <T> Uni<T> changing(Function<SqlConnection, Uni<T>> work) {
        return Transactions.in(pool, work).invoke(outbox::wakeRelay);
    }

    private Uni<ChatView> insert(SqlConnection tx, NewChat wish, Set<Long> others, PersonState by) {
        Set<Long> members = new TreeSet<>(others);
        members.add(by.id());
        Tuple values = Tuple.of(
                TimeOrderedId.next(),
                wish.name(),
                wish.type().name(),
                by.id(),
                clock.instant().atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(ChatSql.INSERT)
                .execute(values)
                .map(rows -> rows.iterator().next().getLong("id"))
                .call(id -> enter(tx, id, members))
                .call(id -> outbox.append(tx, membersChanged(id, members, by)))
                .chain(id -> reads.changed(tx, id, by.id()));
    }

    /** Locks the chat. Fails with NOT_FOUND when there is none. */
    private static Uni<Standing> standing(SqlConnection tx, long id, PersonState person) {
        return tx.preparedQuery(ChatSql.LOCK)
                .execute(Tuple.of(id))
                .invoke(rows -> require(rows, ChatRefused.Reason.NOT_FOUND, id))
                .chain(() -> tx.preparedQuery(ChatSql.STANDING).execute(Tuple.of(id, person.id())))
                .map(rows -> Standing.of(id, person, rows.iterator().next()));
    }

    private Uni<Void> enter(SqlConnection tx, long id, PersonState person, PersonState by) {
        NewChatMessage joined = NewChatMessage.system(person.displayName() + JOINED);
        return enter(tx, id, Set.of(person.id()))
                .chain(entered -> entered == 0
                        ? Uni.createFrom().voidItem()
                        : tellMembers(tx, id, by)
                                .chain(() -> say(tx, id, joined, person))
                                .replaceWithVoid());
    }

    /** How many of them took no part yet. */
    private static Uni<Integer> enter(SqlConnection tx, long id, Set<Long> personIds) {
        return tx.preparedQuery(ChatSql.ENTER)
                .execute(Tuple.of(id).addArrayOfLong(personIds.toArray(Long[]::new)))
                .map(RowSet::rowCount);
    }

    private Uni<ChatMessage> say(SqlConnection tx, long id, NewChatMessage message, PersonState sender) {
        Long replyTo = message.replyTo().orElse(null);
        Tuple values = Tuple.tuple()
                .addUUID(TimeOrderedId.next())
                .addLong(id)
                .addLong(sender.id())
                .addString(message.content())
                .addString(message.messageType())
                .addLong(replyTo)
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(ChatSql.SAY)
                .execute(values)
                .invoke(rows -> require(rows, ChatRefused.Reason.NO_SUCH_MESSAGE, replyTo))
                .map(rows -> ChatMessage.of(rows.iterator().next()))
                .call(said -> outbox.append(tx, said.postedEvent(sender)));
    }

    private Uni<Void> tellMembers(SqlConnection tx, long id, PersonState by) {
        return tx.preparedQuery(ChatSql.MEMBERS)
                .execute(Tuple.of(id))
                .map(Chats::ids)
                .chain(members -> outbox.append(tx, membersChanged(id, members, by)));
    }

    private ChatMembersChanged membersChanged(long id, Set<Long> members, PersonState by) {
        return new ChatMembersChanged(TimeOrderedId.next(), id, members, by.actor(), clock.instant());
    }

    private static void require(RowSet<Row> rows, ChatRefused.Reason otherwise, Long id) {
        if (rows.size() == 0) {
            throw new ChatRefused(otherwise, id);
        }
    }

    private static Set<Long> ids(RowSet<Row> rows) {
        Set<Long> ids = new TreeSet<>();
        rows.forEach(row -> ids.add(row.getLong("person_id")));
        return ids;
    }
}
