package io.otklik.notification.api.internal;

import io.otklik.edge.LongAnswer;
import io.otklik.edge.Problem;
import io.otklik.edge.ServicesOnly;
import io.otklik.edge.Text;
import io.otklik.notification.delivery.Comparison;
import io.otklik.notification.delivery.Difference;
import io.otklik.notification.delivery.Reconciliation;
import io.otklik.notification.delivery.ReconciliationRuns;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** For operators: whether the ledger of deliveries holds what the events lead to. The gateway never routes here. */
@Path("/internal/reconciliation")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@ServicesOnly
public class ReconciliationResource {

    private static final Text RUNS = new Text("Сверка уже идёт.", "A reconciliation is under way.");

    private final Reconciliation reconciliation;

    ReconciliationResource(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    /** Reads all events there are, and answers when it is done; 409 while another one runs. Nobody is to repeat it unasked: so no GET. */
    @POST
    @Operation(hidden = true)
    public Uni<Found> compare(@Context HttpServerRequest request) {
        Uni<Found> found = reconciliation
                .run()
                .map(Found::of)
                .onFailure(ReconciliationRuns.class)
                .transform(runs -> Problem.of(Problem.Kind.CONFLICT, RUNS));
        return LongAnswer.to(request, found);
    }

    /**
     * @param events how many were read
     * @param due deliveries that they lead to
     * @param pending of these, not written yet since their event was not taken in
     * @param different how many differences there are
     * @param differences the first ten thousand
     */
    public record Found(long events, long due, long pending, long different, List<Unequal> differences) {

        static Found of(Comparison found) {
            return new Found(
                    found.events(),
                    found.due(),
                    found.pending(),
                    found.different(),
                    found.differences().stream().map(Unequal::of).toList());
        }
    }

    /**
     * @param what missing, doubled or unexplained
     * @param person null: the channel {@code support}
     * @param place of the event, topic-partition-offset; null when there is none
     * @param reason why the event was put aside; null when it was not
     */
    public record Unequal(
            String what,
            String channel,
            UUID event,
            Long person,
            long ticket,
            String kind,
            String place,
            String reason) {

        static Unequal of(Difference difference) {
            return new Unequal(
                    difference.what(),
                    difference.channel().name().toLowerCase(Locale.ROOT),
                    difference.eventId(),
                    difference.personId(),
                    difference.ticketId(),
                    difference.kind().toLowerCase(Locale.ROOT),
                    difference.place(),
                    difference.reason());
        }
    }
}
