package io.otklik.ticket.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Fields;
import io.otklik.edge.Messages;
import io.otklik.edge.Page;
import io.otklik.edge.Problem;
import io.otklik.edge.Text;
import io.otklik.idempotency.Idempotent;
import io.otklik.people.Permissions;
import io.otklik.ticket.category.Categories;
import io.otklik.ticket.category.Category;
import io.otklik.ticket.category.CategoryEdit;
import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Categories: for everybody, inactive ones too; changes for administrators (telegram-bot.md, „Категории“). */
@Path("/bot/api/v1/categories")
@Idempotent
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class BotCategories {

    private static final int NAME_MIN = 3;
    private static final int NAME = 100;
    private static final int DESCRIPTION = 20_000;
    private static final int ICON = 32;
    private static final int SORT_ORDER = 1_000_000;
    private static final String COLOR_FORM = "#[0-9a-fA-F]{6}";
    private static final String NEEDED_EXAMPLE = """
            {"error": {"code": "VALIDATION_ERROR", "message": "Эту категорию нельзя удалить или отключить: \
            в неё попадают обращения без категории.", "details": []}}""";
    private static final Text COLOR = new Text("Укажите цвет в виде #rrggbb.", "Write the color as #rrggbb.");

    private final Categories categories;

    BotCategories(Categories categories) {
        this.categories = categories;
    }

    @GET
    @Operation(summary = "List the categories, inactive ones too")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Shown.class)))
    public Uni<Response> list(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        Page page = query.verified(() -> Page.of(query));
        return categories
                .all(page)
                .map(found -> page.response(found.rows(), found.total(), Category::id, Shown::of, uri));
    }

    @POST
    @PermissionsAllowed(Permissions.ADMIN)
    @Operation(summary = "Create a category")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Body.class, requiredProperties = "name")))
    @APIResponseSchema(value = Shown.class, responseCode = "201")
    public Uni<Response> create(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        return categories.create(edit(fields, name(fields, true))).map(category -> Response.status(
                        Response.Status.CREATED)
                .entity(Shown.of(category))
                .build());
    }

    @PUT
    @Path("/{id}")
    @PermissionsAllowed(Permissions.ADMIN)
    @Operation(summary = "Change the sent fields of a category")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Body.class)))
    public Uni<Shown> update(
            @PathParam("id") UUID uuid, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return required(uuid)
                .chain(id -> categories.update(id, change(Fields.json(contentType, body))))
                .map(Shown::of);
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed(Permissions.ADMIN)
    @Operation(summary = "Delete a category", description = "Its tickets keep showing it.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(
            responseCode = "422",
            description = "It is the category of tickets that are filed without one",
            content = @Content(example = NEEDED_EXAMPLE))
    public Uni<Void> delete(@PathParam("id") UUID uuid) {
        return required(uuid).chain(categories::delete);
    }

    private Uni<Long> required(UUID uuid) {
        return categories.id(uuid).map(found -> found.orElseThrow(Problem::notFound));
    }

    /** What a category must have may not become null. */
    private static CategoryEdit change(Fields fields) {
        Optional<String> name = name(fields, false);
        for (String needed : new String[] {"is_active", "sort_order"}) {
            if (fields.isNull(needed)) {
                fields.refuse(needed, Messages.NULL);
            }
        }
        return edit(fields, name);
    }

    private static Optional<String> name(Fields fields, boolean required) {
        Optional<String> name = fields.sent("name", required, field -> fields.line(field, NAME));
        if (name.filter(sent -> sent.codePointCount(0, sent.length()) < NAME_MIN)
                .isPresent()) {
            fields.refuse("name", Messages.tooShort(NAME_MIN));
        }
        return name;
    }

    /** Null and an empty text take away what a category may lack. */
    private static CategoryEdit edit(Fields fields, Optional<String> name) {
        CategoryEdit edit = new CategoryEdit(
                name,
                text(fields, "description", DESCRIPTION),
                text(fields, "icon", ICON),
                color(fields),
                fields.optionalFlag("is_active"),
                fields.has("sort_order") && !fields.isNull("sort_order")
                        ? Optional.of(fields.number("sort_order", 0, SORT_ORDER, 0))
                        : Optional.empty());
        fields.verify();
        return edit;
    }

    private static Optional<Optional<String>> text(Fields fields, String name, int max) {
        return fields.sent(name, sent -> fields.isBlank(sent) ? Optional.empty() : fields.optionalText(sent, max));
    }

    private static Optional<Optional<String>> color(Fields fields) {
        Optional<Optional<String>> color = text(fields, "color", ICON);
        if (color.flatMap(sent -> sent)
                .filter(sent -> !sent.matches(COLOR_FORM))
                .isPresent()) {
            fields.refuse("color", COLOR);
        }
        return color.map(sent -> sent.map(written -> written.toLowerCase(Locale.ROOT)));
    }

    /** {@code description}, {@code icon} and {@code color} are null where there is none. */
    @Schema(name = "BotCategory")
    record Shown(
            UUID id,
            @Schema(examples = "Оплата и подписка") String name,

            @Schema(nullable = true, examples = "Вопросы по оплате, возврату средств, продлению подписки")
            String description,

            @Schema(nullable = true, examples = "💳") String icon,
            @Schema(nullable = true, examples = "#ff6b6b") String color,
            @JsonProperty("is_active") boolean active,

            @Schema(examples = "1") @JsonProperty("sort_order")
            int sortOrder) {

        static Shown of(Category category) {
            return new Shown(
                    category.uuid(),
                    category.name(),
                    category.description(),
                    category.icon(),
                    category.color(),
                    category.active(),
                    category.sortOrder());
        }
    }

    @Schema(name = "BotCategoryChange")
    record Body(
            @Schema(minLength = NAME_MIN, maxLength = NAME, examples = "Новая категория")
            String name,

            @Schema(nullable = true, maxLength = DESCRIPTION, examples = "Описание категории")
            String description,

            @Schema(nullable = true, maxLength = ICON, examples = "🆕")
            String icon,

            @Schema(nullable = true, pattern = "^(" + COLOR_FORM + ")?$", examples = "#45b7d1")
            String color,

            @JsonProperty("is_active") Boolean active,

            @Schema(minimum = "0", maximum = "" + SORT_ORDER, examples = "10") @JsonProperty("sort_order")
            Integer sortOrder) {}
}
