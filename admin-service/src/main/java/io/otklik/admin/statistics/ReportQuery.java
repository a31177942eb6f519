package io.otklik.admin.statistics;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The statements of a report. They have a condition for what the filter names and for nothing else, so that it finds its index. */
final class ReportQuery {

    private final Tuple values = Tuple.tuple();
    private final StringBuilder category = new StringBuilder();
    private final StringBuilder period = new StringBuilder();

    ReportQuery(ReportFilter filter) {
        filter.categoryId()
                .ifPresent(id -> category.append(" and category_id = ").append(last(values.addLong(id))));
        filter.from()
                .ifPresent(day -> period.append(" and %1$s >= ").append(last(values.addOffsetDateTime(start(day)))));
        filter.to().ifPresent(day -> period.append(" and %1$s < ")
                .append(last(values.addOffsetDateTime(start(day.plusDays(1))))));
    }

    Tuple values() {
        return values;
    }

    /** A row for all, one for each status, priority, category and day of filing. */
    String counts() {
        return """
                with filed as (
                    select status, priority, category_id, count(*) n
                    from statistics_ticket where %1$s group by 1, 2, 3
                )
                select grouping(status, priority, category_id) = 7 is_all, status, priority, category_id,
                       null::date as day, coalesce(sum(n), 0)::bigint n
                from filed group by grouping sets ((), (status), (priority), (category_id))
                union all
                select false, null, null, null, (created_at at time zone 'UTC')::date, count(*)
                from statistics_ticket where %1$s group by 5""".formatted(in("created_at"));
    }

    /** The times of the same tickets, exact; the median of an even number is half of the two in the middle. */
    String times() {
        return """
                select count(response_micros) responded, sum(response_micros) response_micros,
                       percentile_cont(0.5) within group (order by response_micros)::numeric response_median,
                       count(resolution_micros) resolved, sum(resolution_micros) resolution_micros,
                       percentile_cont(0.5) within group (order by resolution_micros)::numeric resolution_median
                from statistics_ticket where %s""".formatted(in("created_at"));
    }

    /** A row for each day on which tickets were resolved or closed. */
    String ends() {
        return """
                select day, sum(resolved)::bigint resolved, sum(closed)::bigint closed
                from (select (resolved_at at time zone 'UTC')::date as day, 1 resolved, 0 closed
                      from statistics_ticket where resolved_at is not null and %s
                      union all
                      select (closed_at at time zone 'UTC')::date, 0, 1
                      from statistics_ticket where closed_at is not null and %s) ended
                group by day""".formatted(in("resolved_at"), in("closed_at"));
    }

    private String in(String time) {
        return "true" + category + period.toString().formatted(time);
    }

    static OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static String last(Tuple values) {
        return "$" + values.size();
    }
}
