package io.otklik.ticket.activity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What people have done on tickets, for those who list people. */
@ApplicationScoped
public class PeopleActivity {

    /** An index answers each of the three, for each person: V2__ticket_tallies.sql, V1__tickets.sql, V5__comments_of_authors.sql. */
    private static final String OF_PEOPLE = """
            select p.id,
                   (select coalesce(sum(x.n), 0)::bigint from (
                       select n from requester_tally where requester_id = p.id
                       union all select n from ticket_tally_change where requester_id = p.id) x) tickets,
                   greatest((select created_at from ticket where requester_id = p.id order by -id limit 1),
                            (select max(created_at) from comment where author_id = p.id)) last_activity
            from unnest($1::bigint[]) with ordinality p (id, n)
            order by p.n""";

    private final Pool pool;

    PeopleActivity(Pool pool) {
        this.pool = pool;
    }

    /**
     * One person's.
     *
     * @param tickets how many he has filed
     * @param last when he last filed a ticket or commented on one; null when he never did
     */
    public record Activity(long personId, long tickets, Instant last) {}

    /** Of each of the people, in their order, whether they exist or not; by one statement. */
    public Uni<List<Activity>> of(Collection<Long> personIds) {
        return pool.preparedQuery(OF_PEOPLE)
                .execute(Tuple.tuple().addArrayOfLong(personIds.toArray(Long[]::new)))
                .map(rows -> {
                    List<Activity> found = new ArrayList<>(rows.size());
                    rows.forEach(row -> found.add(activity(row)));
                    return found;
                });
    }

    private static Activity activity(Row row) {
        OffsetDateTime last = row.getOffsetDateTime("last_activity");
        return new Activity(row.getLong("id"), row.getLong("tickets"), last == null ? null : last.toInstant());
    }
}
