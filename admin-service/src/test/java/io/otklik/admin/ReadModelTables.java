package io.otklik.admin;

import io.vertx.mutiny.sqlclient.Pool;
import java.util.List;
import java.util.stream.Collectors;

/** Every row of the tables that are made from otklik.tickets. */
final class ReadModelTables {

    private static final List<String> HISTORY =
            List.of("ticket_history", "history_tally", "history_person_tally", "history_day_tally");

    private static final List<String> STATISTICS = List.of(
            "statistics_ticket",
            "statistics_deleted_ticket",
            "statistics_category",
            "statistics_tally",
            "statistics_response_tally");

    private ReadModelTables() {}

    static String history(Pool pool) {
        return HISTORY.stream().map(table -> rows(pool, table)).collect(Collectors.joining("\n"));
    }

    static String statistics(Pool pool) {
        return STATISTICS.stream()
                .map(table -> table + "\n" + rows(pool, table))
                .collect(Collectors.joining("\n"));
    }

    private static String rows(Pool pool, String table) {
        return pool.query("select coalesce(string_agg(t::text, E'\n' order by t::text), '') from " + table + " t")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }
}
