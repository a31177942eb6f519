package io.otklik.ticket.ticketing;

import io.otklik.events.TicketStatus;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.EnumSet;
import java.util.Set;

/**
 * The one statement that answers a list of tickets of any contract: its rows and their total, in one snapshot. Every row has the total;
 * an empty page has one row of nothing else.
 *
 * <p>Rows are found by the index of what the filter names, newest first (V1__tickets.sql says why by -id and status by
 * status), or, when it searches, by trigrams, all at once.
 *
 * <p>The total comes from a tally (V2__ticket_tallies.sql): of a requester, by no more than status, from requester_tally; of assignees,
 * without a priority, from queue_tally; of neither from priority_tally (V16__tally_of_priority.sql). All others, and searches, are counted.
 */
final class TicketQuery {

    private final Tuple values = Tuple.tuple();
    private final StringBuilder wanted = new StringBuilder();
    private final StringBuilder tallied = new StringBuilder();
    private final TicketFilter filter;
    private final String statuses;
    private final String sql;

    TicketQuery(TicketFilter filter, Slice slice, Audience audience) {
        this.filter = filter;
        this.statuses =
                parameter(values.addArrayOfString(names(filter.statuses().orElse(EnumSet.allOf(TicketStatus.class)))));
        filter.requesterId().ifPresent(id -> wanted.append(" and requester_id = " + parameter(values.addLong(id))));
        filter.priority()
                .ifPresent(priority -> both(" and priority = " + parameter(values.addString(priority.name()))));
        filter.categoryIds()
                .ifPresent(ids -> both(
                        " and category_id = any(" + parameter(values.addArrayOfLong(ids.toArray(Long[]::new))) + ")"));
        filter.assigneeId().ifPresent(this::assignee);
        filter.assigned().ifPresent(this::assigned);
        this.sql = statement(slice, audience);
    }

    String sql() {
        return sql;
    }

    Tuple values() {
        return values;
    }

    private void assignee(long id) {
        String value = parameter(values.addLong(id));
        both(" and assignee_id = " + value);
        tallied.append(" and assignee_id <> 0"); // which stands for nobody there
    }

    private void assigned(boolean somebody) {
        wanted.append(somebody ? " and assignee_id is not null" : " and assignee_id is null");
        tallied.append(somebody ? " and assignee_id <> 0" : " and assignee_id = 0");
    }

    private void both(String condition) {
        wanted.append(condition);
        tallied.append(condition);
    }

    private String statement(Slice slice, Audience audience) {
        String found = filter.search().map(this::found).orElse("");
        String before = slice.before() == Long.MAX_VALUE ? "" : parameter(values.addLong(slice.before()));
        String limit = parameter(values.addLong((long) slice.limit()));
        String offset = parameter(values.addLong(slice.offset()));
        String page = found.isEmpty() ? listed(before, limit, offset) : searched(before, limit, offset);
        return """
                with %1$s page as materialized (%2$s)
                select (%3$s) total, p.*, c.uuid category_uuid, c.name category_name, c.code category_code,
                       c.icon category_icon, c.color category_color, m.messages, m.last_message_at
                from (values (0)) one
                left join page p on true
                left join category c on c.id = p.category_id
                left join lateral (
                    select count(*) messages, max(created_at) last_message_at from comment
                    where ticket_id = p.id and %4$s) m on true
                order by p.id desc""".formatted(found, page, total(!found.isEmpty()), audience.condition());
    }

    private String found(TicketFilter.Search search) {
        String pattern = parameter(values.addString("%" + search.text().replaceAll("([\\\\%_])", "\\\\$1") + "%"));
        String people = parameter(values.addArrayOfLong(search.requesterIds().toArray(Long[]::new)));
        return """
                found as materialized (
                    select id from ticket
                    where (subject ilike %1$s or description ilike %1$s or requester_id = any(%2$s::bigint[]))
                      and status = any(%3$s::varchar[])%4$s
                ),""".formatted(pattern, people, statuses, wanted);
    }

    private static String searched(String before, String limit, String offset) {
        String condition = before.isEmpty() ? "" : " where id < " + before;
        return "select * from ticket where id in (select id from found" + condition + " order by id desc limit " + limit
                + " offset " + offset + ") order by id desc";
    }

    private String listed(String before, String limit, String offset) {
        if (wanted.isEmpty() && filter.statuses().isEmpty()) {
            return "select * from ticket" + (before.isEmpty() ? "" : " where id < " + before)
                    + " order by id desc limit " + limit + " offset " + offset;
        }
        return "select t.* from unnest(" + statuses + "::varchar[]) wished(status) cross join lateral ("
                + "select * from ticket where status = wished.status" + wanted
                + (before.isEmpty() ? "" : " and -id > -(" + before + "::bigint)")
                + " order by -id limit " + limit + "::bigint + " + offset + "::bigint) t order by t.id desc limit "
                + limit
                + " offset " + offset;
    }

    private String total(boolean searching) {
        String status = " where status = any(" + statuses + "::varchar[])";
        if (searching) {
            return "select count(*) from found";
        }
        boolean ofRequester = filter.requesterId().isPresent();
        boolean ofAssignees =
                filter.assigneeId().isPresent() || filter.assigned().isPresent();
        if (ofRequester && !tallied.isEmpty()
                || ofAssignees && filter.priority().isPresent()) {
            return "select count(*) from ticket" + status + wanted;
        }
        String tally = ofRequester ? "requester_tally" : ofAssignees ? "queue_tally" : "priority_tally";
        String condition = status + (ofRequester ? wanted : tallied);
        return "select coalesce(sum(x.n), 0)::bigint from (select n from " + tally + condition
                + " union all select n from ticket_tally_change" + condition + ") x";
    }

    private static String[] names(Set<TicketStatus> statuses) {
        return statuses.stream().map(TicketStatus::name).toArray(String[]::new);
    }

    private static String parameter(Tuple values) {
        return "$" + values.size();
    }
}
