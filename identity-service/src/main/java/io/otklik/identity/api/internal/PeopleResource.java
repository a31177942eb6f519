package io.otklik.identity.api.internal;

import io.otklik.edge.Fields;
import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.otklik.edge.ServicesOnly;
import io.otklik.edge.Text;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.otklik.identity.account.PersonReads;
import io.otklik.identity.account.Republication;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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
    private static final int LONGEST = 64 * 1024;

    private final PersonReads people;
    private final Republication republication;

    PeopleResource(PersonReads people, Republication republication) {
        this.people = people;
        this.republication = republication;
    }

    /** The person as he is now; 404 when there is none. */
    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public Uni<String> one(@PathParam("id") long id) {
        return people.find(id).map(found -> EventJson.writePerson(found.orElseThrow(Problem::notFound)));
    }

    /**
     * Those of {@code ?ids=1,2,3} or of {@code ?uuids=} who exist, as an array; at most 1 000. With {@code ?search=} only the
     * ids of those whose personal names or e-mail have that as a part, without regard to case; the newest {@code ?limit=}.
     */
    @GET
    @Operation(hidden = true)
    public Uni<String> several(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        String ids = query.optionalText("ids", LONGEST).orElse("");
        String uuids = query.optionalText("uuids", LONGEST).orElse("");
        Optional<String> search = query.optionalText("search", LONGEST);
        int limit = query.number("limit", 1, MOST, MOST);
        query.verify();
        if (search.isPresent()) {
            return people.matching(search.get(), limit).map(found -> new JsonArray(found).encode());
        }
        return (uuids.isEmpty()
                        ? people.all(list("ids", ids, Long::valueOf, Messages.NOT_A_NUMBER))
                        : people.allByUuid(list("uuids", uuids, UUID::fromString, Messages.NOT_A_UUID)))
                .map(PeopleResource::array);
    }

    /** For operators: everybody once more on otklik.people. Answers when all are on their way. */
    @POST
    @Path("/publish")
    @Operation(hidden = true)
    public Uni<Published> publish() {
        return republication.run().map(Published::new);
    }

    /** @param people how many there are */
    public record Published(long people) {}

    private static <T> List<T> list(String name, String sent, Function<String, T> reader, Text wrong) {
        try {
            List<T> list = Stream.of(sent.split(","))
                    .filter(one -> !one.isBlank())
                    .map(one -> reader.apply(one.strip()))
                    .distinct()
                    .toList();
            if (list.size() > MOST) {
                throw Problem.field(name, Messages.outOfRange(0, MOST));
            }
            return list;
        } catch (IllegalArgumentException unreadable) {
            throw Problem.field(name, wrong);
        }
    }

    private static String array(List<PersonState> people) {
        return people.stream().map(EventJson::writePerson).collect(Collectors.joining(",", "[", "]"));
    }
}
