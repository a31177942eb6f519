package io.otklik.admin.api.internal;

import io.otklik.admin.readmodel.Rebuild;
import io.otklik.edge.LongAnswer;
import io.otklik.edge.ServicesOnly;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** For operators: history and statistics anew from the events. The gateway never routes here. */
@Path("/internal/rebuild")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@ServicesOnly
public class RebuildResource {

    private final Rebuild rebuild;

    RebuildResource(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    /** Answers when it is done. */
    @POST
    @Operation(hidden = true)
    public Uni<Done> rebuild(@Context HttpServerRequest request) {
        return LongAnswer.to(request, rebuild.run().map(Done::new));
    }

    /** @param events how many were read */
    public record Done(long events) {}
}
