package io.otklik.ticket.api.techsupport;

import io.otklik.edge.Fields;
import io.otklik.edge.Messages;
import io.otklik.edge.RequestBodies;
import io.otklik.people.Permissions;
import io.otklik.ticket.category.Categories;
import io.otklik.ticket.category.CategoryEdit;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Categories, for administrators (techsupport-v1.md, „Методы администратора“); their errors are plain strings. */
@Path("/api/v1/admin/tickets/categories")
@PermissionsAllowed(Permissions.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "admin")
class CategoryAdministration {

    private static final int MIN = 3;
    private static final int MAX = 100;

    private final Categories categories;

    CategoryAdministration(Categories categories) {
        this.categories = categories;
    }

    @POST
    @Operation(summary = "Новая категория")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Body.class)))
    @APIResponseSchema(value = CategoryShown.class, responseCode = "201")
    public Uni<Response> create(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return categories.create(CategoryEdit.name(name(contentType, body))).map(category -> Response.status(
                        Response.Status.CREATED)
                .entity(CategoryShown.of(category))
                .build());
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "Переименовать категорию")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Body.class)))
    public Uni<CategoryShown> rename(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return RequestBodies.read(() -> name(contentType, body), () -> categories.exists(id))
                .chain(name -> categories.update(id, CategoryEdit.name(name)))
                .map(CategoryShown::of);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Удалить категорию")
    public Uni<Void> delete(@PathParam("id") long id) {
        return categories.delete(id);
    }

    private static String name(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        String name = fields.line("name", MAX);
        if (name != null && name.codePointCount(0, name.length()) < MIN) {
            fields.refuse("name", Messages.tooShort(MIN));
        }
        fields.verifyBare();
        return name;
    }

    @Schema(name = "CategoryName", requiredProperties = "name")
    record Body(@Schema(minLength = MIN, maxLength = MAX) String name) {}
}
