package io.otklik.ticket.api.techsupport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Fields;
import io.otklik.edge.Page;
import io.otklik.edge.Versioned;
import io.otklik.events.TicketStatus;
import io.otklik.idempotency.Idempotent;
import io.otklik.people.Caller;
import io.otklik.ticket.ticketing.Filing;
import io.otklik.ticket.ticketing.OwnLine;
import io.otklik.ticket.ticketing.TicketDetail;
import io.otklik.ticket.ticketing.TicketReads;
import io.otklik.ticket.ticketing.TicketSnapshot;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
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
import java.time.Instant;
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
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The caller's own tickets (techsupport-v1.md, „Обращения“). Staff see here only theirs, too. */
@Path("/api/v1/tickets")
@Idempotent
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class OwnTickets {

    private final Filing filing;
    private final TicketReads reads;
    private final Caller caller;

    OwnTickets(Filing filing, TicketReads reads, Caller caller) {
        this.filing = filing;
        this.reads = reads;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List one's own tickets, newest first")
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(implementation = StatusNames.class))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Line.class)))
    public Uni<Response> list(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        Optional<Set<TicketStatus>> statuses = query.optionalChoice("status", StatusNames.FILTERS);
        query.verifyBare();
        Page page = query.verified(() -> Page.of(query));
        return reads.own(caller.id(), statuses, page)
                .map(found -> page.response(found.rows(), found.total(), OwnLine::id, Line::of, uri));
    }

    /** Whatever is no form is taken for JSON here, so that another media type is refused after a missing token, not before. */
    @POST
    @Operation(summary = "File a ticket")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = TicketForm.Body.class)),
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = TicketForm.Multipart.class))
            })
    @APIResponseSchema(value = Created.class, responseCode = "201")
    public Uni<Response> create(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return create(TicketForm.of(contentType, body));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<Response> create(MultipartFormDataInput form) {
        return create(TicketForm.of(form));
    }

    private Uni<Response> create(TicketForm form) {
        return filing.file(form.ticket(), form.uploads(), caller.person(), caller.person())
                .map(ticket -> new Versioned<>(Created.of(ticket), ticket.version()).created());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Show one's own ticket")
    @APIResponseSchema(Detail.class)
    public Uni<Response> detail(@PathParam("id") long id) {
        return reads.owned(id, caller.id()).map(ticket -> new Versioned<>(Detail.of(ticket), ticket.version()).ok());
    }

    @Schema(name = "OwnTicketLine")
    record Line(
            @Schema(examples = "1") long id,
            @Schema(examples = "Ошибка авторизации") String subject,
            @Schema(implementation = StatusNames.class) String status,
            @JsonProperty("created_at") Instant createdAt) {

        static Line of(OwnLine ticket) {
            return new Line(ticket.id(), ticket.subject(), StatusNames.of(ticket.status()), ticket.createdAt());
        }
    }

    @Schema(name = "CreatedTicket")
    record Created(
            @Schema(examples = "2") long id,
            @Schema(examples = "Не отображается страница") String subject,
            @Schema(implementation = StatusNames.class) String status) {

        static Created of(TicketSnapshot ticket) {
            return new Created(ticket.id(), ticket.subject(), StatusNames.of(ticket.status()));
        }
    }

    @Schema(name = "OwnTicket")
    record Detail(
            @Schema(examples = "2") long id,
            @Schema(examples = "Проблема с авторизацией") String subject,

            @Schema(examples = "После логина выбрасывает на 500")
            String description,

            @Schema(implementation = StatusNames.class) String status,
            CategoryShown category,
            List<AttachmentShown> attachments) {

        static Detail of(TicketDetail ticket) {
            return new Detail(
                    ticket.id(),
                    ticket.subject(),
                    ticket.description(),
                    StatusNames.of(ticket.status()),
                    CategoryShown.of(ticket.category()),
                    AttachmentShown.all(ticket));
        }
    }
}
