package io.otklik.ticket.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.otklik.edge.Fields;
import io.otklik.edge.Page;
import io.otklik.edge.RequestBodies;
import io.otklik.edge.Text;
import io.otklik.edge.Uuids;
import io.otklik.events.PersonState;
import io.otklik.idempotency.Idempotent;
import io.otklik.people.Caller;
import io.otklik.people.Permissions;
import io.otklik.ticket.attachment.Attachments;
import io.otklik.ticket.attachment.Uploads;
import io.otklik.ticket.conversation.CommentSnapshot;
import io.otklik.ticket.conversation.Conversation;
import io.otklik.ticket.conversation.NewComment;
import io.otklik.ticket.ticketing.TicketReads;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** The conversation on a request, read and written by all staff (customer-requests.md, {@code messages}). */
@Path("/api/admin/customer-requests/{id}/messages")
@Idempotent
@PermissionsAllowed(Permissions.STAFF)
@Produces(MediaType.APPLICATION_JSON)
class RequestMessages {

    private static final int CONTENT = 10_000;

    /** What people may write; `system` is the suite's own. */
    private static final Map<String, String> TYPES = Stream.of("text", "image", "file")
            .collect(Collectors.toMap(Function.identity(), Function.identity(), (a, b) -> a, LinkedHashMap::new));

    private static final Text NOT_AN_ID = new Text("Ожидаются числа или UUID.", "Whole numbers or UUIDs are expected.");

    private final Conversation conversation;
    private final TicketReads reads;
    private final RequestViews views;
    private final Caller caller;

    RequestMessages(Conversation conversation, TicketReads reads, RequestViews views, Caller caller) {
        this.conversation = conversation;
        this.reads = reads;
        this.views = views;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List a request's messages, oldest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = MessageShown.class)))
    public Uni<Response> list(@PathParam("id") long id, @Context UriInfo uri) {
        PersonState reader = caller.person();
        Fields query = Fields.text(uri.getQueryParameters());
        return RequestBodies.read(() -> query.verified(() -> Page.of(query)), () -> reads.exists(id))
                .chain(page -> conversation.readAll(id, reader, page).chain(found -> views.senders(found.rows())
                        .map(shown -> page.response(found.rows(), found.total(), CommentSnapshot::id, shown, uri))));
    }

    @POST
    @Operation(summary = "Add a message to a request")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Body.class)))
    @APIResponseSchema(value = MessageShown.class, responseCode = "201")
    public Uni<Response> create(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState author = caller.person();
        return RequestBodies.read(() -> comment(contentType, body), () -> reads.exists(id))
                .chain(comment -> conversation.add(id, comment, author))
                .map(added -> Response.status(Response.Status.CREATED)
                        .entity(MessageShown.of(added, Map.of(author.id(), author)))
                        .build());
    }

    private static NewComment comment(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        return fields.verified(() -> new NewComment(
                fields.text("content", CONTENT),
                fields.flag("is_internal", false),
                fields.optionalChoice("message_type", TYPES).orElse("text"),
                uploads(fields)));
    }

    private static Uploads uploads(Fields fields) {
        Set<UUID> uuids = new LinkedHashSet<>();
        Set<Long> ids = new LinkedHashSet<>();
        for (JsonNode id : fields.list("attachments")) {
            if (id.isIntegralNumber() && id.canConvertToLong()) {
                ids.add(id.longValue());
            } else {
                try {
                    uuids.add(Uuids.parse(id.textValue() == null ? "" : id.textValue()));
                } catch (IllegalArgumentException wrong) {
                    fields.refuse("attachments", NOT_AN_ID);
                }
            }
        }
        return new Uploads(List.copyOf(uuids), List.copyOf(ids));
    }

    @Schema(name = "NewRequestMessage", requiredProperties = "content")
    record Body(
            @Schema(minLength = 1, maxLength = CONTENT, examples = "Проверяем платёж")
            String content,

            @Schema(
                    nullable = true,
                    enumeration = {"text", "image", "file"})
            @JsonProperty("message_type")
            String messageType,

            @Schema(nullable = true, examples = "false") @JsonProperty("is_internal")
            Boolean internal,

            @Schema(
                    nullable = true,
                    maxItems = Attachments.MAX_FILES,
                    description = "Ids of one's own uploads that are attached to nothing yet: whole numbers or UUIDs",
                    example = "[\"0197f2a4-5c1b-7d3e-9a6f-2b8c4d5e6f70\"]")
            List<Object> attachments) {}
}
