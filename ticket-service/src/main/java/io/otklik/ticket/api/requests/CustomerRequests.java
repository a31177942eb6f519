package io.otklik.ticket.api.requests;

import io.otklik.edge.Fields;
import io.otklik.edge.NumberedPage;
import io.otklik.edge.PageNumber;
import io.otklik.edge.Versioned;
import io.otklik.events.PersonState;
import io.otklik.idempotency.Idempotent;
import io.otklik.people.Caller;
import io.otklik.people.People;
import io.otklik.people.Permissions;
import io.otklik.ticket.assignment.Assignments;
import io.otklik.ticket.category.Categories;
import io.otklik.ticket.ticketing.Audience;
import io.otklik.ticket.ticketing.Authority;
import io.otklik.ticket.ticketing.Filing;
import io.otklik.ticket.ticketing.Slice;
import io.otklik.ticket.ticketing.TicketFilter;
import io.otklik.ticket.ticketing.TicketViews;
import io.otklik.ticket.ticketing.Tickets;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Customers' requests, for staff (customer-requests.md; contracts/README.md, section 8). */
@Path("/api/admin/customer-requests")
@Idempotent
@PermissionsAllowed(Permissions.STAFF)
@Produces(MediaType.APPLICATION_JSON)
class CustomerRequests {

    private static final int SEARCH = 200;

    private static final String CREATED = """
            {"id": 42, "title": "Не проходит оплата", "description": "Карта отклонена, деньги списаны", "status": "open",
            "priority": "high", "category": "billing",
            "customer": {"id": 7, "username": "sidorov", "first_name": "Иван", "last_name": "Сидоров", "email": "sidorov@example.com", "avatar": null},
            "assigned_admin": null,
            "created_at": "2026-03-14T09:26:53.589Z", "updated_at": "2026-03-14T09:26:53.589Z", "last_message_at": null,
            "messages_count": 0, "estimated_resolution_time": "2026-03-15T12:00:00Z", "tags": ["оплата"]}""";
    private static final String COMPLETED = """
            {"id": 42, "title": "Не проходит оплата", "description": "Карта отклонена, деньги списаны", "status": "completed",
            "priority": "high", "category": "billing",
            "customer": {"id": 7, "username": "sidorov", "first_name": "Иван", "last_name": "Сидоров", "email": "sidorov@example.com", "avatar": null},
            "assigned_admin": {"id": 5, "username": "petrov", "first_name": "Пётр", "last_name": "Петров", "email": "petrov@example.com", "avatar": null},
            "created_at": "2026-03-14T09:26:53.589Z", "updated_at": "2026-03-14T11:02:10.120Z", "last_message_at": "2026-03-14T10:58:31.004Z",
            "messages_count": 3, "estimated_resolution_time": "2026-03-15T12:00:00Z", "tags": ["оплата"]}""";

    private final Filing filing;
    private final Tickets tickets;
    private final TicketViews found;
    private final RequestViews views;
    private final RequestWishes wishes;
    private final Assignments assignments;
    private final Categories categories;
    private final People people;
    private final Caller caller;

