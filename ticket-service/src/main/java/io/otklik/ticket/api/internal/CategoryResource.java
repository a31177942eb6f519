package io.otklik.ticket.api.internal;

import io.otklik.edge.Problem;
import io.otklik.edge.ServicesOnly;
import io.otklik.ticket.category.Categories;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Categories, for a service that has not heard of them yet. The gateway never routes here. */
@Path("/internal/categories/{uuid}")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@ServicesOnly
class CategoryResource {

    private final Categories categories;

    CategoryResource(Categories categories) {
        this.categories = categories;
    }

    /** 404 when there is no such category, or it is deleted. */
    @GET
    @Operation(hidden = true)
    public Uni<Shown> of(@PathParam("uuid") UUID uuid) {
        return categories.id(uuid).map(id -> new Shown(id.orElseThrow(Problem::notFound)));
    }

    /** @param id the category's other id */
    record Shown(long id) {}
}
