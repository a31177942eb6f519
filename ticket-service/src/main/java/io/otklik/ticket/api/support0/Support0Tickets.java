package io.otklik.ticket.api.support0;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Fields;
import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.edge.RequestBodies;
import io.otklik.edge.Versioned;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.Role;
import io.otklik.events.TicketStatus;
import io.otklik.idempotency.Idempotent;
import io.otklik.people.Caller;
import io.otklik.people.People;
import io.otklik.people.Permissions;
import io.otklik.ticket.conversation.CommentSnapshot;
import io.otklik.ticket.conversation.Conversation;
import io.otklik.ticket.conversation.NewComment;
import io.otklik.ticket.ticketing.Audience;
import io.otklik.ticket.ticketing.Authority;
import io.otklik.ticket.ticketing.Filing;
import io.otklik.ticket.ticketing.NewTicket;
import io.otklik.ticket.ticketing.Slice;
import io.otklik.ticket.ticketing.StatusWish;
import io.otklik.ticket.ticketing.TicketEdit;
import io.otklik.ticket.ticketing.TicketFilter;
import io.otklik.ticket.ticketing.TicketReads;
import io.otklik.ticket.ticketing.TicketSnapshot;
import io.otklik.ticket.ticketing.TicketView;
import io.otklik.ticket.ticketing.TicketViews;
import io.otklik.ticket.ticketing.Tickets;
import io.quarkus.security.Authenticated;
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
import java.util.List;
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

/** Messages to support, and what became of them: each person's own, all of them for staff (support-v0.md). */
@Path("/api/ticket")
@Idempotent
@Produces(MediaType.APPLICATION_JSON)
class Support0Tickets {

    private static final String ORIGIN = "support0";
    private static final int MESSAGE = 20_000;
    private static final int ANSWER = 10_000;

    private final Filing filing;
    private final Tickets tickets;
    private final TicketViews views;
    private final TicketReads reads;
    private final Conversation conversation;
    private final People people;
    private final Caller caller;

    Support0Tickets(
            Filing filing,
            Tickets tickets,
            TicketViews views,
            TicketReads reads,
            Conversation conversation,
            People people,
            Caller caller) {
        this.filing = filing;
        this.tickets = tickets;
        this.views = views;
        this.reads = reads;
        this.conversation = conversation;
        this.people = people;
        this.caller = caller;
    }

