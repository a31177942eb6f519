package io.otklik.ticket.api.support0;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/**
 * Where this contract's things are for the client.
 *
 * @param base the scheme, host and port that the client used, with a slash at the end
 */
record Addresses(String base) {

    static Addresses of(UriInfo uri) {
        return new Addresses(uri.getBaseUri().toString());
    }

    String ticket(long id) {
        return base + "api/ticket/" + id;
    }

    /** In their order. */
    List<String> tickets(List<Long> ids) {
        return ids.stream().map(this::ticket).toList();
    }

    /** In their order. */
    List<String> answers(List<Long> ids) {
        return ids.stream().map(id -> base + "api/comment/" + id).toList();
    }
}
