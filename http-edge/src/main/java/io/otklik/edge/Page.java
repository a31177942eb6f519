package io.otklik.edge;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A piece of a bare array (contracts/README.md, section 3): at most {@code ?limit=} rows (1 to 500, default 500) that
 * follow the row {@code ?cursor=}, {@code Link: <…>; rel="next"} to the following ones, {@code X-Total-Count}.
 *
 * @param cursor the id of the last row of the piece before; null for the first piece
 */
public record Page(int limit, Long cursor) {

    private static final int MAX = 500;

    /** Reads {@code limit} and {@code cursor}; what is wrong with them is refused with the other fields. */
    public static Page of(Fields query) {
        int limit = query.number("limit", 1, MAX, MAX);
        return new Page(limit, query.optionalNumber("cursor").orElse(null));
    }

    /**
     * The response to a list.
     *
     * @param rows at most {@code limit + 1} rows: one more than shown tells that there is a next piece
     * @param total of all rows, on all pieces
     */
    public <R, D> Response response(List<R> rows, long total, ToLongFunction<R> id, Function<R, D> shown, UriInfo uri) {
        boolean more = rows.size() > limit;
        List<R> piece = more ? rows.subList(0, limit) : rows;
        Response.ResponseBuilder response =
                Response.ok(piece.stream().map(shown).toList()).header("X-Total-Count", total);
        if (more) {
            String next = uri.getRequestUriBuilder()
                    .replaceQueryParam("cursor", id.applyAsLong(piece.get(piece.size() - 1)))
                    .replaceQueryParam("limit", limit)
                    .build()
                    .toString();
            response.header("Link", "<" + next + ">; rel=\"next\"");
        }
        return response.build();
    }
}
