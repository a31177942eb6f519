package io.otklik.ticket.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Fields;
import io.otklik.edge.Language;
import io.otklik.edge.PageNumber;
import io.otklik.edge.Text;
import io.otklik.edge.Versioned;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.idempotency.Idempotent;
import io.otklik.people.Caller;
import io.otklik.people.People;
import io.otklik.people.Permissions;
import io.otklik.ticket.assignment.AssignmentRefused;
import io.otklik.ticket.assignment.Assignments;
import io.otklik.ticket.category.Categories;
import io.otklik.ticket.category.CategoryRefused;
import io.otklik.ticket.ticketing.Authority;
import io.otklik.ticket.ticketing.Filing;
import io.otklik.ticket.ticketing.TicketAccess;
import io.otklik.ticket.ticketing.TicketEdit;
import io.otklik.ticket.ticketing.TicketFilter;
import io.otklik.ticket.ticketing.TicketSnapshot;
import io.otklik.ticket.ticketing.Tickets;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Tickets: a user's own, for staff all (telegram-bot.md, „Тикеты“). */
@Path("/bot/api/v1/tickets")
@Idempotent
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class BotTickets {

    private static final Text DELETED = new Text("Тикет успешно удален", "The ticket has been deleted");

    private static final String CHANGED = """
            {"id": "0197f2a4-5c1b-7d3e-9a6f-2b8c4d5e6f70", "title": "Обновленный заголовок",
            "description": "Подробное описание проблемы...", "status": "IN_PROGRESS", "priority": "NORMAL",
            "category": {"id": "0197f2a4-5c1b-7d3e-9a6f-2b8c4d5e6f71", "name": "Оплата и подписка", "icon": "💳", "color": "#ff6b6b"},
            "user": {"id": "0197f2a4-5c1b-7d3e-9a6f-2b8c4d5e6f72", "telegram_id": 123456789, "username": "john_doe", "first_name": "John"},
            "assigned_to": {"id": "0197f2a4-5c1b-7d3e-9a6f-2b8c4d5e6f73", "username": "support_agent", "first_name": "Support", "role": "HELPER"},
            "created_at": "2026-03-14T09:26:53.589Z", "updated_at": "2026-03-14T11:02:10.120Z", "closed_at": null,
            "messages_count": 3, "last_message_at": "2026-03-14T10:58:31.004Z"}""";

    /** The id that nobody has, for a filter by somebody who is not there. */
    private static final long NOBODY = 0;

    private final Filing filing;
    private final Tickets tickets;
    private final BotTicketViews views;
    private final TicketAccess access;
    private final Categories categories;
    private final Assignments assignments;
    private final People people;
    private final Caller caller;

    BotTickets(
            Filing filing,
            Tickets tickets,
            BotTicketViews views,
            TicketAccess access,
            Categories categories,
            Assignments assignments,
            People people,
            Caller caller) {
        this.filing = filing;
        this.tickets = tickets;
        this.views = views;
        this.access = access;
        this.categories = categories;
        this.assignments = assignments;
        this.people = people;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List tickets, newest first: one's own, for staff all")
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(implementation = BotNames.class))
    @Parameter(name = "category_id", in = ParameterIn.QUERY, schema = @Schema(implementation = UUID.class))
    @Parameter(name = "priority", in = ParameterIn.QUERY, schema = @Schema(implementation = Priority.class))
    @Parameter(
            name = "assigned_to",
            in = ParameterIn.QUERY,
            description = "The assignee's id",
            schema = @Schema(implementation = UUID.class))
    @Parameter(
            name = "page",
            in = ParameterIn.QUERY,
            description = "From 1",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "1"))
    @Parameter(
            name = "size",
            in = ParameterIn.QUERY,
            description = "Rows of a page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    public Uni<BotTicket.Page> list(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        TicketFilter named = TicketFilter.all()
                .in(query.optionalChoice("status", BotNames.STATUS_FILTERS))
                .of(query.optionalChoice("priority", BotNames.PRIORITIES));
        Optional<UUID> category = query.optionalUuid("category_id");
        Optional<UUID> assignee = query.optionalUuid("assigned_to");
        PageNumber page = query.verified(() -> PageNumber.of(query, "size", 100, 20));
        PersonState person = caller.person();
        return inCategory(named, category)
                .chain(filter -> assignedTo(filter, assignee))
                .chain(filter -> access.reader(person).chain(reader -> list(filter, page, reader)));
    }

    private Uni<BotTicket.Page> list(TicketFilter wanted, PageNumber page, PersonState reader) {
        return views.page(reader.role().isStaff() ? wanted : wanted.ofRequester(reader.id()), page, reader);
    }

    private Uni<TicketFilter> inCategory(TicketFilter filter, Optional<UUID> category) {
        return category.isEmpty()
                ? Uni.createFrom().item(filter)
                : category(category.get()).map(id -> filter.ofCategories(Optional.of(Set.of(id))));
    }

    private Uni<TicketFilter> assignedTo(TicketFilter filter, Optional<UUID> assignee) {
        return assignee.isEmpty()
                ? Uni.createFrom().item(filter)
                : people.byUuid(assignee.get())
                        .map(person -> filter.assignedTo(
                                Optional.of(person.map(PersonState::id).orElse(NOBODY))));
    }

    @POST
    @Operation(summary = "Create a ticket")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BotTicketForm.Draft.class)))
    @APIResponseSchema(value = Created.class, responseCode = "201")
    public Uni<Response> create(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState requester = caller.person();
        BotTicketForm.Draft draft = BotTicketForm.Draft.of(Fields.json(contentType, body));
        return category(draft.category())
                .chain(category -> filing.file(draft.ticket(category), List.of(), requester, requester))
                .map(ticket ->
                        new Versioned<>(Created.of(ticket, draft.category(), requester), ticket.version()).created());
    }

    /** Fails with NOT_USABLE when there is no such category, or it is deleted. */
    private Uni<Long> category(UUID uuid) {
        return categories
                .id(uuid)
                .map(found -> found.orElseThrow(() -> new CategoryRefused(CategoryRefused.Reason.NOT_USABLE, 0)));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Show a ticket")
    @APIResponseSchema(BotTicket.class)
    public Uni<Response> detail(@PathParam("id") UUID uuid) {
        return access.visible(uuid, caller.person())
                .chain(seen -> views.ticket(seen.id(), seen.by()))
                .map(Versioned::ok);
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Change the sent fields of a ticket")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BotTicketForm.Change.class)))
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = BotTicket.class), example = CHANGED))
    public Uni<Response> update(
            @PathParam("id") UUID uuid, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return access.visible(uuid, caller.person()).chain(seen -> update(seen, Fields.json(contentType, body)));
    }

    /** Whoever may not set the status or the assignee is told that, and not what else is wrong. */
    private Uni<Response> update(TicketAccess.Seen seen, Fields fields) {
        Uni<PersonState> writer = fields.has("status") || fields.has("assigned_to")
                ? access.staff(seen)
                : Uni.createFrom().item(seen.by());
        return writer.chain(by -> edit(seen.id(), BotTicketForm.ofChange(fields))
                .chain(edit -> tickets.edit(seen.id(), edit, by, Authority.STAFF_OR_REQUESTER))
                .chain(ticket -> views.ticket(ticket.id(), by))
                .map(Versioned::ok));
    }

    private Uni<TicketEdit> edit(long id, BotTicketForm form) {
        return agent(id, form.assignee().flatMap(wanted -> wanted)).map(form::edit);
    }

    private Uni<Optional<PersonState>> agent(long ticketId, Optional<UUID> uuid) {
        return uuid.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : people.byUuid(uuid.get())
                        .map(found -> found.orElseThrow(
                                () -> new AssignmentRefused(AssignmentRefused.Reason.NO_SUCH_PERSON, NOBODY)))
                        .chain(person -> assignments.assignable(ticketId, person.id()))
                        .map(Optional::of);
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed(Permissions.ADMIN)
    @Operation(summary = "Delete a ticket")
    public Uni<Deleted> delete(
            @PathParam("id") UUID uuid,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String acceptLanguage) {
        PersonState admin = caller.person();
        return access.visible(uuid, admin)
                .chain(seen -> tickets.delete(seen.id(), admin))
                .replaceWith(() -> new Deleted(DELETED.in(Language.of(acceptLanguage))));
    }

    @Schema(name = "BotTicketCreated")
    record Created(
            UUID id,
            @Schema(examples = "Проблема с оплатой") String title,

            @Schema(examples = "Подробное описание проблемы...")
            String description,

            @Schema(implementation = BotNames.class) String status,

            @Schema(implementation = Priority.class, examples = "HIGH")
            String priority,

            @JsonProperty("category_id") UUID categoryId,
            @JsonProperty("user_id") UUID userId,
            @JsonProperty("created_at") Instant createdAt) {

        static Created of(TicketSnapshot ticket, UUID category, PersonState requester) {
            return new Created(
                    ticket.uuid(),
                    ticket.subject(),
                    ticket.description(),
                    BotNames.of(ticket.status()),
                    ticket.priority().name(),
                    category,
                    requester.uuid(),
                    ticket.createdAt());
        }
    }

    @Schema(name = "BotDeleted")
    record Deleted(
            @Schema(examples = "Тикет успешно удален") String message) {}
}
