package io.otklik.ticket.api.techsupport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Fields;
import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.edge.RequestBodies;
import io.otklik.events.PersonState;
import io.otklik.events.TicketStatus;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everybody's tickets, for staff (techsupport-v1.md, „Методы сотрудника поддержки“). */
@Path("/api/v1/support/tickets")
@PermissionsAllowed(Permissions.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "support")
class SupportTickets {

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
    @Operation(summary = "Все тикеты, сначала новые")
    @Parameter(name = "status", schema = @Schema(enumeration = {"open", "in_progress", "resolved", "closed"}))
    @Parameter(name = "assigned_to", schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "category", schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "limit", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500"))
    @Parameter(name = "cursor", schema = @Schema(type = SchemaType.INTEGER))
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
    @Operation(summary = "Любой тикет")
    public Uni<Detail> detail(@PathParam("id") long id) {
        return reads.any(id).chain(ticket -> people.all(Collections.singletonList(ticket.assigneeId()))
                .map(known -> Detail.of(ticket, known)));
    }

    @PATCH
    @Path("/{id}/assign")
    @Operation(summary = "Назначить сотрудника")
    @RequestBody(
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Assigned.class)))
    public Uni<Assigned> assign(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState by = caller.person();
        return RequestBodies.read(() -> assignee(contentType, body), () -> reads.exists(id))
                .chain(assignee -> assignments.assign(id, assignee, by))
                .map(ticket -> new Assigned(ticket.id(), ticket.assigneeId()));
    }

    @PATCH
    @Path("/{id}/status")
    @Operation(summary = "Сменить статус")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StatusBody.class)))
    public Uni<StatusShown> changeStatus(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState by = caller.person();
        return RequestBodies.read(() -> wish(contentType, body), () -> reads.exists(id))
                .chain(wish -> tickets.changeStatus(id, wish, by))
                .map(StatusShown::of);
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
    record Agent(long id, String username) {

        static Agent of(Long id, Map<Long, PersonState> known) {
            if (id == null) {
                return null;
            }
            PersonState person = known.get(id);
            return new Agent(id, person == null ? null : person.username());
        }
    }

    record Line(
            long id,
            String title,
            String status,
            @JsonProperty("assigned_to") Agent assignedTo,
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

    record Detail(
            long id,
            String title,
            String description,
            String status,
            @JsonProperty("assigned_to") Agent assignedTo,
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

    record Assigned(long id, @JsonProperty("assigned_to") Long assignedTo) {}

    @Schema(name = "TicketStatus", requiredProperties = "status")
    record StatusBody(
            @Schema(enumeration = {"open", "in_progress", "resolved", "closed"})
            String status) {}

    record StatusShown(
            long id,
            String status,
            @JsonProperty("updated_at") Instant updatedAt,
            @JsonProperty("closed_at") Instant closedAt,
            @JsonProperty("closed_by") Long closedBy) {

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