    CustomerRequests(
            Filing filing,
            Tickets tickets,
            TicketViews found,
            RequestViews views,
            RequestWishes wishes,
            Assignments assignments,
            Categories categories,
            People people,
            Caller caller) {
        this.filing = filing;
        this.tickets = tickets;
        this.found = found;
        this.views = views;
        this.wishes = wishes;
        this.assignments = assignments;
        this.categories = categories;
        this.people = people;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the requests, newest first")
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(implementation = RequestNames.Status.class))
    @Parameter(name = "priority", in = ParameterIn.QUERY, schema = @Schema(implementation = RequestNames.Urgency.class))
    @Parameter(
            name = "category",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = RequestNames.Category.class))
    @Parameter(
            name = "search",
            in = ParameterIn.QUERY,
            description = "A part of the title, the description, or the customer's name or e-mail",
            schema = @Schema(type = SchemaType.STRING, maxLength = SEARCH))
    public Uni<NumberedPage<RequestShown>> list(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        TicketFilter filter = TicketFilter.all()
                .in(query.optionalChoice("status", RequestNames.STATUS_FILTERS))
                .of(query.optionalChoice("priority", RequestNames.PRIORITIES));
        Optional<String> category = query.optionalText("category", RequestForm.CODE);
        Optional<String> search = query.optionalText("search", SEARCH).map(String::strip);
        PageNumber page = query.verified(() -> NumberedPage.wished(query));
        return inCategory(filter, category)
                .chain(narrowed -> searching(narrowed, search))
                .chain(narrowed -> found.list(narrowed, Slice.of(page), Audience.STAFF_WITH_SYSTEM))
                .chain(listing -> views.requests(listing.rows())
                        .map(shown -> NumberedPage.of(page, listing.total(), shown, uri)));
    }

    private Uni<TicketFilter> inCategory(TicketFilter filter, Optional<String> code) {
        if (code.isEmpty()) {
            return Uni.createFrom().item(filter);
        }
        return categories.shownAs(code.get()).map(ids -> {
            if (ids.isEmpty()) {
                throw RequestsRefusals.noCategory();
            }
            return filter.ofCategories(Optional.of(ids));
        });
    }

    private Uni<TicketFilter> searching(TicketFilter filter, Optional<String> words) {
        if (words.isEmpty()) {
            return Uni.createFrom().item(filter);
        }
        return people.matching(words.get())
                .map(customers -> filter.searching(Optional.of(new TicketFilter.Search(words.get(), customers))));
    }

    @POST
    @Operation(summary = "Create a request of a customer, or one's own")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RequestForm.NewBody.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = RequestShown.class), example = CREATED))
    public Uni<Response> create(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        RequestForm form = RequestForm.ofNew(contentType, body);
        PersonState by = caller.person();
        return wishes.customer(form, by)
                .chain(customer -> wishes.draft(form).chain(draft -> filing.file(draft, List.of(), customer, by)))
                .chain(ticket -> views.request(ticket.id()))
                .map(Versioned::created);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Show a request")
    @APIResponseSchema(RequestShown.class)
    public Uni<Response> one(@PathParam("id") long id) {
        return views.request(id).map(Versioned::ok);
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Change a request; title and description are required")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            implementation = RequestForm.ChangeBody.class,
                                            requiredProperties = {"title", "description"})))
    @APIResponseSchema(RequestShown.class)
    public Uni<Response> replace(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return change(id, contentType, body, true);
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "Change the sent fields of a request")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RequestForm.ChangeBody.class)))
    @APIResponseSchema(RequestShown.class)
    public Uni<Response> change(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return change(id, contentType, body, false);
    }

    /** Whoever may not change the request is told that, and not what is wrong with his change. */
    private Uni<Response> change(long id, String contentType, byte[] body, boolean whole) {
        PersonState by = caller.person();
        return tickets.requireAuthority(id, by, Authority.RESPONSIBLE_STAFF)
                .map(allowed -> RequestForm.ofChange(contentType, body, whole))
                .chain(form -> wishes.edit(id, form))
                .chain(edit -> tickets.edit(id, edit, by, Authority.RESPONSIBLE_STAFF))
                .chain(ticket -> views.request(id))
                .map(Versioned::ok);
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed(Permissions.ADMIN)
    @Operation(summary = "Delete a request")
    public Uni<Void> delete(@PathParam("id") long id) {
        return tickets.delete(id, caller.person());
    }

    @POST
    @Path("/{id}/take")
    @Operation(summary = "Take a request")
    @APIResponseSchema(RequestShown.class)
    @APIResponse(
            responseCode = "400",
            description = "Somebody has taken it already",
            content = @Content(example = "{\"error\": \"Запрос уже назначен другому администратору\"}"))
    public Uni<Response> take(@PathParam("id") long id) {
        return assignments
                .take(id, caller.person())
                .chain(ticket -> views.request(id))
                .map(Versioned::ok);
    }

    @POST
    @Path("/{id}/complete")
    @Operation(summary = "Complete a request that one has taken")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = RequestShown.class), example = COMPLETED))
    @APIResponse(
            responseCode = "403",
            description = "It is somebody else's, or nobody's",
            content = @Content(example = "{\"error\": \"Вы не можете завершить чужой запрос\"}"))
    public Uni<Response> complete(@PathParam("id") long id) {
        return assignments
                .complete(id, caller.person())
                .chain(ticket -> views.request(id))
                .map(Versioned::ok);
    }
}
