package io.otklik.edge;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * What an answer shows of a thing, and the thing's version, which becomes its {@code ETag} ({@link EntityTags}).
 *
 * @param version grows with each change of the thing itself
 */
public record Versioned<T>(T body, int version) {

    /** 200. */
    public Response ok() {
        return response(Response.Status.OK);
    }

    /** 201. */
    public Response created() {
        return response(Response.Status.CREATED);
    }

    private Response response(Response.Status status) {
        return Response.status(status)
                .header(HttpHeaders.ETAG, EntityTags.ofVersion(version))
                .entity(body)
                .build();
    }
}
