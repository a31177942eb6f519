package io.otklik.ticket.api.desk;

import io.otklik.edge.Fields;
import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.edge.RequestBodies;
import io.otklik.edge.Versioned;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.idempotency.Idempotent;
import io.otklik.people.Caller;
import io.otklik.people.People;
import io.otklik.people.Permissions;
import io.otklik.ticket.assignment.Assignments;
import io.otklik.ticket.ticketing.Audience;
import io.otklik.ticket.ticketing.Filing;
import io.otklik.ticket.ticketing.NewTicket;
import io.otklik.ticket.ticketing.Slice;
import io.otklik.ticket.ticketing.TicketFilter;
import io.otklik.ticket.ticketing.TicketReads;
import io.otklik.ticket.ticketing.TicketSnapshot;
import io.otklik.ticket.ticketing.TicketView;
import io.otklik.ticket.ticketing.TicketViews;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** The ways of a ticket from the requester through the operator to the executor (desk.md, „Tickets“). */
@Path("/api/tickets")
@Idempotent
@Produces(MediaType.APPLICATION_JSON)
class DeskTickets {

    private static final String ORIGIN = "desk";
    private static final int TITLE = 255;
    private static final int DESCRIPTION = 20_000;
    private static final int COMMENT = 10_000;

    private static final Map<String, Priority> PRIORITIES = priorities();

    private static final String NEW = """
            {"id": 7, "title": "Не печатает принтер", "description": "Мигает красная лампочка", "status": "new",
            "priority": "NORMAL", "requester": {"id": 5, "username": "petrov"}, "executor": null,
            "created_at": "2026-03-14T09:26:53.589Z", "updated_at": "2026-03-14T09:26:53.589Z"}""";

    private static final String DONE = """
            {"id": 7, "title": "Не печатает принтер", "description": "Мигает красная лампочка", "status": "done",
            "priority": "NORMAL", "requester": {"id": 5, "username": "petrov"}, "executor": {"id": 9, "username": "ivanova"},
            "created_at": "2026-03-14T09:26:53.589Z", "updated_at": "2026-03-14T11:02:10.120Z"}""";

    private final Filing filing;
    private final TicketViews views;
    private final TicketReads reads;
    private final Assignments assignments;
    private final People people;
    private final Caller caller;

    DeskTickets(
            Filing filing,
            TicketViews views,
            TicketReads reads,
            Assignments assignments,
            People people,
            Caller caller) {
        this.filing = filing;
        this.views = views;
        this.reads = reads;
        this.assignments = assignments;
        this.people = people;
        this.caller = caller;
    }

