package io.otklik.admin.statistics;

import io.otklik.admin.neighbour.TicketService;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.TicketStatus;
import io.otklik.people.People;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Counts and times of tickets. The dashboard and the workload read the tallies, whatever the number of tickets; a report reads the
 * tickets of its period.
 */
@ApplicationScoped
public class Statistics {

    /** A row for all, one for each status, category and assignee. */
    private static final String TALLY = """
            select grouping(status, category_id, assignee_id) = 7 is_all, status, category_id, assignee_id,
                   sum(n)::bigint n, sum(responded)::bigint responded, sum(response_micros) response_micros
            from statistics_tally group by grouping sets ((), (status), (category_id), (assignee_id))""";

    /**
     * The response time in the middle, or half of the two there; null of none. Finds the minute that has it by the tally, and
     * reads only that minute's.
     */
    private static final String MEDIAN = """
            with counted as materialized (
                select minute, n, (sum(n) over (order by minute))::bigint upto from statistics_response_tally
            ), middle as (
                select unnest(array[(all_of_them + 1) / 2, all_of_them / 2 + 1]) rank_there
                from (select coalesce(max(upto), 0) all_of_them from counted) total where all_of_them > 0
            )
            select avg(found.response_micros) median
            from middle
            cross join lateral (
                select minute, rank_there - (upto - n) nth from counted
                where upto >= rank_there order by minute limit 1
            ) place
            cross join lateral (
                select response_micros from statistics_ticket
                where response_micros >= minute * 60000000 and response_micros < (minute + 1) * 60000000
                order by response_micros offset nth - 1 limit 1
            ) found""";

    private static final String CATEGORIES = "select id, uuid, name from statistics_category";

    private static final String CATEGORY = "select id, deleted from statistics_category where uuid = $1";

    private static final String WORKLOAD = """
            select status, sum(n)::bigint n,
                   (select count(*) from statistics_ticket
                    where status = 'RESOLVED' and updated_at >= $1 and updated_at < $2) resolved_today
            from statistics_tally group by grouping sets ((), (status))""";

    private final Pool pool;
    private final People people;
    private final TicketService tickets;
    private final Clock clock;

    Statistics(Pool pool, People people, TicketService tickets, Clock clock) {
        this.pool = pool;
        this.people = people;
        this.tickets = tickets;
        this.clock = clock;
    }

    public Uni<Dashboard> dashboard() {
        Uni<RowSet<Row>> tally = pool.query(TALLY).execute();
        Uni<RowSet<Row>> median = pool.query(MEDIAN).execute();
        return Uni.combine()
                .all()
                .unis(tally, median, names())
                .usingConcurrencyOf(1)
                .asTuple()
                .chain(found -> agents(found.getItem1())
                        .map(agents -> dashboard(found.getItem1(), found.getItem2(), found.getItem3(), agents)));
    }

    public Uni<Report> report(ReportFilter filter) {
        ReportQuery query = new ReportQuery(filter);
        Uni<RowSet<Row>> counts = pool.preparedQuery(query.counts()).execute(query.values());
        Uni<RowSet<Row>> times = pool.preparedQuery(query.times()).execute(query.values());
        Uni<RowSet<Row>> ends = pool.preparedQuery(query.ends()).execute(query.values());
        return Uni.combine()
                .all()
                .unis(counts, times, ends, names())
                .usingConcurrencyOf(1)
                .asTuple()
                .map(found -> report(filter, found.getItem1(), found.getItem2(), found.getItem3(), found.getItem4()));
    }

    public Uni<Workload> workload() {
        LocalDate today = LocalDate.now(clock);
        return pool.preparedQuery(WORKLOAD)
                .execute(Tuple.of(ReportQuery.start(today), ReportQuery.start(today.plusDays(1))))
                .map(rows -> new Workload(statuses(rows), rows.iterator().next().getLong("resolved_today")));
    }

    /**
     * The category's other id; empty when there is none, or it is deleted. Its owner is asked about one that no event has told
     * of yet: it may have been made a moment ago. Fails when the owner must be asked and is away.
     */
    public Uni<Optional<Long>> category(UUID uuid) {
        return pool.preparedQuery(CATEGORY).execute(Tuple.of(uuid)).chain(found -> category(uuid, found));
    }

    private Uni<Optional<Long>> category(UUID uuid, RowSet<Row> found) {
        if (found.size() == 0) {
            return tickets.category(uuid);
        }
        Row known = found.iterator().next();
        return Uni.createFrom().item(Optional.of(known.getLong("id")).filter(id -> !known.getBoolean("deleted")));
    }

