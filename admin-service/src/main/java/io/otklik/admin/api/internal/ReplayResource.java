package io.otklik.admin.api.internal;

import io.otklik.admin.readmodel.TicketEvents;
import io.otklik.edge.ServicesOnly;
import io.otklik.outbox.Replay;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** For operators: dead letters of this service once more. The gateway never routes here. */
@Path("/internal/replay")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@ServicesOnly
public class ReplayResource {

    private final TicketEvents events;

    ReplayResource(TicketEvents events) {
        this.events = events;
    }

    /**
     * Answers when it is done, with {@code {"applied": 2, "kept": ["<topic>-<partition>-<offset>: <reason>"], "next": null}}; a
     * {@code next} is the {@code after} of the call for more of them.
     */
    @POST
    @Operation(hidden = true)
    public Uni<Replay.Outcome> replay(@RestQuery String topic, @RestQuery Replay.Place after) {
        return events.replay(topic, after);
    }
}
