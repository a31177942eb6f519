package io.otklik.identity.api.internal;

import io.otklik.edge.Fields;
import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.otklik.edge.ServicesOnly;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.otklik.identity.account.PersonReads;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** People for the other services, each as {@link EventJson#writePerson}. The gateway never routes here. */
@Path("/internal/people")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@ServicesOnly
public class PeopleResource {

    private static final int MOST = 1_000;

    private final PersonReads people;

    PeopleResource(PersonReads people) {
        this.people = people;
    }

    /** The person as he is now; 404 when there is none. */
    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public Uni<String> one(@PathParam("id") long id) {
        return people.find(id).map(found -> EventJson.writePerson(found.orElseThrow(Problem::notFound)));
    }

    /** Those of {@code ?ids=1,2,3} who exist, as an array; at most 1 000. */
    @GET
    @Operation(hidden = true)
    public Uni<String> several(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        String sent = query.optionalText("ids", 64 * 1024).orElse("");
        query.verify();
        return people.all(ids(sent)).map(PeopleResource::array);
    }

    private static List<Long> ids(String sent) {
        try {
            List<Long> ids = Stream.of(sent.split(","))
                    .filter(id -> !id.isBlank())
                    .map(id -> Long.valueOf(id.strip()))
                    .distinct()
                    .toList();
            if (ids.size() > MOST) {
                throw Problem.field("ids", Messages.outOfRange(0, MOST));
            }
            return ids;
        } catch (NumberFormatException wrong) {
            throw Problem.field("ids", Messages.NOT_A_NUMBER);
        }
    }

    private static String array(List<PersonState> people) {
        return people.stream().map(EventJson::writePerson).collect(Collectors.joining(",", "[", "]"));
    }
}
