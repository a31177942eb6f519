package io.otklik.admin.api.internal;

import io.otklik.admin.chat.ChatReads;
import io.otklik.admin.chat.ChatRefused;
import io.otklik.admin.chat.Chats;
import io.otklik.admin.chat.NewChatMessage;
import io.otklik.edge.Fields;
import io.otklik.edge.Problem;
import io.otklik.edge.RequestBodies;
import io.otklik.edge.ServicesOnly;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.people.People;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Chats for notification-service, which keeps their sockets. The gateway never routes here. */
@Path("/internal/chats/{id}")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@ServicesOnly
public class ChatResource {

    private static final int CONTENT = 10_000;

    private final Chats chats;
    private final ChatReads reads;
    private final People people;

    ChatResource(Chats chats, ChatReads reads, People people) {
        this.chats = chats;
        this.reads = reads;
        this.people = people;
    }

    /** 200 when the person takes part in the chat, else 404. */
    @GET
    @Path("/members/{person}")
    @Operation(hidden = true)
    public Uni<Member> member(@PathParam("id") long id, @PathParam("person") long person) {
        return reads.requireMember(id, person)
                .replaceWith(new Member(id, person))
                .onFailure(ChatRefused.class)
                .transform(refusal -> problem((ChatRefused) refusal));
    }

    /**
     * What {@code person} says on a socket, {@code content}: 201. 404 when he takes no part in the chat, 403 when he is no colleague any
     * more.
     */
    @POST
    @Path("/messages")
    @Operation(hidden = true)
    public Uni<Response> say(@PathParam("id") long id, byte[] body) {
        Fields fields = Fields.json(body);
        Long person = fields.verified(() -> fields.number("person"));
        return RequestBodies.read(
                        () -> fields.verified(() -> NewChatMessage.text(fields.text("content", CONTENT))),
                        () -> reads.requireMember(id, person))
                .chain(message -> sender(person).chain(sender -> chats.post(id, message, sender)))
                .map(said -> Response.status(Response.Status.CREATED)
                        .entity(Map.of("id", said.id()))
                        .build())
                .onFailure(ChatRefused.class)
                .transform(refusal -> problem((ChatRefused) refusal));
    }

    /** The person, if he is a colleague still. */
    private Uni<PersonState> sender(long id) {
        return people.atLeast(Role.SUPPORT, id).map(staff -> people.known(id)
                .filter(person -> staff && !person.blocked())
                .orElseThrow(Problem::forbidden));
    }

    private static Problem problem(ChatRefused refusal) {
        return switch (refusal.reason()) {
            case NOT_FOUND, NO_SUCH_MESSAGE -> Problem.notFound();
            case NOT_YOURS -> Problem.forbidden();
        };
    }

    record Member(long chat, long person) {}
}
