package io.otklik.ticket.ticketing;

import io.otklik.ticket.attachment.AttachmentSnapshot;

/**
 * The read statements. A list carries its total in every row, and has one row of nothing but the total when it is empty.
 * How the totals come about: V2__ticket_tallies.sql and V16__tally_of_priority.sql; which index serves which list, and why the
 * order is that of -id: V1__tickets.sql and V14__list_of_assignee.sql.
 */
final class TicketSql {

    /** 1 requester, 2 the negative id that the page lies after, 3 rows. */
    static final String OWN = """
            select n.total, t.id, t.subject, t.status, t.created_at
            from (select coalesce(sum(x.n), 0)::bigint total from (
                    select n from requester_tally where requester_id = $1
                    union all select n from ticket_tally_change where requester_id = $1) x) n
            left join lateral (
                select id, subject, status, created_at from ticket
                where requester_id = $1 and -id > $2
                order by -id limit $3) t on true
            order by t.id desc""";

    /** Like OWN; 4 the statuses. */
    static final String OWN_BY_STATUS = """
            select n.total, t.id, t.subject, t.status, t.created_at
            from (select coalesce(sum(x.n), 0)::bigint total from (
                    select n from requester_tally where requester_id = $1 and status = any($4::varchar[])
                    union all
                    select n from ticket_tally_change
                    where requester_id = $1 and status = any($4::varchar[])) x) n
            left join lateral (
                select t.* from unnest($4::varchar[]) wanted(status) cross join lateral (
                    select id, subject, status, created_at from ticket
                    where requester_id = $1 and status = wanted.status and -id > $2
                    order by -id limit $3) t
                order by t.id desc limit $3) t on true
            order by t.id desc""";

    static final String EXISTS = "select from ticket where id = $1";

    static final String ANY = """
            select t.subject, t.description, t.status, t.assignee_id, t.created_at, t.version, c.id category_id,
                c.name category_name, %s
            from ticket t join category c on c.id = t.category_id
            where t.id = $1""".formatted(AttachmentSnapshot.OF_TICKET);

    static final String OWNED = ANY + " and t.requester_id = $2";

    private TicketSql() {}

    /**
     * 1 the negative id that the page lies after, 2 rows, then those that the filter has: the statuses (all of them when another filter
     * is there), the assignee, the category.
     */
    static String queue(QueueFilter filter) {
        boolean byAssignee = filter.assigneeId().isPresent();
        boolean byCategory = filter.categoryId().isPresent();
        boolean byStatus = byAssignee || byCategory || filter.statuses().isPresent();
        String assignee = byAssignee ? "$4" : null;
        String category = byCategory ? (byAssignee ? "$5" : "$4") : null;

        String tally = byAssignee ? "queue_tally" : "priority_tally";
        String condition = (byStatus ? " and status = any($3::varchar[])" : "")
                // In the tallies 0 is nobody; in a filter it is a person who is not there.
                + (byAssignee ? " and assignee_id = nullif(" + assignee + "::bigint, 0)" : "")
                + (byCategory ? " and category_id = " + category : "");
        String known = byCategory
                ? ", exists (select from category where id = " + category + " and deleted_at is null) category_known"
                : "";
        String columns = "select id, subject, status, assignee_id, category_id, created_at from ticket";
        String narrowed = columns + " where status = wanted.status and -id > $1"
                + (byAssignee ? " and assignee_id = " + assignee : "")
                + (byCategory ? " and category_id = " + category : "")
                + " order by -id limit $2";
        String page;
        if (byAssignee && !byCategory && filter.statuses().isEmpty()) {
            page = columns + " where assignee_id = " + assignee + " and -id > $1 order by -id limit $2";
        } else if (byStatus) {
            page = "select t.* from unnest($3::varchar[]) wanted(status) cross join lateral (" + narrowed
                    + ") t order by t.id desc limit $2";
        } else {
            page = columns + " where id < -($1::bigint) order by id desc limit $2";
        }
        return """
                select n.*, t.id, t.subject, t.status, t.assignee_id, t.created_at, t.category_id, c.name category_name
                from (select (select coalesce(sum(x.n), 0)::bigint from (
                        select n from %1$s where true%2$s
                        union all select n from ticket_tally_change where true%2$s) x) total%3$s) n
                left join lateral (%4$s) t on true
                left join category c on c.id = t.category_id
                order by t.id desc""".formatted(tally, condition, known, page);
    }
}
