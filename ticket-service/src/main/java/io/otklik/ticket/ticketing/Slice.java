package io.otklik.ticket.ticketing;

import io.otklik.edge.Page;
import io.otklik.edge.PageNumber;

/**
 * Which rows of a list, newest first.
 *
 * @param before rows with smaller ids; {@code Long.MAX_VALUE} for the newest
 * @param offset rows to pass over
 * @param limit the most rows
 */
public record Slice(long before, long offset, int limit) {

    /** One row more than the page shows, which tells that there are more. */
    public static Slice of(Page page) {
        // Lists run by -id, and the smallest number has no negative.
        long before = page.cursor() == null ? Long.MAX_VALUE : Math.max(page.cursor(), -Long.MAX_VALUE);
        return new Slice(before, 0, page.limit() + 1);
    }

    public static Slice of(PageNumber page) {
        return new Slice(Long.MAX_VALUE, page.offset(), page.size());
    }

    /** The newest ones, all of them up to a limit. */
    public static Slice newest(int limit) {
        return new Slice(Long.MAX_VALUE, 0, limit);
    }
}
