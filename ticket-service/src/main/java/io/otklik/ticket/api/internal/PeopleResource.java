package io.otklik.ticket.api.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Fields;
import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.otklik.edge.ServicesOnly;
import io.otklik.ticket.activity.PeopleActivity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What people did on tickets, for the other services. The gateway never routes here. */
@Path("/internal/people/activity")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@ServicesOnly
class PeopleResource {

    private static final int MOST = 1_000;

    private final PeopleActivity activity;

    PeopleResource(PeopleActivity activity) {
        this.activity = activity;
    }

    /** Of each of {@code ?ids=1,2,3}, in their order; at most 1 000. */
    @GET
    @Operation(hidden = true)
    public Uni<List<Shown>> of(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        String sent = query.optionalText("ids", 64 * 1024).orElse("");
        query.verify();
        return activity.of(ids(sent)).map(found -> found.stream().map(Shown::of).toList());
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

    record Shown(
            long id,
            long tickets,
            @JsonProperty("last_activity") Instant lastActivity) {

        static Shown of(PeopleActivity.Activity one) {
            return new Shown(one.personId(), one.tickets(), one.last());
        }
    }
}
