package io.otklik.ticket.api.techsupport;

import io.otklik.edge.Fields;
import io.otklik.edge.Page;
import io.otklik.ticket.category.Categories;
import io.otklik.ticket.category.Category;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The categories that a ticket may be filed under (techsupport-v1.md, „Получение списка категорий“). */
@Path("/api/v1/tickets/categories")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class TicketCategories {

    private final Categories categories;

    TicketCategories(Categories categories) {
        this.categories = categories;
    }

    @GET
    @Operation(summary = "List the categories")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = CategoryShown.class)))
    public Uni<Response> list(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        Page page = query.verified(() -> Page.of(query));
        return categories
                .usable(page)
                .map(found -> page.response(found.rows(), found.total(), Category::id, CategoryShown::of, uri));
    }
}
