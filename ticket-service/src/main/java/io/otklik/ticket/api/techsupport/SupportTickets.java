package io.otklik.ticket.api.techsupport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Fields;
import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.edge.RequestBodies;
import io.otklik.edge.Versioned;
import io.otklik.events.PersonState;
import io.otklik.events.TicketStatus;
import io.otklik.idempotency.Idempotent;
import io.otklik.people.Caller;
import io.otklik.people.People;
import io.otklik.people.Permissions;
import io.otklik.ticket.assignment.Assignments;
import io.otklik.ticket.ticketing.QueueFilter;
import io.otklik.ticket.ticketing.QueueLine;
import io.otklik.ticket.ticketing.StatusWish;
import io.otklik.ticket.ticketing.TicketDetail;
import io.otklik.ticket.ticketing.TicketReads;
import io.otklik.ticket.ticketing.TicketSnapshot;
import io.otklik.ticket.ticketing.Tickets;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Everybody's tickets, for staff (techsupport-v1.md, „Методы сотрудника поддержки“). */
@Path("/api/v1/support/tickets")
@Idempotent
@PermissionsAllowed(Permissions.STAFF)
@Produces(MediaType.APPLICATION_JSON)
class SupportTickets {

    private static final String IN_PROGRESS = """
            {"id": 1, "status": "in_progress", "updated_at": "2026-03-14T11:02:10.120Z", "closed_at": null, "closed_by": null}""";

    private final Tickets tickets;
    private final TicketReads reads;
    private final Assignments assignments;
    private final People people;
    private final Caller caller;

