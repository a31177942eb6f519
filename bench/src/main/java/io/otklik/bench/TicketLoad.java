package io.otklik.bench;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Brings the benchmark's tickets to a number. Some are filed through the API, so that they have events; the rest are rows in
 * ticket-service's database, as the service writes them, but without events: a million through the API would take hours. Three
 * comments each, by the owner, an agent and the owner.
 */
final class TicketLoad {

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int BATCH = 50_000;
    private static final int FILED = 2_000;

    private static final String COUNT = "select count(*) from ticket where requester_id = any($1)";

    private static final String INSERT = """
            with drawn as materialized (
                select i, random() who, random() agent, random() standing, 1 + floor(random() * 16)::int words,
                       now() - interval '90 days' + ($6::int + i) * interval '90 days' / $4::int filed
                from generate_series(1, $1::int) i
            ), made as (
                insert into ticket (uuid, subject, description, status, priority, category_id, requester_id, assignee_id,
                                    origin, created_at, updated_at, closed_at, closed_by, status_changed_by, version)
                select uuidv7(), 'Bench ticket ' || i || ' ' || ($5::text[])[words], ($5::text[])[words] || ' '
                       || ($5::text[])[1 + (words * 7 + i) % 16] || ' ' || ($5::text[])[1 + (words * 3 + i) % 16],
                       status, (array['LOW', 'NORMAL', 'NORMAL', 'HIGH', 'CRITICAL'])[1 + i % 5], 1 + i % 5,
                       ($2::bigint[])[1 + floor(who * cardinality($2))::int], assignee,
                       'techsupport', filed, filed, case status when 'CLOSED' then filed end, case status when 'CLOSED' then assignee end,
                       case status when 'OPEN' then null else assignee end, case status when 'OPEN' then 0 else 2 end
                from (select *, case when standing > 0.3 then ($3::bigint[])[1 + floor(agent * cardinality($3))::int] end assignee,
                             case when standing < 0.4 then 'OPEN' when standing < 0.7 then 'IN_PROGRESS'
                                  when standing < 0.75 then 'WAITING_RESPONSE' when standing < 0.8 then 'FROZEN'
                                  when standing < 0.9 then 'RESOLVED' else 'CLOSED' end status
                      from drawn) d
                order by i
                returning id, requester_id, assignee_id, created_at
            )
            insert into comment (uuid, ticket_id, author_id, author_role, internal, text, created_at)
            select uuidv7(), id, case n when 2 then coalesce(assignee_id, ($3::bigint[])[1]) else requester_id end,
                   case n when 2 then 'SUPPORT' else 'USER' end, false, ($5::text[])[1 + (id + n) % 16],
                   created_at + n * interval '1 minute'
            from made, generate_series(1, 3) n
            order by id, n""";

    private static final String[] WORDS = {
        "После входа страница остаётся пустой, помогает только обновление.",
        "Счёт за прошлый месяц выставлен дважды, прошу проверить начисления.",
        "Не приходит письмо с подтверждением адреса, папка со спамом пуста.",
        "Приложение закрывается, когда я прикрепляю снимок экрана.",
        "Заказ отмечен как доставленный, но курьер не приезжал.",
        "Прошу изменить номер телефона в личном кабинете.",
        "The export to a spreadsheet stops after the first hundred rows.",
        "Search finds nothing since the update of last night.",
        "Пароль принимается со второго раза, на другом устройстве всё в порядке.",
        "Оплата прошла, а подписка не продлена.",
        "Не открывается вкладка с историей обращений.",
        "Уведомления приходят с опозданием на несколько часов.",
        "The total on the invoice differs from the sum of its lines.",
        "Нужна справка об оказанных услугах за квартал.",
        "При смене языка пропадают подписи кнопок.",
        "Прошу объяснить списание комиссии от вторника."
    };

    private final Pool database;
    private final Generator suite;

    TicketLoad(Pool database, Generator suite) {
        this.database = database;
        this.suite = suite;
    }

    /** The users that file through the API are logged in. Returns how many tickets were missing. */
    long load(int wanted, List<Someone> filers, List<Someone> users, List<Someone> agents, ReadModelLoad readModels) {
        Long[] owners = ids(users);
        long there = Waiting.on(
                database.preparedQuery(COUNT)
                        .execute(Tuple.of(owners))
                        .map(rows -> rows.iterator().next().getLong(0)),
                LIMIT);
        long missing = wanted - there;
        if (missing <= 0) {
            return 0;
        }
        int filed = (int) Math.min(FILED, missing / 10);
        long rows = missing - filed;
        for (long done = 0; done < rows; done += BATCH) {
            Tuple values =
                    Tuple.of((int) Math.min(BATCH, rows - done), owners, ids(agents), (int) missing, WORDS, (int) done);
            Waiting.until(database.preparedQuery(INSERT).execute(values), LIMIT);
            readModels.follow();
            System.err.println("  " + Math.min(rows, done + BATCH) + " of " + rows + " tickets");
        }
        file(filed, filers);
        // what autovacuum would do within minutes, and else in the midst of the measuring
        Waiting.until(database.query("vacuum (analyze) ticket, comment").execute(), LIMIT);
        readModels.vacuum();
        return missing;
    }

    private void file(int count, List<Someone> filers) {
        People.inTurns(IntStream.range(0, count).boxed().toList(), i -> suite.ask(
                        filing("Bench filing " + i, filers.get(i % filers.size())))
                .map(Answer::object)
                .map(ticket -> Call.post(
                        "/api/v1/tickets/" + ticket.getLong("id") + "/comments/",
                        filers.get(i % filers.size()).token(),
                        new JsonObject().put("text", WORDS[i % WORDS.length])))
                .compose(suite::ask)
                .map(Answer::object));
    }

    static Call filing(String subject, Someone by) {
        return Call.post(
                "/api/v1/tickets/",
                by.token(),
                new JsonObject()
                        .put("subject", subject)
                        .put("description", WORDS[Math.floorMod(subject.hashCode(), WORDS.length)])
                        .put("category", 1));
    }

    /** What each of the people sees in his own list. */
    void find(List<Someone> people) {
        String own = "select id from ticket where requester_id = $1 order by -id limit 300";
        for (Someone person : people) {
            person.has(Waiting.on(
                    database.preparedQuery(own).execute(Tuple.of(person.id())).map(rows -> {
                        LongStream.Builder ids = LongStream.builder();
                        for (Row row : rows) {
                            ids.add(row.getLong(0));
                        }
                        return ids.build().boxed().toList();
                    }),
                    LIMIT));
        }
    }

    private static Long[] ids(List<Someone> people) {
        return people.stream().map(Someone::id).toArray(Long[]::new);
    }
}
