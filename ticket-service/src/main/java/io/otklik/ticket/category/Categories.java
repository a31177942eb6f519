package io.otklik.ticket.category;

import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.events.CategoryFacts;
import io.otklik.outbox.TimeOrderedId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The categories that tickets are sorted into, and their administration. */
@ApplicationScoped
public class Categories {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String USABLE_LIST = """
            select n.total, c.id, c.name
            from (select count(*) total from category where is_active and deleted_at is null) n
            left join lateral (
                select id, name, sort_order from category
                where is_active and deleted_at is null
                  and ($1::bigint is null or (sort_order, name collate pg_c_utf8, id)
                    > (select sort_order, name, id from category where id = $1))
                order by sort_order, name collate pg_c_utf8, id limit $2) c on true
            order by c.sort_order, c.name collate pg_c_utf8, c.id""";

    private static final String INSERT = """
            insert into category (uuid, name) values ($1, $2)
            on conflict ((lower(name collate pg_c_utf8))) where deleted_at is null do nothing
            returning id""";

    private static final String RENAME = "update category set name = $2 where id = $1 and deleted_at is null";

    private static final String DELETE = "update category set deleted_at = $2 where id = $1 and deleted_at is null";

    private static final String EXISTS = "select from category where id = $1 and deleted_at is null";

    private final Pool pool;
    private final Clock clock;

    Categories(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** The categories that a new ticket may have, by sort order, then name. */
    public Uni<Listing<CategoryFacts>> usable(Page page) {
        return pool.preparedQuery(USABLE_LIST)
                .execute(Tuple.of(page.cursor(), page.limit() + 1))
                .map(Categories::listing);
    }

    /** Creates an active category at the end of the order. Fails with NAME_TAKEN. */
    public Uni<CategoryFacts> create(String name) {
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(TimeOrderedId.next(), name))
                .map(rows -> new CategoryFacts(newId(rows), name));
    }

    /** Renames the category, for its tickets too. Fails with NOT_FOUND or NAME_TAKEN. */
    public Uni<CategoryFacts> rename(long id, String name) {
        return pool.preparedQuery(RENAME)
                .execute(Tuple.of(id, name))
                .onFailure(Categories::isTaken)
                .transform(taken -> new CategoryRefused(CategoryRefused.Reason.NAME_TAKEN, id))
                .invoke(changed -> required(id, changed))
                .replaceWith(new CategoryFacts(id, name));
    }

    /** Hides the category from lists and new tickets and frees its name. Fails with NOT_FOUND. */
    public Uni<Void> delete(long id) {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(id, clock.instant().atOffset(ZoneOffset.UTC)))
                .invoke(changed -> required(id, changed))
                .replaceWithVoid();
    }

    /** Fails with NOT_FOUND when there is no such category, or it is deleted. */
    public Uni<Void> exists(long id) {
        return pool.preparedQuery(EXISTS)
                .execute(Tuple.of(id))
                .invoke(found -> required(id, found))
                .replaceWithVoid();
    }

    private static Listing<CategoryFacts> listing(RowSet<Row> rows) {
        List<CategoryFacts> categories = new ArrayList<>(rows.size());
        long total = 0;
        for (Row row : rows) {
            total = row.getLong("total");
            if (row.getLong("id") != null) {
                categories.add(new CategoryFacts(row.getLong("id"), row.getString("name")));
            }
        }
        return new Listing<>(categories, total);
    }

    private static long newId(RowSet<Row> rows) {
        if (rows.rowCount() == 0) {
            throw new CategoryRefused(CategoryRefused.Reason.NAME_TAKEN, 0);
        }
        return rows.iterator().next().getLong("id");
    }

    private static void required(long id, RowSet<Row> touched) {
        if (touched.rowCount() == 0) {
            throw new CategoryRefused(CategoryRefused.Reason.NOT_FOUND, id);
        }
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException answer && UNIQUE_VIOLATION.equals(answer.getSqlState());
    }
}