    private Uni<Map<Long, CategoryName>> names() {
        return pool.query(CATEGORIES).execute().map(rows -> {
            Map<Long, CategoryName> names = new HashMap<>();
            rows.forEach(row -> names.put(row.getLong("id"), CategoryName.of(row)));
            return names;
        });
    }

    private Uni<List<AgentCount>> agents(RowSet<Row> tally) {
        Map<Long, Row> rows = new HashMap<>();
        for (Row row : tally) {
            Long assignee = row.getLong("assignee_id");
            if (assignee != null && assignee != 0) {
                rows.put(assignee, row);
            }
        }
        return people.all(rows.keySet()).map(known -> known.values().stream()
                .filter(person -> person.role().isStaff())
                .map(person -> agent(person, rows.get(person.id())))
                .sorted(Comparator.comparingLong(AgentCount::tickets).reversed().thenComparing(count -> count.agent()
                        .id()))
                .toList());
    }

    private static AgentCount agent(PersonState person, Row row) {
        return new AgentCount(person, row.getLong("n"), responses(row, null));
    }

    private static Dashboard dashboard(
            RowSet<Row> tally, RowSet<Row> median, Map<Long, CategoryName> names, List<AgentCount> agents) {
        Row all = all(tally);
        return new Dashboard(
                count(all),
                statuses(tally),
                responses(all, median.iterator().next().getBigDecimal("median")),
                categories(tally, names),
                agents);
    }

    private Report report(
            ReportFilter filter,
            RowSet<Row> counts,
            RowSet<Row> times,
            RowSet<Row> ends,
            Map<Long, CategoryName> names) {
        Map<LocalDate, Report.Day> days = new TreeMap<>();
        Map<Priority, Long> priorities = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            priorities.put(priority, 0L);
        }
        for (Row row : counts) {
            LocalDate day = row.getLocalDate("day");
            if (day != null) {
                days.put(day, new Report.Day(day, row.getLong("n"), 0, 0));
            }
            if (row.getString("priority") != null) {
                priorities.put(Priority.valueOf(row.getString("priority")), row.getLong("n"));
            }
        }
        LocalDate today = LocalDate.now(clock);
        LocalDate first = days.isEmpty()
                ? filter.to().orElse(today)
                : days.keySet().iterator().next();
        LocalDate from = filter.from().orElse(first);
        for (Row row : ends) {
            LocalDate day = row.getLocalDate("day");
            long created = days.containsKey(day) ? days.get(day).created() : 0;
            days.put(day, new Report.Day(day, created, row.getLong("resolved"), row.getLong("closed")));
        }
        Row time = times.iterator().next();
        return new Report(
                from,
                filter.to().orElse(from.isAfter(today) ? from : today),
                count(all(counts)),
                statuses(counts),
                priorities,
                categories(counts, names),
                List.copyOf(days.values()),
                responses(time, time.getBigDecimal("response_median")),
                new Durations(
                        time.getLong("resolved"),
                        time.getBigDecimal("resolution_micros"),
                        time.getBigDecimal("resolution_median")));
    }

    /** The only row that is for no group; it is there whatever there is. */
    private static Row all(RowSet<Row> rows) {
        for (Row row : rows) {
            if (row.getBoolean("is_all")) {
                return row;
            }
        }
        throw new IllegalStateException("no row for all");
    }

    private static long count(Row row) {
        Long n = row.getLong("n");
        return n == null ? 0 : n;
    }

    private static Map<TicketStatus, Long> statuses(RowSet<Row> rows) {
        Map<TicketStatus, Long> statuses = new EnumMap<>(TicketStatus.class);
        for (TicketStatus status : TicketStatus.values()) {
            statuses.put(status, 0L);
        }
        for (Row row : rows) {
            if (row.getString("status") != null) {
                statuses.put(TicketStatus.valueOf(row.getString("status")), row.getLong("n"));
            }
        }
        return statuses;
    }

    private static List<CategoryCount> categories(RowSet<Row> rows, Map<Long, CategoryName> names) {
        List<CategoryCount> categories = new ArrayList<>();
        for (Row row : rows) {
            CategoryName name = names.get(row.getLong("category_id"));
            if (name != null) {
                categories.add(new CategoryCount(name.uuid(), name.name(), row.getLong("n")));
            }
        }
        categories.sort(
                Comparator.comparingLong(CategoryCount::tickets).reversed().thenComparing(CategoryCount::name));
        return categories;
    }

    private static Durations responses(Row row, BigDecimal median) {
        Long count = row.getLong("responded");
        return new Durations(count == null ? 0 : count, row.getBigDecimal("response_micros"), median);
    }

    private record CategoryName(UUID uuid, String name) {

        static CategoryName of(Row row) {
            return new CategoryName(row.getUUID("uuid"), row.getString("name"));
        }
    }
}