    SupportTickets(Tickets tickets, TicketReads reads, Assignments assignments, People people, Caller caller) {
        this.tickets = tickets;
        this.reads = reads;
        this.assignments = assignments;
        this.people = people;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List everybody's tickets, newest first")
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(implementation = StatusNames.class))
    @Parameter(
            name = "assigned_to",
            in = ParameterIn.QUERY,
            description = "The assignee's id",
            schema = @Schema(implementation = long.class))
    @Parameter(
            name = "category",
            in = ParameterIn.QUERY,
            description = "The category's id",
            schema = @Schema(implementation = long.class))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Line.class)))
    public Uni<Response> list(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        Optional<Set<TicketStatus>> statuses = query.optionalChoice("status", StatusNames.FILTERS);
        query.verifyBare();
        QueueFilter filter =
                new QueueFilter(statuses, query.optionalNumber("assigned_to"), query.optionalNumber("category"));
        Page page = query.verified(() -> Page.of(query));
        return reads.queue(filter, page)
                .chain(found -> assignees(found).map(assignees -> shown(found, page, assignees, uri)));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Show any ticket")
    @APIResponseSchema(Detail.class)
    public Uni<Response> detail(@PathParam("id") long id) {
        return reads.any(id).chain(ticket -> people.all(Collections.singletonList(ticket.assigneeId()))
                .map(known -> new Versioned<>(Detail.of(ticket, known), ticket.version()).ok()));
    }

    @PATCH
    @Path("/{id}/assign")
    @Operation(summary = "Assign a support agent")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Assignment.class)))
    @APIResponseSchema(Assigned.class)
    public Uni<Response> assign(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState by = caller.person();
        return RequestBodies.read(() -> assignee(contentType, body), () -> reads.exists(id))
                .chain(assignee -> assignments.assign(id, assignee, by))
                .map(ticket -> new Versioned<>(new Assigned(ticket.id(), ticket.assigneeId()), ticket.version()).ok());
    }

    @PATCH
    @Path("/{id}/status")
    @Operation(summary = "Change the status")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StatusBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = StatusShown.class), example = IN_PROGRESS))
    public Uni<Response> changeStatus(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState by = caller.person();
        return RequestBodies.read(() -> wish(contentType, body), () -> reads.exists(id))
                .chain(wish -> tickets.changeStatus(id, wish, by))
                .map(ticket -> new Versioned<>(StatusShown.of(ticket), ticket.version()).ok());
    }

    private static long assignee(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        return fields.verified(() -> fields.number("assigned_to"));
    }

    private static StatusWish wish(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        return fields.verified(() -> fields.choice("status", StatusNames.WISHES));
    }

    private Uni<Map<Long, PersonState>> assignees(Listing<QueueLine> found) {
        return people.all(found.rows().stream()
                .map(QueueLine::assigneeId)
                .filter(id -> id != null)
                .distinct()
                .toList());
    }

    private static Response shown(Listing<QueueLine> found, Page page, Map<Long, PersonState> assignees, UriInfo uri) {
        return page.response(found.rows(), found.total(), QueueLine::id, line -> Line.of(line, assignees), uri);
    }

    /** {@code username} is null only for somebody whom identity does not know and who is not in the replica. */
    @Schema(name = "TicketAssignee")
    record Agent(
            @Schema(examples = "4") long id,

            @Schema(nullable = true, examples = "support_agent")
            String username) {

        static Agent of(Long id, Map<Long, PersonState> known) {
            if (id == null) {
                return null;
            }
            PersonState person = known.get(id);
            return new Agent(id, person == null ? null : person.username());
        }
    }

    @Schema(name = "SupportTicketLine")
    record Line(
            @Schema(examples = "1") long id,
            @Schema(examples = "Не работает сервис") String title,
            @Schema(implementation = StatusNames.class) String status,

            @Schema(nullable = true) @JsonProperty("assigned_to")
            Agent assignedTo,

            CategoryShown category,
            @JsonProperty("created_at") Instant createdAt) {

        static Line of(QueueLine ticket, Map<Long, PersonState> assignees) {
            return new Line(
                    ticket.id(),
                    ticket.subject(),
                    StatusNames.of(ticket.status()),
                    Agent.of(ticket.assigneeId(), assignees),
                    CategoryShown.of(ticket.category()),
                    ticket.createdAt());
        }
    }

    @Schema(name = "SupportTicket")
    record Detail(
            @Schema(examples = "1") long id,
            @Schema(examples = "Ошибка 500") String title,

            @Schema(examples = "Сервис падает при отправке формы")
            String description,

            @Schema(implementation = StatusNames.class) String status,

            @Schema(nullable = true) @JsonProperty("assigned_to")
            Agent assignedTo,

            CategoryShown category,
            @JsonProperty("created_at") Instant createdAt,
            List<AttachmentShown> attachments) {

        static Detail of(TicketDetail ticket, Map<Long, PersonState> known) {
            return new Detail(
                    ticket.id(),
                    ticket.subject(),
                    ticket.description(),
                    StatusNames.of(ticket.status()),
                    Agent.of(ticket.assigneeId(), known),
                    CategoryShown.of(ticket.category()),
                    ticket.createdAt(),
                    AttachmentShown.all(ticket));
        }
    }

    @Schema(name = "TicketAssignment", requiredProperties = "assigned_to")
    record Assignment(
            @Schema(description = "The agent's id", examples = "4") @JsonProperty("assigned_to")
            long assignedTo) {}

    @Schema(name = "AssignedTicket")
    record Assigned(
            @Schema(examples = "1") long id,

            @Schema(examples = "4") @JsonProperty("assigned_to")
            Long assignedTo) {}

    @Schema(name = "TicketStatusChange", requiredProperties = "status")
    record StatusBody(
            @Schema(implementation = StatusNames.class, examples = "in_progress")
            String status) {}

    @Schema(name = "TicketStatus", description = "`closed_at` and `closed_by` are null unless it is closed")
    record StatusShown(
            @Schema(examples = "1") long id,

            @Schema(implementation = StatusNames.class, examples = "closed")
            String status,

            @JsonProperty("updated_at") Instant updatedAt,

            @Schema(nullable = true) @JsonProperty("closed_at")
            Instant closedAt,

            @Schema(nullable = true, examples = "1") @JsonProperty("closed_by")
            Long closedBy) {

        static StatusShown of(TicketSnapshot ticket) {
            return new StatusShown(
                    ticket.id(),
                    StatusNames.of(ticket.status()),
                    ticket.updatedAt(),
                    ticket.closedAt(),
                    ticket.closedBy());
        }
    }
}
