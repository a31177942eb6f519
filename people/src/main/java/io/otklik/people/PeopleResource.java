package io.otklik.people;

import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.otklik.edge.ServicesOnly;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Where identity tells of a changed person before it answers whoever changed him, so that the very next request is decided by
 * what he is now. Of several replicas of a service one hears it here; the others go by otklik.people, which is milliseconds
 * behind (docs/adr/0009). The gateway never routes here.
 */
@Path("/internal/people")
@PermitAll
@ServicesOnly
class PeopleResource {

    private final People people;

    PeopleResource(People people) {
        this.people = people;
    }

    /** The person as {@link EventJson#writePerson}. 204 also when a newer state is known, which then stays; 400 when it is none. */
    @POST
    @Operation(hidden = true)
    public Uni<Void> learn(byte[] state) {
        people.learn(person(state));
        return Uni.createFrom().voidItem();
    }

    private static PersonState person(byte[] state) {
        try {
            return EventJson.readPerson(state);
        } catch (IOException unreadable) {
            throw Problem.of(Problem.Kind.MALFORMED, Messages.MALFORMED);
        }
    }
}
