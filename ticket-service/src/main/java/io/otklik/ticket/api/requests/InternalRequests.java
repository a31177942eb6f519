package io.otklik.ticket.api.requests;

import io.otklik.edge.ServicesOnly;
import io.otklik.edge.Versioned;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the frames of /ws/admin/notifications/ carry, for notification-service. The gateway never routes here. */
@Path("/internal/requests")
@PermitAll
@ServicesOnly
@Produces(MediaType.APPLICATION_JSON)
class InternalRequests {

    private final RequestViews views;

    InternalRequests(RequestViews views) {
        this.views = views;
    }

    /** The request as this contract shows it; 404 when there is none. */
    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public Uni<RequestShown> request(@PathParam("id") long id) {
        return views.request(id).map(Versioned::body);
    }

    /** The message as this contract shows it, internal and system ones too; 404 when there is none. */
    @GET
    @Path("/messages/{id}")
    @Operation(hidden = true)
    public Uni<MessageShown> message(@PathParam("id") long id) {
        return views.message(id);
    }
}
