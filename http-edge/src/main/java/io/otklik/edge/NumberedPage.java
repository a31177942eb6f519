package io.otklik.edge;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of a list that is paged by numbers, as {@code requests} shows it (contracts/README.md, section 8).
 *
 * @param count of all pages
 * @param next absolute, null on the last page, like {@code previous} on the first
 */
public record NumberedPage<D>(
        @Schema(examples = "42") long count,

        @Schema(nullable = true, format = "uri", examples = "https://example.com/list/?page=3")
        String next,

        @Schema(nullable = true, format = "uri", examples = "https://example.com/list/?page=1")
        String previous,

        List<D> results) {

    /** Reads {@code page} and {@code page_size}: 20 a page, 100 at most. */
    public static PageNumber wished(Fields query) {
        return PageNumber.of(query, "page_size", 100, 20);
    }

    /** @param total of all rows, on all pages */
    public static <D> NumberedPage<D> of(PageNumber page, long total, List<D> results, UriInfo uri) {
        return new NumberedPage<>(
                total,
                page.hasNext(total) ? address(uri, page.number() + 1) : null,
                page.number() > 1 ? address(uri, page.number() - 1) : null,
                results);
    }

    private static String address(UriInfo uri, int number) {
        return uri.getRequestUriBuilder()
                .replaceQueryParam("page", number)
                .build()
                .toString();
    }
}
