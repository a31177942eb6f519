package io.otklik.notification.delivery;

import io.otklik.edge.Page;
import io.otklik.events.PersonState;
import io.otklik.notification.feed.FeedSql;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The one statement that answers a list: its rows and the total of all pages, in one snapshot. It has a condition for what the filter
 * names and for nothing else, so that each filter finds its index (V5__deliveries.sql). Rows are counted only when the first page
 * does not hold them all, and then only those of a ticket, of a person, and those seen: the others are tallied (V7__delivery_tally.sql).
 *
 * <p>Newest first; of one moment the notifications before the mails, the greater row first, and of a row of the support channel
 * the agent with the greater id.
 */
final class DeliveryQuery {

    static final int FEED_RANK = 1;
    private static final int MAIL_RANK = 0;

    private static final String NEWEST = "created_at desc, rank desc, id desc, reader desc";

    /** The agents and since when they are ones. */
    private static final String AGENTS =
            "agent as materialized (select * from unnest(%s::bigint[], %s::timestamptz[]) as agent (id, since)), ";

    /** {@code %1$s}: who it is for; {@code %2$s}: agents to be told, if any; {@code %3$s}: which; {@code %4$s}: the most rows. */
    private static final String TOLD = """
            select n.created_at, 1 as rank, n.id, %1$s as reader, n.event_id, n.ticket_id, n.kind,
                   case when m.person_id is null then 'sent' else 'seen' end as state, 1 as attempts,
                   coalesce(m.at, n.created_at) as updated_at, null::varchar as reason
            from notification n %2$sleft join read_mark m on m.notification_id = n.id and m.person_id = %1$s
            where %3$s order by n.created_at desc, n.id desc, %1$s desc limit %4$s""";

    private static final String MAILED = """
            select l.created_at, 0 as rank, l.id, l.person_id as reader, l.event_id, l.ticket_id, l.kind,
                   l.state, l.attempts, l.updated_at, l.reason
            from mail l where %s order by l.created_at desc, l.id desc limit %s""";

    /**
     * Of each row of the support channel as many agents as were ones by then, without the requester and who acted: one look at each
     * row, however many agents there are.
     */
    private static final String COUNT_SUPPORT = """
            select coalesce(sum(width_bucket(n.created_at, (select array_agg(since order by since) from agent))), 0)
                   - count(owner.id) - count(actor.id)
            from notification n
            left join agent owner on owner.id = n.requester_id and n.created_at >= owner.since
            left join agent actor
                on actor.id = n.actor_id and actor.id <> n.requester_id and n.created_at >= actor.since
            where n.person_id is null%s""";

    private static final String COUNT_SEEN_SUPPORT = """
            select count(*) from read_mark m join agent a on a.id = m.person_id
            join notification n on n.id = m.notification_id where %s""";

    private static final String COUNT_SEEN_OWN = """
            select count(*) from read_mark m join notification n on n.id = m.notification_id and n.person_id = m.person_id""";

    private static final String TALLIED = "select coalesce(sum(t.rows), 0) from delivery_tally t where t.source = '%s'";

    /** One of the statement's sources: its part of the page, and how many rows it has. */
    private record Source(String page, String count) {}

    private final Tuple values = Tuple.tuple();
    private final State state;
    private final String ofTicket;
    private final String person;
    private final String limit;
    private final String moment;
    private final String after;
    private final String sql;

    /**
     * @param filter admits at least one channel
     * @param agents whose deliveries of the support channel are wanted
     */
    DeliveryQuery(DeliveryFilter filter, List<PersonState> agents, Page page) {
        this.state = filter.state().orElse(null);
        this.limit = value(page.limit() + 1);
        this.ofTicket =
                filter.ticketId().map(id -> " and ticket_id = " + value(id)).orElse("");
        this.person = filter.personId().map(this::value).orElse(null);
        if (page.cursor() == null) {
            this.moment = null;
            this.after = null;
        } else {
            DeliveryId last = DeliveryId.of(page.cursor());
            String row = value(last.row());
            this.moment = moment(last, row);
            this.after = rank(last.channel()) + ", " + row + ", " + value(last.personId()) + "::bigint";
        }
        String prefix = "";
        List<Source> sources = new ArrayList<>();
        if (filter.admits(Channel.FEED)) {
            sources.add(own());
            if (!agents.isEmpty()) {
                prefix = AGENTS.formatted(
                        value(agents.stream().map(PersonState::id).toArray(Long[]::new)),
                        value(agents.stream().map(DeliveryQuery::since).toArray(OffsetDateTime[]::new)));
                sources.add(support());
            }
        }
        if (filter.admits(Channel.EMAIL)) {
            sources.add(mail());
        }
        this.sql = statement(prefix, sources);
    }

