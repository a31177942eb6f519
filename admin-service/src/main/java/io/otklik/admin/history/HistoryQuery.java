package io.otklik.admin.history;

import io.otklik.edge.Page;
import io.otklik.events.TicketStatus;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;

/**
 * The one statement that answers a list: its rows and the total of all pages, in one snapshot. It has a condition for what the filter
 * names and for nothing else, so that each filter finds its index (V1__ticket_history.sql). Rows are counted only when
 * the first page does not hold them all, and the tally does not know how many they are (V6__history_tally.sql).
 */
final class HistoryQuery {

    private final StringBuilder wanted = new StringBuilder("true");
    private final Tuple values = Tuple.tuple();
    private final String sql;

    HistoryQuery(HistoryFilter filter, Page page) {
        filter.ticketId().ifPresent(ticket -> where(" and ticket_id = ", values.addLong(ticket)));
        filter.changedBy().ifPresent(person -> where(" and changed_by = ", values.addLong(person)));
        filter.field().ifPresent(field -> where(" and field = ", values.addString(field)));
        filter.from()
                .ifPresent(
                        from -> where(" and changed_at >= ", values.addOffsetDateTime(from.atOffset(ZoneOffset.UTC))));
        filter.to()
                .ifPresent(to -> where(" and changed_at <= ", values.addOffsetDateTime(to.atOffset(ZoneOffset.UTC))));
        leaveOut(filter);
        this.sql = statement(page, isTallied(filter));
    }

    String sql() {
        return sql;
    }

    Tuple values() {
        return values;
    }

    private void leaveOut(HistoryFilter filter) {
        String[] alike = filter.alike().stream().map(TicketStatus::name).toArray(String[]::new);
        String statuses = last(values.addArrayOfString(alike));
        wanted.append(
                " and not (field = 'status' and old_value = any(%1$s) and new_value = any(%1$s))".formatted(statuses));
    }

    private static boolean isTallied(HistoryFilter filter) {
        return filter.ticketId().isEmpty()
                && filter.changedBy().isEmpty()
                && filter.from().isEmpty()
                && filter.to().isEmpty();
    }

    private String statement(Page page, boolean tallied) {
        String limit = last(values.addInteger(page.limit() + 1));
        String after = page.cursor() == null
                ? ""
                : " and (changed_at, id) < (select changed_at, id from ticket_history where id = "
                        + last(values.addLong(page.cursor())) + ")";
        return """
                with page as materialized (
                    select id, ticket_id, changed_by, field, old_value, new_value, changed_at
                    from ticket_history where %1$s%2$s
                    order by changed_at desc, id desc limit %3$s
                )
                select case when %4$s and (select count(*) from page) < %3$s then (select count(*) from page)
                            else (select %5$s where %1$s)
                       end total, page.*
                from (values (0)) one left join page on true
                order by page.changed_at desc, page.id desc""".formatted(
                        wanted,
                        after,
                        limit,
                        page.cursor() == null,
                        tallied ? "coalesce(sum(rows), 0)::bigint from history_tally" : "count(*) from ticket_history");
    }

    private void where(String condition, Tuple withItsValue) {
        wanted.append(condition).append(last(withItsValue));
    }

    private static String last(Tuple values) {
        return "$" + values.size();
    }
}