    @GET
    @Authenticated
    @Operation(summary = "List tickets, newest first: one's own, for staff all")
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(implementation = StatusLetters.class))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Support0Ticket.class)))
    public Uni<Response> list(@Context UriInfo uri) {
        long reader = caller.id();
        Fields query = Fields.text(uri.getQueryParameters());
        Optional<Set<TicketStatus>> statuses = query.optionalChoice("status", StatusLetters.FILTERS);
        Page page = query.verified(() -> Page.of(query));
        TicketFilter all = TicketFilter.all().in(statuses);
        return people.atLeast(Role.SUPPORT, reader)
                .map(staff -> staff ? all : all.ofRequester(reader))
                .chain(filter -> views.list(filter, Slice.of(page), Audience.NOBODY))
                .chain(found -> surroundings(found.rows()).map(around -> shown(found, page, around, uri)));
    }

    @POST
    @Authenticated
    @Operation(summary = "File a ticket")
    @RequestBody(
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Message.class)))
    @APIResponseSchema(value = Support0Ticket.class, responseCode = "201")
    public Uni<Response> create(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState requester = caller.person();
        String message = message(contentType, body, MESSAGE);
        NewTicket draft = new NewTicket(FirstLine.of(message), message, null, Priority.NORMAL, ORIGIN);
        return filing.file(draft, List.of(), requester, requester)
                .map(ticket -> new Versioned<>(Support0Ticket.of(ticket, requester), ticket.version()).created());
    }

    @GET
    @Path("/{id}")
    @Authenticated
    @Operation(summary = "Show one's own ticket, for staff any")
    @APIResponseSchema(Support0Ticket.class)
    public Uni<Response> detail(@PathParam("id") long id, @Context UriInfo uri) {
        return conversation
                .requireVisible(id, caller.person())
                .chain(() -> views.any(id, Audience.NOBODY))
                .chain(ticket -> surroundings(List.of(ticket))
                        .map(around -> new Versioned<>(around.of(ticket, Addresses.of(uri)), ticket.version()).ok()));
    }

    @POST
    @Path("/{id}/answer")
    @Authenticated
    @Operation(summary = "Answer a ticket")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AnswerBody.class)))
    @APIResponseSchema(value = Answered.class, responseCode = "201")
    public Uni<Response> answer(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState author = caller.person();
        return RequestBodies.read(
                        () -> message(contentType, body, ANSWER), () -> conversation.requireVisible(id, author))
                .chain(text -> conversation.add(id, new NewComment(text, false), author))
                .map(added -> Response.status(Response.Status.CREATED)
                        .entity(Answered.of(added))
                        .build());
    }

    @POST
    @Path("/{id}/set_status")
    @PermissionsAllowed(Permissions.STAFF)
    @Operation(summary = "Change the status (for staff)")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StatusBody.class)))
    @APIResponseSchema(StatusShown.class)
    public Uni<Response> setStatus(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState by = caller.person();
        return RequestBodies.read(() -> wish(contentType, body), () -> reads.exists(id))
                .chain(wish -> tickets.edit(id, TicketEdit.status(wish), by, Authority.STAFF_OR_REQUESTER))
                .map(ticket -> new Versioned<>(StatusShown.of(ticket), ticket.version()).ok());
    }

    /** By one statement, however many tickets they are. */
    private Uni<Support0Ticket.Surroundings> surroundings(List<TicketView> found) {
        List<Long> ids = found.stream().map(TicketView::id).toList();
        List<Long> requesters = found.stream().map(TicketView::requesterId).toList();
        return people.all(requesters)
                .chain(known ->
                        conversation.publicIds(ids).map(answers -> new Support0Ticket.Surroundings(known, answers)));
    }

    private static Response shown(
            Listing<TicketView> found, Page page, Support0Ticket.Surroundings around, UriInfo uri) {
        Addresses addresses = Addresses.of(uri);
        return page.response(found.rows(), found.total(), TicketView::id, ticket -> around.of(ticket, addresses), uri);
    }

    private static String message(String contentType, byte[] body, int max) {
        Fields fields = Fields.json(contentType, body);
        return fields.verified(() -> fields.text("message", max));
    }

    private static StatusWish wish(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        return fields.verified(() -> fields.choice("status", StatusLetters.WISHES));
    }

    @Schema(name = "Support0Answered")
    record Answered(
            @Schema(examples = "29") long id,
            @Schema(examples = "answer message") String message) {

        static Answered of(CommentSnapshot comment) {
            return new Answered(comment.id(), comment.text());
        }
    }

    @Schema(name = "Support0StatusShown")
    record StatusShown(
            @Schema(implementation = StatusLetters.class) String status,

            @Schema(nullable = true, description = "Who last changed it", examples = "1")
            @JsonProperty("changed_status")
            Long changedStatus) {

        static StatusShown of(TicketSnapshot ticket) {
            return new StatusShown(StatusLetters.of(ticket.status()), ticket.statusChangedBy());
        }
    }

    @Schema(name = "Support0Message", requiredProperties = "message")
    record Message(
            @Schema(minLength = 1, maxLength = MESSAGE, examples = "Some message like FOO BAR BIZ")
            String message) {}

    @Schema(name = "Support0NewAnswer", requiredProperties = "message")
    record AnswerBody(
            @Schema(minLength = 1, maxLength = ANSWER, examples = "answer message")
            String message) {}

    @Schema(name = "Support0Status", requiredProperties = "status")
    record StatusBody(
            @Schema(implementation = StatusLetters.class) String status) {}
}