    @GET
    @Path("/my-tickets")
    @PermissionsAllowed(Permissions.USER_ONLY)
    @Operation(summary = "List one's own tickets, newest first (for requesters)")
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(implementation = StatusNames.class))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = DeskTicket.class)))
    public Uni<Response> mine(@Context UriInfo uri) {
        return list(TicketFilter.all().ofRequester(caller.id()), uri);
    }

    @POST
    @PermissionsAllowed(Permissions.USER_ONLY)
    @Operation(summary = "Create a ticket (for requesters)")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Body.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = DeskTicket.class), example = NEW))
    public Uni<Response> create(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        NewTicket draft = draft(Fields.json(contentType, body));
        return filing.file(draft, List.of(), caller.person(), caller.person())
                .chain(this::shown)
                .map(Versioned::created);
    }

    @GET
    @Path("/all-tickets")
    @PermissionsAllowed(Permissions.MODERATOR)
    @Operation(summary = "List all tickets, newest first (for operators)")
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(implementation = StatusNames.class))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = DeskTicket.class)))
    public Uni<Response> all(@Context UriInfo uri) {
        return list(TicketFilter.all(), uri);
    }

    @POST
    @Path("/{id}/assign")
    @PermissionsAllowed(Permissions.MODERATOR)
    @Operation(summary = "Assign an executor (for operators)")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Assignment.class)))
    @APIResponseSchema(DeskTicket.class)
    public Uni<Response> assign(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState by = caller.person();
        return RequestBodies.read(() -> executor(contentType, body), () -> reads.exists(id))
                .chain(executor -> assignments.assignExecutor(id, executor, by))
                .chain(this::shown)
                .map(Versioned::ok);
    }

    @GET
    @Path("/assigned-to-me")
    @PermissionsAllowed(Permissions.SUPPORT_ONLY)
    @Operation(summary = "List the tickets assigned to oneself, newest first (for executors)")
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(implementation = StatusNames.class))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = DeskTicket.class)))
    public Uni<Response> assignedToMe(@Context UriInfo uri) {
        return list(TicketFilter.all().assignedTo(Optional.of(caller.id())), uri);
    }

    @POST
    @Path("/{id}/execute")
    @PermissionsAllowed(Permissions.SUPPORT_ONLY)
    @Operation(summary = "Complete a ticket (for its executor)")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Execution.class)))
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = DeskTicket.class), example = DONE))
    public Uni<Response> execute(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState by = caller.person();
        return RequestBodies.read(() -> comment(contentType, body), () -> assignments.requireAssigned(id, by))
                .chain(comment -> assignments.execute(id, by, comment))
                .chain(this::shown)
                .map(Versioned::ok);
    }

    private Uni<Response> list(TicketFilter among, UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        Optional<StatusNames.Wanted> status = query.optionalChoice("status", StatusNames.FILTERS);
        Page page = query.verified(() -> Page.of(query));
        TicketFilter filter = status.map(wanted -> wanted.in(among)).orElse(among);
        return views.list(filter, Slice.of(page), Audience.NOBODY)
                .chain(found -> participants(found).map(known -> shown(found, page, known, uri)));
    }

    private static Response shown(Listing<TicketView> found, Page page, Map<Long, PersonState> known, UriInfo uri) {
        return page.response(found.rows(), found.total(), TicketView::id, ticket -> DeskTicket.of(ticket, known), uri);
    }

    private Uni<Map<Long, PersonState>> participants(Listing<TicketView> found) {
        return people.all(found.rows().stream()
                .flatMap(ticket -> Stream.of(ticket.requesterId(), ticket.assigneeId()))
                .toList());
    }

    private Uni<Versioned<DeskTicket>> shown(TicketSnapshot ticket) {
        return people.all(Arrays.asList(ticket.requesterId(), ticket.assigneeId()))
                .map(known -> new Versioned<>(DeskTicket.of(ticket, known), ticket.version()));
    }

    private static NewTicket draft(Fields fields) {
        String title = fields.line("title", TITLE);
        String description = fields.text("description", DESCRIPTION);
        Optional<Long> category = fields.optionalNumber("category");
        Optional<Priority> priority = fields.optionalChoice("priority", PRIORITIES);
        fields.verify();
        return new NewTicket(title, description, category.orElse(null), priority.orElse(Priority.NORMAL), ORIGIN);
    }

    private static long executor(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        return fields.verified(() -> fields.number("executor"));
    }

    private static Optional<String> comment(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        return fields.verified(() -> fields.optionalText("comment", COMMENT));
    }

    /** In the order of contracts/README.md, section 2. */
    private static Map<String, Priority> priorities() {
        Map<String, Priority> names = new LinkedHashMap<>();
        for (Priority priority : Priority.values()) {
            names.put(priority.name(), priority);
        }
        return Collections.unmodifiableMap(names);
    }

    @Schema(
            name = "NewDeskTicket",
            requiredProperties = {"title", "description"})
    record Body(
            @Schema(minLength = 1, maxLength = TITLE, examples = "Не печатает принтер")
            String title,

            @Schema(minLength = 1, maxLength = DESCRIPTION, examples = "Мигает красная лампочка")
            String description,

            @Schema(nullable = true, description = "The category's id", examples = "1")
            Long category,

            @Schema(nullable = true, examples = "NORMAL") Priority priority) {}

    @Schema(name = "DeskAssignment", requiredProperties = "executor")
    record Assignment(
            @Schema(description = "The executor's id", examples = "5")
            long executor) {}

    @Schema(name = "DeskExecution")
    record Execution(
            @Schema(
                    nullable = true,
                    minLength = 1,
                    maxLength = COMMENT,
                    description = "Becomes a public comment",
                    examples = "Заменил картридж")
            String comment) {}
}