    String sql() {
        return sql;
    }

    Tuple values() {
        return values;
    }

    private String statement(String prefix, List<Source> sources) {
        String pages = sources.stream().map(Source::page).collect(Collectors.joining(") union all (", "(", ")"));
        String counts = sources.stream().map(Source::count).collect(Collectors.joining(") + (", "(", ")"));
        return """
                with %1$spage as materialized (
                    select * from (%2$s) delivery order by %4$s limit %5$s
                )
                select (case when %6$s and (select count(*) from page) < %5$s then (select count(*) from page)
                             else %3$s
                        end)::bigint as total, page.*
                from (values (0)) one left join page on true
                order by %4$s""".formatted(prefix, pages, counts, NEWEST, limit, after == null);
    }

    private Source own() {
        String reader = "n.person_id";
        String marks =
                state == null ? "" : "left join read_mark m on m.notification_id = n.id and m.person_id = n.person_id ";
        String wanted = (person == null ? "n.person_id is not null" : "n.person_id = " + person) + ofTicket + read();
        String counted = "select count(*) from notification n " + marks + "where " + wanted;
        if (isOfAll() && state != State.SEEN) {
            counted =
                    "select (" + TALLIED.formatted("own") + ")" + (state == null ? "" : " - (" + COUNT_SEEN_OWN + ")");
        }
        return new Source(TOLD.formatted(reader, "", wanted + following("n", Channel.FEED, reader), limit), counted);
    }

    private Source support() {
        String visible = FeedSql.supportVisible("a.id", "a.since") + ofTicket;
        String page = TOLD.formatted(
                "a.id", "cross join agent a ", visible + read() + following("n", Channel.FEED, "a.id"), limit);
        String all = ofTicket.isEmpty()
                ? "select coalesce(sum(" + FeedSql.supportTotal("a.id", "a.since") + "), 0) from agent a"
                : COUNT_SUPPORT.formatted(ofTicket);
        String seen = COUNT_SEEN_SUPPORT.formatted(visible);
        if (state == State.SEEN) {
            return new Source(page, seen);
        }
        return new Source(page, state == null ? all : "(" + all + ") - (" + seen + ")");
    }

    private String read() {
        if (state == null) {
            return "";
        }
        return state == State.SEEN ? " and m.person_id is not null" : " and m.person_id is null";
    }

    private Source mail() {
        String wanted = "true" + ofTicket + (person == null ? "" : " and l.person_id = " + person)
                + (state == null ? "" : " and l.state = '" + state.name().toLowerCase(Locale.ROOT) + "'");
        String counted = "select count(*) from mail l where " + wanted;
        if (isOfAll() && state == null) {
            counted = TALLIED.formatted("mail");
        } else if (isOfAll() && state == State.SENT) {
            counted = "select (" + TALLIED.formatted("mail") + ") - (select count(*) from mail where state <> 'sent')";
        }
        return new Source(MAILED.formatted(wanted + following("l", Channel.EMAIL, "l.person_id"), limit), counted);
    }

    /** Neither of a ticket nor of a person. */
    private boolean isOfAll() {
        return ofTicket.isEmpty() && person == null;
    }

    /** When the row was written that the page before ended with; null when there is none. */
    private static String moment(DeliveryId last, String row) {
        String table = last.channel() == Channel.FEED ? "notification" : "mail";
        return "(select created_at from " + table + " where id = " + row + ")";
    }

    /** The condition that a row comes after that one. Its first half alone finds an index where agents are joined. */
    private String following(String row, Channel channel, String reader) {
        return after == null
                ? ""
                : " and %1$s.created_at <= %4$s and (%1$s.created_at, %2$d, %1$s.id, %3$s) < (%4$s, %5$s)"
                        .formatted(row, rank(channel), reader, moment, after);
    }

    private static int rank(Channel channel) {
        return switch (channel) {
            case FEED -> FEED_RANK;
            case EMAIL -> MAIL_RANK;
        };
    }

    private String value(Object value) {
        return "$" + values.addValue(value).size();
    }

    private static OffsetDateTime since(PersonState agent) {
        return agent.staffSince().atOffset(ZoneOffset.UTC);
    }
}
