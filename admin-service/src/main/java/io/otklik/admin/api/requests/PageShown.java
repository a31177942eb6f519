package io.otklik.admin.api.requests;

import io.otklik.edge.Fields;
import io.otklik.edge.Listing;
import io.otklik.edge.PageNumber;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param count of all pages
 * @param next absolute, null on the last page, like {@code previous} on the first
 */
record PageShown<D>(long count, String next, String previous, List<D> results) {

    /** 20 a page, 100 at most. */
    static PageNumber wished(UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        return query.verified(() -> PageNumber.of(query, "page_size", 100, 20));
    }

    static <R, D> PageShown<D> of(Listing<R> found, PageNumber page, Function<R, D> shown, UriInfo uri) {
        return new PageShown<>(
                found.total(),
                page.hasNext(found.total()) ? link(uri, page.number() + 1) : null,
                page.number() > 1 ? link(uri, page.number() - 1) : null,
                found.rows().stream().map(shown).toList());
    }

    private static String link(UriInfo uri, int number) {
        return uri.getRequestUriBuilder()
                .replaceQueryParam("page", number)
                .build()
                .toString();
    }
}
