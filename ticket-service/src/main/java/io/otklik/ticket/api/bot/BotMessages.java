package io.otklik.ticket.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.otklik.edge.Fields;
import io.otklik.edge.Listing;
import io.otklik.edge.Messages;
import io.otklik.edge.PageNumber;
import io.otklik.edge.RequestBodies;
import io.otklik.edge.Uuids;
import io.otklik.events.PersonState;
import io.otklik.idempotency.Idempotent;
import io.otklik.people.Caller;
import io.otklik.people.People;
import io.otklik.ticket.attachment.Attachments;
import io.otklik.ticket.attachment.Uploads;
import io.otklik.ticket.conversation.CommentSnapshot;
import io.otklik.ticket.conversation.Conversation;
import io.otklik.ticket.conversation.NewComment;
import io.otklik.ticket.ticketing.TicketAccess;
import io.quarkus.security.Authenticated;
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
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** The conversation on a ticket, for its owner and for staff (telegram-bot.md, „Сообщения“). */
@Path("/bot/api/v1/tickets/{id}/messages")
@Idempotent
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class BotMessages {

    private static final int CONTENT = 10_000;

    private final TicketAccess access;
    private final Conversation conversation;
    private final People people;
    private final Caller caller;

    BotMessages(TicketAccess access, Conversation conversation, People people, Caller caller) {
        this.access = access;
        this.conversation = conversation;
        this.people = people;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List a ticket's messages, oldest first")
    @Parameter(
            name = "page",
            in = ParameterIn.QUERY,
            description = "From 1",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "1"))
    @Parameter(
            name = "size",
            in = ParameterIn.QUERY,
            description = "Rows of a page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "50"))
    public Uni<Shown> list(@PathParam("id") UUID ticket, @Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        return access.visible(ticket, caller.person())
                .chain(seen -> list(seen, query.verified(() -> PageNumber.of(query, "size", 100, 50))));
    }

    private Uni<Shown> list(TicketAccess.Seen seen, PageNumber page) {
        return conversation.read(seen.id(), seen.by(), page).chain(found -> authors(found)
                .map(authors -> Shown.of(found, page, authors)));
    }

    @POST
    @Operation(summary = "Add a message to a ticket")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Body.class)))
    @APIResponseSchema(value = Created.class, responseCode = "201")
    public Uni<Response> create(
            @PathParam("id") UUID ticket, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState author = caller.person();
        return access.visible(ticket, author)
                .chain(seen -> create(seen, Fields.json(contentType, body)))
                .map(message -> Created.of(message, ticket, author))
                .map(created ->
                        Response.status(Response.Status.CREATED).entity(created).build());
    }

    /** Whoever may not write an internal message is told that, and not what is wrong with its content. */
    private Uni<CommentSnapshot> create(TicketAccess.Seen seen, Fields fields) {
        String content = fields.text("content", CONTENT);
        boolean internal = fields.flag("is_internal", false);
        Uploads uploads = uploads(fields);
        return RequestBodies.read(
                        () -> fields.verified(() -> new NewComment(content, internal, "text", uploads)),
                        () -> conversation
                                .requireWriter(seen.id(), internal, seen.by())
                                .replaceWithVoid())
                .chain(message -> conversation.add(seen.id(), message, seen.by()));
    }

    private static Uploads uploads(Fields fields) {
        Set<UUID> uuids = new LinkedHashSet<>();
        for (JsonNode sent : fields.list("attachments")) {
            try {
                uuids.add(Uuids.parse(sent.isTextual() ? sent.textValue() : ""));
            } catch (IllegalArgumentException wrong) {
                fields.refuse("attachments", Messages.NOT_A_UUID);
            }
        }
        return new Uploads(List.copyOf(uuids), List.of());
    }

    private Uni<Map<Long, PersonState>> authors(Listing<CommentSnapshot> found) {
        return people.all(
                found.rows().stream().map(CommentSnapshot::authorId).distinct().toList());
    }

    @Schema(name = "BotMessages")
    record Shown(
            List<Line> items,
            @Schema(examples = "5") long total,
            @Schema(examples = "1") int page,
            @Schema(examples = "50") int size,
            @Schema(examples = "1") long pages) {

        static Shown of(Listing<CommentSnapshot> found, PageNumber page, Map<Long, PersonState> authors) {
            List<Line> items = found.rows().stream()
                    .map(message -> Line.of(message, authors))
                    .toList();
            return new Shown(items, found.total(), page.number(), page.size(), page.pages(found.total()));
        }
    }

    @Schema(name = "BotMessage")
    record Line(
            UUID id,

            @Schema(examples = "Здравствуйте! У меня проблема с оплатой...")
            String content,

            @Schema(nullable = true) BotPerson user,
            List<BotFile> attachments,

            @Schema(examples = "false") @JsonProperty("is_internal")
            boolean internal,

            @JsonProperty("created_at") Instant createdAt) {

        static Line of(CommentSnapshot message, Map<Long, PersonState> authors) {
            return new Line(
                    message.uuid(),
                    message.text(),
                    BotPerson.of(message.authorId(), authors),
                    message.attachments().stream().map(BotFile::of).toList(),
                    message.internal(),
                    message.createdAt());
        }
    }

    @Schema(name = "BotMessageCreated")
    record Created(
            UUID id,
            @Schema(examples = "Текст сообщения") String content,
            @JsonProperty("user_id") UUID userId,
            @JsonProperty("ticket_id") UUID ticketId,

            @Schema(examples = "false") @JsonProperty("is_internal")
            boolean internal,

            @JsonProperty("created_at") Instant createdAt) {

        static Created of(CommentSnapshot message, UUID ticket, PersonState author) {
            return new Created(
                    message.uuid(), message.text(), author.uuid(), ticket, message.internal(), message.createdAt());
        }
    }

    @Schema(name = "BotNewMessage", requiredProperties = "content")
    record Body(
            @Schema(minLength = 1, maxLength = CONTENT, examples = "Текст сообщения")
            String content,

            @Schema(nullable = true, description = "Only for staff", examples = "false") @JsonProperty("is_internal")
            Boolean internal,

            @Schema(
                    nullable = true,
                    maxItems = Attachments.MAX_FILES,
                    description = "Ids of one's own uploads that are attached to nothing yet")
            List<UUID> attachments) {}
}
