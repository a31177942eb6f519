package io.otklik.ticket.category;

import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.outbox.Outbox;
import io.otklik.outbox.TimeOrderedId;
import io.otklik.outbox.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The categories that tickets are sorted into, and their administration. Each change and its event are one transaction. */
@ApplicationScoped
public class Categories {

    private static final String UNIQUE_VIOLATION = "23505";

    /** Of V12__general_stays.sql. */
    private static final String GENERAL_STAYS = "category_general_stays";

    private static final String LIST = """
            select n.total, c.*
            from (select count(*) total from category where (is_active or $3) and deleted_at is null) n
            left join lateral (
                select * from category
                where (is_active or $3) and deleted_at is null
                  and ($1::bigint is null or (sort_order, name collate pg_c_utf8, id)
                    > (select sort_order, name, id from category where id = $1))
                order by sort_order, name collate pg_c_utf8, id limit $2) c on true
            order by c.sort_order, c.name collate pg_c_utf8, c.id""";

    private static final String INSERT = """
            insert into category (uuid, name, description, icon, color, is_active, sort_order)
            values ($1, $2, $3, $4, $5, coalesce($6, true), coalesce($7, 100))
            on conflict ((lower(name collate pg_c_utf8))) where deleted_at is null do nothing
            returning *""";

    /** A pair of values for what may become null: whether to change it, and to what. */
    private static final String UPDATE = """
            update category set name = coalesce($2, name),
                description = case when $3 then $4 else description end,
                icon = case when $5 then $6 else icon end,
                color = case when $7 then $8 else color end,
                is_active = coalesce($9, is_active), sort_order = coalesce($10, sort_order)
            where id = $1 and deleted_at is null
            returning *""";

    private static final String DELETE =
            "update category set deleted_at = $2 where id = $1 and deleted_at is null returning *";

    private static final String EXISTS = "select from category where id = $1 and deleted_at is null";

    private static final String ID = "select id from category where uuid = $1 and deleted_at is null";

    private static final String SHOWN_AS = """
            select id from category
            where coalesce(code, 'general') = $1 and exists (
                select from category where coalesce(code, 'general') = $1 and deleted_at is null)""";

    private static final String CODED = "select id from category where code = $1 and is_active and deleted_at is null";

    private final Pool pool;
    private final Outbox outbox;
    private final Clock clock;

    Categories(Pool pool, Outbox outbox, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The categories that a new ticket may have, by sort order, then name. */
    public Uni<Listing<Category>> usable(Page page) {
        return list(page, false);
    }

    /** All that are not deleted, by sort order, then name. */
    public Uni<Listing<Category>> all(Page page) {
        return list(page, true);
    }

    private Uni<Listing<Category>> list(Page page, boolean inactiveToo) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(page.cursor(), page.limit() + 1, inactiveToo))
                .map(rows -> Listing.of(rows, Category::of));
    }

    /** Creates a category; its name is there. Fails with NAME_TAKEN. */
    public Uni<Category> create(CategoryEdit wish) {
        Tuple values = Tuple.tuple()
                .addUUID(TimeOrderedId.next())
                .addString(wish.name().orElseThrow())
                .addString(given(wish.description()))
                .addString(given(wish.icon()))
                .addString(given(wish.color()))
                .addBoolean(wish.active().orElse(null))
                .addInteger(wish.sortOrder().orElse(null));
        return changing(INSERT, values, CategoryRefused.Reason.NAME_TAKEN, 0, false);
    }

    /** Changes the category, for its tickets too. Fails with NOT_FOUND, NAME_TAKEN, or NEEDED when it must stay active. */
    public Uni<Category> update(long id, CategoryEdit edit) {
        Tuple values = Tuple.tuple()
                .addLong(id)
                .addString(edit.name().orElse(null))
                .addBoolean(edit.description().isPresent())
                .addString(given(edit.description()))
                .addBoolean(edit.icon().isPresent())
                .addString(given(edit.icon()))
                .addBoolean(edit.color().isPresent())
                .addString(given(edit.color()))
                .addBoolean(edit.active().orElse(null))
                .addInteger(edit.sortOrder().orElse(null));
        return changing(UPDATE, values, CategoryRefused.Reason.NOT_FOUND, id, false);
    }

    /** Hides the category from lists and new tickets and frees its name. Fails with NOT_FOUND or NEEDED. */
    public Uni<Void> delete(long id) {
        Tuple values = Tuple.of(id, clock.instant().atOffset(ZoneOffset.UTC));
        return changing(DELETE, values, CategoryRefused.Reason.NOT_FOUND, id, true)
                .replaceWithVoid();
    }

    /** @param otherwise why no row was touched */
    private Uni<Category> changing(
            String sql, Tuple values, CategoryRefused.Reason otherwise, long id, boolean deleted) {
        return Transactions.in(pool, tx -> tx.preparedQuery(sql)
                        .execute(values)
                        .onFailure(Categories::isTaken)
                        .transform(taken -> new CategoryRefused(CategoryRefused.Reason.NAME_TAKEN, id))
                        .onFailure(Categories::isNeeded)
                        .transform(needed -> new CategoryRefused(CategoryRefused.Reason.NEEDED, id))
                        .map(rows -> touched(rows, otherwise, id))
                        .call(category -> outbox.append(tx, category.changedEvent(deleted, clock.instant()))))
                .invoke(outbox::wakeRelay);
    }

    private static Category touched(RowSet<Row> rows, CategoryRefused.Reason otherwise, long id) {
        if (rows.size() == 0) {
            throw new CategoryRefused(otherwise, id);
        }
        return Category.of(rows.iterator().next());
    }

    /** Fails with NOT_FOUND when there is no such category, or it is deleted. */
    public Uni<Void> exists(long id) {
        return pool.preparedQuery(EXISTS)
                .execute(Tuple.of(id))
                .invoke(found -> required(id, found))
                .replaceWithVoid();
    }

    /** The category's other id; empty when there is no such category, or it is deleted. */
    public Uni<Optional<Long>> id(UUID uuid) {
        return pool.preparedQuery(ID).execute(Tuple.of(uuid)).map(Categories::first);
    }

    /** The category that has the code; empty when there is none that new tickets may have. */
    public Uni<Optional<Long>> coded(String code) {
        return pool.preparedQuery(CODED).execute(Tuple.of(code)).map(Categories::first);
    }

    /**
     * All categories that show as the code, deleted ones too: `general` is also what has none. None when no category that is
     * not deleted shows so.
     */
    public Uni<Set<Long>> shownAs(String code) {
        return pool.preparedQuery(SHOWN_AS).execute(Tuple.of(code)).map(rows -> {
            Set<Long> ids = new HashSet<>();
            rows.forEach(row -> ids.add(row.getLong("id")));
            return ids;
        });
    }

    private static Optional<Long> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(rows.iterator().next().getLong("id"));
    }

    private static String given(Optional<Optional<String>> value) {
        return value.flatMap(inner -> inner).orElse(null);
    }

    private static void required(long id, RowSet<Row> touched) {
        if (touched.rowCount() == 0) {
            throw new CategoryRefused(CategoryRefused.Reason.NOT_FOUND, id);
        }
    }

    private static boolean isNeeded(Throwable failure) {
        return failure instanceof PgException answer && GENERAL_STAYS.equals(answer.getConstraint());
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException answer && UNIQUE_VIOLATION.equals(answer.getSqlState());
    }
}
