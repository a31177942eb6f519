package io.otklik.ticket.api.techsupport;

import io.otklik.edge.Fields;
import io.otklik.edge.Messages;
import io.otklik.edge.RequestBodies;
import io.otklik.idempotency.Idempotent;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Categories, for administrators (techsupport-v1.md, „Методы администратора“); their errors are plain strings. */
@Path("/api/v1/admin/tickets/categories")
@Idempotent
@PermissionsAllowed(Permissions.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
class CategoryAdministration {

    private static final int MIN = 3;
    private static final int MAX = 100;
    private static final String NAME_TAKEN = "There is a category of this name";
    private static final String NEEDED_EXAMPLE = """
            {"detail": "Эту категорию нельзя удалить или отключить: в неё попадают обращения без категории."}""";
    private static final String NAME_TAKEN_EXAMPLE = "{\"name\": \"Категория с таким названием уже существует\"}";

    private final Categories categories;

    CategoryAdministration(Categories categories) {
        this.categories = categories;
    }

    @POST
    @Operation(summary = "Create a category")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Body.class)))
    @APIResponseSchema(value = CategoryShown.class, responseCode = "201")
    @APIResponse(responseCode = "409", description = NAME_TAKEN, content = @Content(example = NAME_TAKEN_EXAMPLE))
    public Uni<Response> create(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return categories.create(CategoryEdit.name(name(contentType, body))).map(category -> Response.status(
                        Response.Status.CREATED)
                .entity(CategoryShown.of(category))
                .build());
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "Rename a category")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Body.class)))
    @APIResponseSchema(CategoryShown.class)
    @APIResponse(responseCode = "409", description = NAME_TAKEN, content = @Content(example = NAME_TAKEN_EXAMPLE))
    public Uni<CategoryShown> rename(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return RequestBodies.read(() -> name(contentType, body), () -> categories.exists(id))
                .chain(name -> categories.update(id, CategoryEdit.name(name)))
                .map(CategoryShown::of);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a category", description = "Its tickets keep showing it.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(
            responseCode = "400",
            description = "It is the category of tickets that are filed without one",
            content = @Content(example = NEEDED_EXAMPLE))
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
    record Body(
            @Schema(minLength = MIN, maxLength = MAX, examples = "Ошибка с оплатой")
            String name) {}
}
