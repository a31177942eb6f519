package io.otklik.edge;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a list query found.
 *
 * @param rows one more than the page asked for, when there are more
 * @param total of all rows, on all pages
 */
public record Listing<R>(List<R> rows, long total) {

    /** Every row has the {@code total}; the only row of an empty list has nothing else, and no {@code id}. */
    public static <R> Listing<R> of(RowSet<Row> found, Function<Row, R> shown) {
        List<R> rows = new ArrayList<>(found.size());
        long total = 0;
        for (Row row : found) {
            total = row.getLong("total");
            if (row.getLong("id") != null) {
                rows.add(shown.apply(row));
            }
        }
        return new Listing<>(rows, total);
    }
}
