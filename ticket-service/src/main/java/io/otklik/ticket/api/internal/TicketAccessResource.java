package io.otklik.ticket.api.internal;

import io.otklik.edge.Fields;
import io.otklik.edge.ServicesOnly;
import io.otklik.ticket.ticketing.TicketAccess;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who may see a ticket, for the service that holds its sockets. The gateway never routes here. */
@Path("/internal/tickets/{uuid}/access")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@ServicesOnly
class TicketAccessResource {

    private final TicketAccess access;

    TicketAccessResource(TicketAccess access) {
        this.access = access;
    }

    /** For {@code ?person=7}; 404 when there is no such ticket or person, or it is not his to see. */
    @GET
    @Operation(hidden = true)
    public Uni<Shown> of(@PathParam("uuid") UUID uuid, @Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        long person = query.verified(() -> query.number("person"));
        return access.visible(uuid, person)
                .map(seen -> new Shown(seen.id(), seen.by().role().isStaff()));
    }

    /**
     * @param id the ticket's other id
     * @param staff whether the person sees what only staff see
     */
    record Shown(long id, boolean staff) {}
}
