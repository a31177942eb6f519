package io.otklik.edge;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What the current request says in {@code If-Match} of the thing that it changes. Features ask under the thing's row lock, where alone
 * the answer stays true.
 */
@ApplicationScoped
public class IfMatch {

    private static final Text NOT_READABLE = new Text(
            "Заголовок If-Match должен содержать ETag в кавычках или *.",
            "The If-Match header must have an ETag in quotes, or *.");

    private final CurrentVertxRequest current;

    IfMatch(CurrentVertxRequest current) {
        this.current = current;
    }

    /** Whether the thing may be changed, having that version; always when the header was not sent. Fails with MALFORMED. */
    public boolean allows(int version) {
        if (!Arc.container().requestContext().isActive()) {
            return true;
        }
        HttpServerRequest request = current.getCurrent().request();
        if (!request.headers().contains(HttpHeaders.IF_MATCH)) {
            return true;
        }
        String sent = String.join(",", request.headers().getAll(HttpHeaders.IF_MATCH));
        return sent.strip().equals("*")
                || EntityTags.listed(sent).orElseThrow(() -> Problem.of(Problem.Kind.MALFORMED, NOT_READABLE)).stream()
                        .anyMatch(tag -> tag.isOfVersion(version));
    }
}
