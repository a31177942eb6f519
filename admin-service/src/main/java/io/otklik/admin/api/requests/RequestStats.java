package io.otklik.admin.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.admin.statistics.Statistics;
import io.otklik.admin.statistics.Workload;
import io.otklik.events.TicketStatus;
import io.otklik.people.Permissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** How the requests stand (customer-requests.md, {@code stats}). */
@Path("/api/admin/customer-requests/stats")
@PermissionsAllowed(Permissions.STAFF)
@Produces(MediaType.APPLICATION_JSON)
class RequestStats {

    private final Statistics statistics;

    RequestStats(Statistics statistics) {
        this.statistics = statistics;
    }

    @GET
    @Operation(summary = "Show how the requests stand")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Stats.class)))
    public Uni<Stats> stats() {
        return statistics.workload().map(Stats::of);
    }

    /** @param completionRate percent with two decimals, rounded as the document's code does; the whole number 0 of none */
    @Schema(name = "RequestStats")
    record Stats(
            @JsonProperty("total_requests") @Schema(example = "150")
            long total,

            @JsonProperty("open_requests") @Schema(example = "25")
            long open,

            @JsonProperty("in_progress_requests") @Schema(example = "15")
            long inProgress,

            @JsonProperty("completed_today") @Schema(description = "In UTC", example = "3")
            long completedToday,

            @JsonProperty("completion_rate") @Schema(description = "Percent", example = "68.67")
            Number completionRate) {

        static Stats of(Workload workload) {
            Map<TicketStatus, Long> statuses = workload.statuses();
            return new Stats(
                    workload.total(),
                    statuses.get(TicketStatus.OPEN),
                    statuses.get(TicketStatus.IN_PROGRESS)
                            + statuses.get(TicketStatus.WAITING_RESPONSE)
                            + statuses.get(TicketStatus.FROZEN),
                    workload.resolvedToday(),
                    rate(statuses.get(TicketStatus.RESOLVED), workload.total()));
        }

        /** Python's {@code round((completed / total) * 100, 2)}: of the very double, and to even where that lies in the middle. */
        private static Number rate(long completed, long total) {
            if (total == 0) {
                return 0;
            }
            double percent = (double) completed / total * 100;
            return new BigDecimal(percent).setScale(2, RoundingMode.HALF_EVEN).doubleValue();
        }
    }
}
