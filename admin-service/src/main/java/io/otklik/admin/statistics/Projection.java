package io.otklik.admin.statistics;

import io.otklik.events.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Writes the tables of V4__statistics.sql, of which only one transaction at a time may write. An event that comes again, or after
 * those that followed it, changes nothing.
 */
@ApplicationScoped
public class Projection {

    /** The columns of all: 1 ticket, 2 status, 3 priority, 4 category, 5 assignee, 6 when. */
    private static final String CREATED = """
            insert into statistics_ticket (id, status, priority, category_id, assignee_id, created_at, updated_at)
            select id, status, priority, category_id, assignee_id, at, at
            from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::timestamptz[])
                as opened (id, status, priority, category_id, assignee_id, at)
            where not exists (select from statistics_deleted_ticket gone where gone.id = opened.id)
            on conflict (id) do nothing""";

    /** Of one, like CREATED; 7 whether the status changed: only then the event has a say in it. Without priority and category they stay. */
    private static final String CHANGED = """
            update statistics_ticket set
                status = case when $7::boolean then $2::text else status end,
                priority = coalesce($3::text, priority),
                category_id = coalesce($4::bigint, category_id),
                assignee_id = $5::bigint,
                resolved_at = case when not $7 or status = $2 or $2 = 'CLOSED' then resolved_at
                                   when $2 = 'RESOLVED' then $6::timestamptz end,
                closed_at = case when not $7 or status = $2 then closed_at when $2 = 'CLOSED' then $6 end,
                updated_at = $6
            where id = $1 and updated_at <= $6""";

    /** 1 ticket, 2 when. */
    private static final String RESPONDED = """
            update statistics_ticket set responded_at = $2
            where id = $1 and (responded_at is null or responded_at > $2)""";

    /** 1 ticket. */
    private static final String DELETED = """
            with deleted as (insert into statistics_deleted_ticket values ($1) on conflict do nothing)
            delete from statistics_ticket where id = $1""";

    /** 1 category, 2 uuid, 3 name, 4 whether it is deleted, 5 when. */
    private static final String CATEGORY_CHANGED = """
            insert into statistics_category as known (id, uuid, name, deleted, named_at) values ($1, $2, $3, $4, $5)
            on conflict (id) do update set
                uuid = excluded.uuid, name = excluded.name, deleted = excluded.deleted, named_at = excluded.named_at
            where known.uuid is null or known.named_at <= excluded.named_at""";

    /** 1 category, 2 name, 3 when. Counts only while no CategoryChanged has told. */
    private static final String CATEGORY_SEEN = """
            insert into statistics_category as known (id, name, named_at) values ($1, $2, $3)
            on conflict (id) do update set name = excluded.name, named_at = excluded.named_at
            where known.uuid is null and known.named_at < excluded.named_at""";

    /** What is not there any more is not said to be 0. */
    private static final String TIDY = """
            with tidied as (delete from statistics_tally where n = 0)
            delete from statistics_response_tally where n = 0""";

    private static final String CLEAR = """
            delete from statistics_ticket;
            delete from statistics_deleted_ticket;
            delete from statistics_category;
            delete from statistics_tally;
            delete from statistics_response_tally""";

    /** Takes the events in, in the transaction of their batch. */
    public Uni<Void> write(SqlConnection tx, List<Event> events) {
        Changes changes = Changes.of(events);
        Tuple tickets = Tuple.tuple().addArrayOfLong(changes.tickets().toArray(Long[]::new));
        return tally(tx, "id = any($1)", -1, tickets)
                .chain(() -> write(tx, changes))
                .chain(() -> tally(tx, "id = any($1)", 1, tickets))
                .chain(() -> tx.query(TIDY).execute())
                .replaceWithVoid();
    }

    /** Deletes everything. */
    public Uni<Void> clear(SqlConnection tx) {
        return tx.query(CLEAR).execute().replaceWithVoid();
    }

    /** Takes the events in, but for the tallies: {@link #tally} makes them after the last. */
    public Uni<Void> refill(SqlConnection tx, List<Event> events) {
        return write(tx, Changes.of(events));
    }

    /** Adds up the tallies, of which there are none yet. */
    public Uni<Void> tally(SqlConnection tx) {
        return tally(tx, "true", 1, Tuple.tuple());
    }

    /** By kind: of one ticket the order matters only among its changes. */
    private static Uni<Void> write(SqlConnection tx, Changes changes) {
        return each(tx, CATEGORY_CHANGED, changes.categories())
                .chain(() -> each(tx, CATEGORY_SEEN, changes.namesSeen()))
                .chain(() -> created(tx, changes))
                .chain(() -> each(tx, CHANGED, changes.changed()))
                .chain(() -> each(tx, RESPONDED, changes.responded()))
                .chain(() -> each(tx, DELETED, changes.deleted()));
    }

    private static Uni<Void> created(SqlConnection tx, Changes changes) {
        return changes.created().isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(CREATED).execute(changes.createdColumns()).replaceWithVoid();
    }

    private static Uni<Void> each(SqlConnection tx, String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
    }

    /** Adds the tickets to the tallies, or takes them out. */
    private static Uni<Void> tally(SqlConnection tx, String which, int sign, Tuple values) {
        return tx.preparedQuery("""
                        insert into statistics_tally as tally
                            (status, category_id, assignee_id, n, responded, response_micros)
                        select status, category_id, coalesce(assignee_id, 0), %2$d * count(*),
                               %2$d * count(response_micros), %2$d * coalesce(sum(response_micros), 0)
                        from statistics_ticket where %1$s group by 1, 2, 3
                        on conflict (status, category_id, assignee_id) do update set
                            n = tally.n + excluded.n,
                            responded = tally.responded + excluded.responded,
                            response_micros = tally.response_micros + excluded.response_micros""".formatted(which, sign))
                .execute(values)
                .chain(() -> tx.preparedQuery("""
                                insert into statistics_response_tally as tally (minute, n)
                                select response_micros / 60000000, %2$d * count(*) from statistics_ticket
                                where response_micros is not null and %1$s group by 1
                                on conflict (minute) do update set n = tally.n + excluded.n""".formatted(which, sign)).execute(values))
                .replaceWithVoid();
    }
}
