package io.otklik.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/**
 * What the other services would have written about tickets that were put into ticket-service's database without events, so that
 * their lists are as long: of each ticket a notification for the agents, and of each that has an assignee one and a mail for its
 * requester and two changes in the history. They are of the next 90 days, as an agent sees nothing from before he became one. Statistics
 * know nothing of them.
 */
final class ReadModelLoad implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(30);

    private static final String TICKETS = """
            select array_agg(id) as id, array_agg(requester_id) as requester, array_agg(assignee_id) as assignee,
                   array_agg(created_at + interval '91 days') as filed, max(id) as last
            from (select * from ticket where id > $1 order by id) t""";

    private static final String TOLD = "unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[])"
            + " as told (ticket, requester, assignee, filed)";

    private static final String NOTIFICATIONS = """
            insert into notification (event_id, person_id, kind, ticket_id, subject, category, requester_id, requester_email,
                                      created_at, actor_id)
            select uuidv7(), null, 'NEW_TICKET', ticket, 'Bench ticket', 'Bench', requester, 'bench@bench.example.com', filed,
                   requester
            from\s""" + TOLD + """

            union all
            select uuidv7(), requester, 'NEW_COMMENT', ticket, 'Bench ticket', null, requester, null,
                   filed + interval '2 minutes', assignee
            from\s""" + TOLD + " where assignee is not null";

    /** Every other one that the requester was told. */
    private static final String READ_MARKS = """
            insert into read_mark (person_id, notification_id)
            select person_id, id from notification n
            where person_id is not null and ticket_id = any($1::bigint[]) and ticket_id % 2 = 0""";

    private static final String MAILS = """
            insert into mail (event_id, person_id, recipient, kind, ticket_id, params, message_id, thread_id, state, attempts,
                              created_at, updated_at)
            select uuidv7(), requester, 'bench@bench.example.com', 'REPLY', ticket, '{}', 'bench', 'bench', 'sent', 1, filed, filed
            from\s""" + TOLD + " where assignee is not null";

    private static final String HISTORY = """
            insert into ticket_history (event_id, field, ticket_id, changed_by, old_value, new_value, changed_at)
            select uuidv7(), 'assigned_to', ticket, assignee, null, assignee::text, filed + interval '1 minute'
            from\s""" + TOLD + """
             where assignee is not null
            union all
            select uuidv7(), 'status', ticket, assignee, 'OPEN', 'IN_PROGRESS', filed + interval '1 minute'
            from\s""" + TOLD + " where assignee is not null";

    private final Pool tickets;
    private final Pool notification;
    private final Pool admin;
    private long last;

    /** Knows the tickets that are there. */
    ReadModelLoad(Vertx vertx, Database database, Pool tickets) {
        this.tickets = tickets;
        this.notification = database.named("notification").pool(vertx, 1);
        this.admin = database.named("admin").pool(vertx, 1);
        this.last = Waiting.on(
                tickets.query("select coalesce(max(id), 0) from ticket")
                        .execute()
                        .map(rows -> rows.iterator().next().getLong(0)),
                LIMIT);
    }

    /** About the tickets that have come since. */
    void follow() {
        Row made = Waiting.on(
                tickets.preparedQuery(TICKETS).execute(Tuple.of(last)).map(rows -> rows.iterator()
                        .next()),
                LIMIT);
        last = made.getLong("last");
        Tuple told = Tuple.of(
                made.getArrayOfLongs("id"),
                made.getArrayOfLongs("requester"),
                made.getArrayOfLongs("assignee"),
                made.getArrayOfOffsetDateTimes("filed"));
        for (String insert : List.of(NOTIFICATIONS, MAILS)) {
            Waiting.until(notification.preparedQuery(insert).execute(told), LIMIT);
        }
        Waiting.until(notification.preparedQuery(READ_MARKS).execute(Tuple.of(told.getValue(0))), LIMIT);
        Waiting.until(admin.preparedQuery(HISTORY).execute(told), LIMIT);
    }

    /** What autovacuum would do within minutes, and else in the midst of the measuring. */
    void vacuum() {
        Waiting.until(
                Future.all(
                        notification
                                .query("vacuum (analyze) notification, mail, read_mark")
                                .execute(),
                        admin.query("vacuum (analyze) ticket_history").execute()),
                LIMIT);
    }

    @Override
    public void close() {
        Waiting.until(Future.all(notification.close(), admin.close()), LIMIT);
    }
}
