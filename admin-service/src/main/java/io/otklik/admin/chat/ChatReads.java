package io.otklik.admin.chat;

import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.edge.PageNumber;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Chats as their participants see them, each list read by one statement; for others they are not there. */
@ApplicationScoped
public class ChatReads {

    private final Pool pool;

    ChatReads(Pool pool) {
        this.pool = pool;
    }

    /** The chats that the person takes part in, newest first. */
    public Uni<Listing<ChatView>> list(long personId, PageNumber page) {
        return pool.preparedQuery(ChatSql.LIST)
                .execute(Tuple.of(personId, page.size(), page.offset()))
                .map(rows -> Listing.of(rows, ChatView::of));
    }

    /** One of the person's chats. Fails with NOT_FOUND. */
    public Uni<ChatView> one(long id, long personId) {
        return one(pool, ChatSql.ONE, id, personId);
    }

    /** The same in the transaction that changed the chat, be it that it made it inactive. */
    Uni<ChatView> changed(SqlClient tx, long id, long personId) {
        return one(tx, ChatSql.CHANGED, id, personId);
    }

    private static Uni<ChatView> one(SqlClient client, String query, long id, long personId) {
        return client.preparedQuery(query)
                .execute(Tuple.of(personId, id))
                .invoke(rows -> require(id, rows))
                .map(rows -> ChatView.of(rows.iterator().next()));
    }

    /** Fails with NOT_FOUND when the person takes no part in the chat. */
    public Uni<Void> requireMember(long id, long personId) {
        return pool.preparedQuery(ChatSql.TAKES_PART)
                .execute(Tuple.of(id, personId))
                .invoke(rows -> require(id, rows))
                .replaceWithVoid();
    }

    /**
     * What was said, oldest first; what is shown counts as read by the person from then on, not yet in this answer. Fails with
     * NOT_FOUND.
     */
    public Uni<Listing<ChatMessage>> read(long id, long personId, Page page) {
        long after = page.cursor() == null ? 0 : page.cursor();
        return pool.preparedQuery(ChatSql.MESSAGES)
                .execute(Tuple.of(id, personId, after, page.limit() + 1))
                .invoke(rows -> require(id, rows))
                .map(rows -> Listing.of(rows, ChatMessage::of))
                .call(found -> mark(id, personId, page, found.rows()));
    }

    private Uni<?> mark(long id, long personId, Page page, List<ChatMessage> found) {
        int shown = Math.min(found.size(), page.limit());
        return shown == 0
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(ChatSql.MARK_READ)
                        .execute(Tuple.of(id, personId, found.get(shown - 1).id()));
    }

    private static void require(long id, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new ChatRefused(ChatRefused.Reason.NOT_FOUND, id);
        }
    }
}
