package io.otklik.ticket.api.support0;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.PersonState;
import io.otklik.people.Caller;
import io.otklik.people.People;
import io.otklik.ticket.conversation.CommentSnapshot;
import io.otklik.ticket.conversation.Conversation;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Answers by themselves, for the ticket's owner and for staff (support-v0.md, „Ответ на тикет“). */
@Path("/api/comment")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class Support0Answers {

    private final Conversation conversation;
    private final People people;
    private final Caller caller;

    Support0Answers(Conversation conversation, People people, Caller caller) {
        this.conversation = conversation;
        this.people = people;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Show an answer")
    public Uni<Answer> answer(@PathParam("id") long id, @Context UriInfo uri) {
        return conversation.publicComment(id, caller.person()).chain(comment -> people.all(List.of(comment.authorId()))
                .map(known -> Answer.of(comment, known, Addresses.of(uri))));
    }

    /**
     * @param fromUser null only for somebody whom identity does not know and who is not in the replica
     * @param toTicket the ticket's address
     */
    @Schema(name = "Support0Answer")
    record Answer(
            @Schema(examples = "29") long id,

            @Schema(examples = "19") @JsonProperty("from_user_id")
            long fromUserId,

            @Schema(nullable = true, examples = "example_user") @JsonProperty("from_user")
            String fromUser,

            @Schema(format = "uri", examples = "http://localhost:8000/api/ticket/66") @JsonProperty("to_ticket")
            String toTicket,

            @Schema(examples = "answer message") String message,
            @JsonProperty("answered_at") Instant answeredAt) {

        static Answer of(CommentSnapshot comment, Map<Long, PersonState> people, Addresses addresses) {
            PersonState author = people.get(comment.authorId());
            return new Answer(
                    comment.id(),
                    comment.authorId(),
                    author == null ? null : author.username(),
                    addresses.ticket(comment.ticketId()),
                    comment.text(),
                    comment.createdAt());
        }
    }
}
