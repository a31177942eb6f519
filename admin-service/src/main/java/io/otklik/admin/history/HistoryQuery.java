package io.otklik.admin.history;

import io.otklik.edge.Page;
import io.otklik.events.TicketStatus;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The one statement that answers a list: its rows and the total of all pages, in one snapshot. It has a condition for what the filter
 * names and for nothing else, so that each filter finds its index (V1__ticket_history.sql).
 *
 * <p>The total is the first page's length when that holds all rows. Else, whatever the field:
 *
 * <ul>
 *   <li>of no ticket, person or time: {@code history_tally} (V6__history_tally.sql);
 *   <li>of a person alone: {@code history_person_tally} (V7__history_tally_of_days.sql);
 *   <li>of a time alone: {@code history_day_tally} for the whole days, and a count of the rows of its first and its last day;
 *   <li>of a ticket, or of a person and a time, which have fewer rows: a count.
 * </ul>
 */
final class HistoryQuery {

    private final HistoryFilter filter;
    private final Tuple values = Tuple.tuple();
    private final String sql;

    HistoryQuery(HistoryFilter filter, Page page) {
        this.filter = filter;
        String kind = field() + notAlike();
        String timeless = kind + ticket() + person();
        String wanted = timeless + time("changed_at >= ", filter.from()) + time("changed_at <= ", filter.to());
        this.sql = statement(page, wanted, total(timeless, wanted));
    }

    String sql() {
        return sql;
    }

    Tuple values() {
        return values;
    }

    private String ticket() {
        return filter.ticketId()
                .map(ticket -> " and ticket_id = " + last(values.addLong(ticket)))
                .orElse("");
    }

    private String person() {
        return filter.changedBy()
                .map(person -> " and changed_by = " + last(values.addLong(person)))
                .orElse("");
    }

    private String field() {
        return filter.field()
                .map(field -> " and field = " + last(values.addString(field)))
                .orElse("");
    }

    private String notAlike() {
        String[] alike = filter.alike().stream().map(TicketStatus::name).toArray(String[]::new);
        return " and not (field = 'status' and old_value = any(%1$s) and new_value = any(%1$s))"
                .formatted(last(values.addArrayOfString(alike)));
    }

    private String time(String condition, Optional<Instant> bound) {
        return bound.map(time -> " and " + condition + last(values.addOffsetDateTime(time.atOffset(ZoneOffset.UTC))))
                .orElse("");
    }

    private String total(String timeless, String wanted) {
        boolean ofPerson = filter.changedBy().isPresent();
        boolean ofTime = filter.from().isPresent() || filter.to().isPresent();
        if (filter.ticketId().isPresent() || (ofPerson && ofTime)) {
            return counted(wanted);
        }
        if (ofTime) {
            return totalOfTime(timeless, wanted);
        }
        return tallied(ofPerson ? "history_person_tally" : "history_tally", wanted);
    }

    /** Whole are the days of UTC from the first midnight in the time to the last one; a bound that is missing cuts no day. */
    private String totalOfTime(String timeless, String wanted) {
        Optional<Instant> first = filter.from().map(HistoryQuery::midnightFrom);
        Optional<Instant> last = filter.to().map(to -> to.truncatedTo(ChronoUnit.DAYS));
        if (first.isPresent() && last.isPresent() && !first.get().isBefore(last.get())) {
            return counted(wanted);
        }
        String total = tallied("history_day_tally", timeless + time("day >= ", first) + time("day < ", last));
        if (first.isPresent()) {
            total += " + " + counted(wanted + time("changed_at < ", first));
        }
        if (last.isPresent()) {
            total += " + " + counted(wanted + time("changed_at >= ", last));
        }
        return total;
    }

    private static Instant midnightFrom(Instant time) {
        Instant midnight = time.truncatedTo(ChronoUnit.DAYS);
        return midnight.equals(time) ? midnight : midnight.plus(1, ChronoUnit.DAYS);
    }

    private static String counted(String wanted) {
        return "(select count(*) from ticket_history where true" + wanted + ")";
    }

    private static String tallied(String tally, String wanted) {
        return "(select coalesce(sum(rows), 0)::bigint from " + tally + " where true" + wanted + ")";
    }

    private String statement(Page page, String wanted, String total) {
        String limit = last(values.addInteger(page.limit() + 1));
        String after = page.cursor() == null
                ? ""
                : " and (changed_at, id) < (select changed_at, id from ticket_history where id = "
                        + last(values.addLong(page.cursor())) + ")";
        return """
                with page as materialized (
                    select id, ticket_id, changed_by, field, old_value, new_value, changed_at
                    from ticket_history where true%1$s%2$s
                    order by changed_at desc, id desc limit %3$s
                )
                select case when %4$s and (select count(*) from page) < %3$s then (select count(*) from page)
                            else %5$s
                       end total, page.*
                from (values (0)) one left join page on true
                order by page.changed_at desc, page.id desc""".formatted(wanted, after, limit, page.cursor() == null, total);
    }

    private static String last(Tuple values) {
        return "$" + values.size();
    }
}
