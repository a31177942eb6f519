package io.otklik.ticket.api.support0;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Page;
import io.otklik.edge.Problem;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.people.Caller;
import io.otklik.people.People;
import io.otklik.ticket.ticketing.OwnLine;
import io.otklik.ticket.ticketing.TicketReads;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** People with their tickets, each for himself and for staff; here, since identity-service has no tickets (support-v0.md, „Регистрация“). */
@Path("/auth/users")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class Support0People {

    private static final int MOST = 500;

    private final TicketReads reads;
    private final People people;
    private final Caller caller;

    Support0People(TicketReads reads, People people, Caller caller) {
        this.reads = reads;
        this.people = people;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Show a person and his tickets")
    public Uni<User> user(@PathParam("id") long id, @Context UriInfo uri) {
        return mayKnow(id)
                .chain(() -> people.confirmed(id))
                .map(found -> found.orElseThrow(Problem::notFound))
                .chain(person -> reads.own(id, Optional.empty(), new Page(MOST, null))
                        .map(tickets -> User.of(person, tickets.rows(), Addresses.of(uri))));
    }

    private Uni<Void> mayKnow(long id) {
        long reader = caller.id();
        if (id == reader) {
            return Uni.createFrom().voidItem();
        }
        return people.atLeast(Role.SUPPORT, reader)
                .invoke(staff -> {
                    if (!staff) {
                        throw Problem.notFound();
                    }
                })
                .replaceWithVoid();
    }

    /** @param tickets addresses, newest first, the newest 500 */
    @Schema(name = "Support0User")
    record User(
            @Schema(examples = "19") long id,
            @Schema(examples = "example_user") String username,

            @Schema(nullable = true, format = "email", examples = "email@example.com")
            String email,

            @JsonProperty("is_active") boolean active,

            @Schema(
                    description = "Addresses, newest first, the newest " + MOST,
                    example = "[\"http://localhost:8000/api/ticket/66\"]")
            List<String> tickets) {

        static User of(PersonState person, List<OwnLine> tickets, Addresses addresses) {
            List<Long> ids = tickets.stream().map(OwnLine::id).limit(MOST).toList();
            return new User(person.id(), person.username(), person.email(), !person.blocked(), addresses.tickets(ids));
        }
    }
}
