package io.otklik.admin.api.requests;

import io.otklik.admin.chat.ChatMessage;
import io.otklik.admin.chat.ChatReads;
import io.otklik.admin.chat.ChatView;
import io.otklik.admin.chat.Chats;
import io.otklik.admin.staff.StaffRefused;
import io.otklik.edge.Fields;
import io.otklik.edge.NumberedPage;
import io.otklik.edge.Page;
import io.otklik.edge.PageNumber;
import io.otklik.edge.RequestBodies;
import io.otklik.events.PersonState;
import io.otklik.idempotency.Idempotent;
import io.otklik.people.Caller;
import io.otklik.people.People;
import io.otklik.people.Permissions;
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
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Staff chats, each for its participants (customer-requests.md, {@code AdminChatViewSet}; contracts/README.md, section 8). */
@Path("/api/admin/chats")
@Idempotent
@PermissionsAllowed(Permissions.STAFF)
@Produces(MediaType.APPLICATION_JSON)
class AdminChats {

    private final Chats chats;
    private final ChatReads reads;
    private final People people;
    private final Caller caller;

    AdminChats(Chats chats, ChatReads reads, People people, Caller caller) {
        this.chats = chats;
        this.reads = reads;
        this.people = people;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List my chats, the newest first")
    public Uni<NumberedPage<ChatShown>> list(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        PageNumber page = query.verified(() -> NumberedPage.wished(query));
        return reads.list(caller.id(), page)
                .chain(found -> shown(found.rows()).map(shown -> NumberedPage.of(page, found.total(), shown, uri)));
    }

    @POST
    @Operation(summary = "Open a chat", description = "Its creator takes part.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChatForms.NewBody.class)))
    @APIResponseSchema(value = ChatShown.class, responseCode = "201")
    public Uni<Response> create(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return chats.create(ChatForms.newChat(contentType, body), caller.person())
                .chain(this::shown)
                .map(AdminChats::created);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Show a chat that I take part in")
    public Uni<ChatShown> detail(@PathParam("id") long id) {
        return reads.one(id, caller.id()).chain(this::shown);
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Change a chat's name and type")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChatForms.WholeBody.class)))
    public Uni<ChatShown> replace(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return edited(id, contentType, body, true);
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "Change some of a chat")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChatForms.ChangeBody.class)))
    public Uni<ChatShown> change(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return edited(id, contentType, body, false);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Close a chat", description = "Its creator and directors may.")
    public Uni<Void> delete(@PathParam("id") long id) {
        return chats.giveUp(id, caller.person());
    }

    @GET
    @Path("/{id}/messages")
    @Operation(summary = "List the messages of a chat, the oldest first", description = "What is shown becomes read.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = ChatMessageShown.class)))
    public Uni<Response> messages(@PathParam("id") long id, @Context UriInfo uri) {
        long reader = caller.id();
        Fields query = Fields.text(uri.getQueryParameters());
        return RequestBodies.read(() -> query.verified(() -> Page.of(query)), () -> reads.requireMember(id, reader))
                .chain(page -> reads.read(id, reader, page).chain(found -> people.all(found.rows().stream()
                                .map(ChatMessage::senderId)
                                .distinct()
                                .toList())
                        .map(known -> page.response(
                                found.rows(),
                                found.total(),
                                ChatMessage::id,
                                message -> ChatMessageShown.of(message, known),
                                uri))));
    }

    @POST
    @Path("/{id}/messages")
    @Operation(summary = "Say something in a chat")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChatForms.MessageBody.class)))
    @APIResponseSchema(value = ChatMessageShown.class, responseCode = "201")
    public Uni<Response> say(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState sender = caller.person();
        return RequestBodies.read(
                        () -> ChatForms.message(contentType, body), () -> reads.requireMember(id, sender.id()))
                .chain(message -> chats.post(id, message, sender))
                .map(said -> created(ChatMessageShown.of(said, Map.of(sender.id(), sender))));
    }

    @POST
    @Path("/{id}/join")
    @Operation(summary = "Join a chat", description = "A private one only by invitation: 403.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Done.class), example = "{\"status\": \"joined\"}"))
    public Uni<Done> join(@PathParam("id") long id) {
        return chats.join(id, caller.person()).replaceWith(new Done("joined"));
    }

    @POST
    @Path("/{id}/leave")
    @Operation(summary = "Leave a chat")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Done.class), example = "{\"status\": \"left\"}"))
    public Uni<Done> leave(@PathParam("id") long id) {
        return chats.leave(id, caller.person()).replaceWith(new Done("left"));
    }

    @POST
    @Path("/{id}/invite")
    @Operation(summary = "Add a colleague to a chat")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChatForms.Invitation.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Done.class), example = "{\"status\": \"invited\"}"))
    public Uni<Done> invite(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState by = caller.person();
        return RequestBodies.read(() -> ChatForms.invited(contentType, body), () -> reads.requireMember(id, by.id()))
                .chain(invited -> chats.invite(id, invited, by))
                .onFailure(StaffRefused.class)
                .transform(refusal -> RequestsRefusals.problem((StaffRefused) refusal, "user"))
                .replaceWith(new Done("invited"));
    }

    private Uni<ChatShown> edited(long id, String contentType, byte[] body, boolean whole) {
        PersonState by = caller.person();
        return RequestBodies.read(
                        () -> ChatForms.edit(contentType, body, whole), () -> reads.requireMember(id, by.id()))
                .chain(edit -> chats.edit(id, edit, by))
                .chain(this::shown);
    }

    private Uni<List<ChatShown>> shown(List<ChatView> chats) {
        return people.all(chats.stream()
                        .flatMap(chat -> chat.people().stream())
                        .distinct()
                        .toList())
                .map(known ->
                        chats.stream().map(chat -> ChatShown.of(chat, known)).toList());
    }

    private Uni<ChatShown> shown(ChatView chat) {
        return people.all(chat.people()).map(known -> ChatShown.of(chat, known));
    }

    private static Response created(Object entity) {
        return Response.status(Response.Status.CREATED).entity(entity).build();
    }

    /** What was done. */
    @Schema(name = "ChatDone")
    record Done(
            @Schema(enumeration = {"joined", "left", "invited"})
            String status) {}
}
