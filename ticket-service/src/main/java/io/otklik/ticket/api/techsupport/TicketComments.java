package io.otklik.ticket.api.techsupport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Fields;
import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.edge.RequestBodies;
import io.otklik.events.PersonState;
import io.otklik.idempotency.Idempotent;
import io.otklik.people.Caller;
import io.otklik.people.People;
import io.otklik.ticket.conversation.CommentSnapshot;
import io.otklik.ticket.conversation.Conversation;
import io.otklik.ticket.conversation.NewComment;
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
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** The conversation on a ticket, for its owner and for staff (techsupport-v1.md, „Комментарии“). */
@Path("/api/v1/tickets/{id}/comments")
@Idempotent
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class TicketComments {

    private static final int TEXT = 10_000;

    private final Conversation conversation;
    private final People people;
    private final Caller caller;

    TicketComments(Conversation conversation, People people, Caller caller) {
        this.conversation = conversation;
        this.people = people;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List a ticket's comments, oldest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Line.class)))
    public Uni<Response> list(@PathParam("id") long id, @Context UriInfo uri) {
        PersonState reader = caller.person();
        Fields query = Fields.text(uri.getQueryParameters());
        return RequestBodies.read(
                        () -> query.verified(() -> Page.of(query)), () -> conversation.requireVisible(id, reader))
                .chain(page -> conversation.read(id, reader, page).chain(found -> authors(found)
                        .map(authors -> shown(found, page, authors, uri))));
    }

    @POST
    @Operation(summary = "Comment on a ticket")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Body.class)))
    @APIResponseSchema(value = Created.class, responseCode = "201")
    public Uni<Response> create(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState author = caller.person();
        return RequestBodies.read(() -> Fields.json(contentType, body), () -> conversation.requireVisible(id, author))
                .chain(fields -> comment(fields, id, author))
                .chain(comment -> conversation.add(id, comment, author))
                .map(added -> Response.status(Response.Status.CREATED)
                        .entity(Created.of(added))
                        .build());
    }

    /** Whoever may not write an internal comment is told that, and not what is wrong with its text. */
    private Uni<NewComment> comment(Fields fields, long id, PersonState author) {
        String text = fields.text(fields.sentName("text", "message"), TEXT);
        boolean internal = fields.flag("is_internal", false);
        return RequestBodies.read(
                () -> fields.verified(() -> new NewComment(text, internal)),
                () -> conversation.requireWriter(id, internal, author).replaceWithVoid());
    }

    private Uni<Map<Long, PersonState>> authors(Listing<CommentSnapshot> found) {
        return people.all(
                found.rows().stream().map(CommentSnapshot::authorId).distinct().toList());
    }

    private static Response shown(
            Listing<CommentSnapshot> found, Page page, Map<Long, PersonState> authors, UriInfo uri) {
        return page.response(
                found.rows(), found.total(), CommentSnapshot::id, comment -> Line.of(comment, authors), uri);
    }

    @Schema(name = "CommentAuthor")
    record Author(
            @Schema(examples = "5") long id,

            @Schema(nullable = true, format = "email", examples = "agent@example.com")
            String email) {}

    @Schema(name = "TicketComment")
    record Line(
            @Schema(examples = "10") long id,

            @Schema(examples = "Спасибо за обращение, мы начали работать над этим")
            String text,

            @Schema(examples = "false") @JsonProperty("is_internal")
            boolean internal,

            Author user,
            @JsonProperty("created_at") Instant createdAt) {

        static Line of(CommentSnapshot comment, Map<Long, PersonState> authors) {
            PersonState author = authors.get(comment.authorId());
            Author user = new Author(comment.authorId(), author == null ? null : author.email());
            return new Line(comment.id(), comment.text(), comment.internal(), user, comment.createdAt());
        }
    }

    @Schema(name = "CreatedComment")
    record Created(
            @Schema(examples = "11") long id,

            @Schema(examples = "Можно подробнее описать проблему?")
            String text,

            @Schema(examples = "false") @JsonProperty("is_internal")
            boolean internal) {

        static Created of(CommentSnapshot comment) {
            return new Created(comment.id(), comment.text(), comment.internal());
        }
    }

    @Schema(
            name = "NewComment",
            minProperties = 1,
            example = "{\"text\": \"Можно подробнее описать проблему?\", \"is_internal\": false}")
    record Body(
            @Schema(minLength = 1, maxLength = TEXT) String text,

            @Schema(nullable = true, maxLength = TEXT, description = "The same, for who sends no `text`")
            String message,

            @Schema(nullable = true, description = "Only for staff") @JsonProperty("is_internal")
            Boolean internal) {}
}
