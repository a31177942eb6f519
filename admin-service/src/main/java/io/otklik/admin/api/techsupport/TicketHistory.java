package io.otklik.admin.api.techsupport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.admin.history.History;
import io.otklik.admin.history.HistoryFilter;
import io.otklik.admin.history.HistoryRow;
import io.otklik.edge.Fields;
import io.otklik.edge.Page;
import io.otklik.edge.Text;
import io.otklik.events.TicketStatus;
import io.otklik.people.Permissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Who changed what of which ticket (techsupport-v1.md, „Просмотр истории изменений тикетов“). */
@Path("/api/v1/admin/ticket-history")
@PermissionsAllowed(Permissions.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
class TicketHistory {

    private static final Text REVERSED =
            new Text("Конец интервала раньше его начала.", "The end of the interval is before its start.");

    /** What this contract shows as one status, in_progress: changes among them are no changes here. */
    private static final Set<TicketStatus> IN_PROGRESS =
            EnumSet.of(TicketStatus.IN_PROGRESS, TicketStatus.WAITING_RESPONSE, TicketStatus.FROZEN);

    private static final Map<String, String> FIELDS = Stream.of(
                    "status", "assigned_to", "category", "priority", "subject", "description")
            .collect(LinkedHashMap::new, (fields, field) -> fields.put(field, field), Map::putAll);

    private final History history;

    TicketHistory(History history) {
        this.history = history;
    }

    @GET
    @Operation(summary = "List the changes of tickets, the newest first")
    @Parameter(name = "ticket", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
    @Parameter(
            name = "changed_by",
            in = ParameterIn.QUERY,
            description = "The id of a person",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
    @Parameter(
            name = "field",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"status", "assigned_to", "category", "priority", "subject", "description"}))
    @Parameter(
            name = "changed_at__gte",
            in = ParameterIn.QUERY,
            description = "The start of the interval, in ISO 8601; a day alone is its midnight in UTC",
            schema = @Schema(type = SchemaType.STRING),
            example = "2025-06-25T10:00:00Z")
    @Parameter(
            name = "changed_at__lte",
            in = ParameterIn.QUERY,
            description = "The end of the interval, likewise",
            schema = @Schema(type = SchemaType.STRING),
            example = "2025-06-26")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Change.class)))
    public Uni<Response> list(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        HistoryFilter filter = filter(query);
        Page page = query.verified(() -> Page.of(query));
        return history.list(filter, page)
                .map(found -> page.response(found.rows(), found.total(), HistoryRow::id, Change::of, uri));
    }

    private static HistoryFilter filter(Fields query) {
        Optional<Instant> from = query.optionalInstant("changed_at__gte");
        Optional<Instant> to = query.optionalInstant("changed_at__lte");
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            query.refuse("changed_at__lte", REVERSED);
        }
        return new HistoryFilter(
                query.optionalNumber("ticket"),
                query.optionalNumber("changed_by"),
                query.optionalChoice("field", FIELDS),
                from,
                to,
                IN_PROGRESS);
    }

    /** One row; values as this contract writes them. */
    @Schema(name = "TicketChange")
    record Change(
            @Schema(example = "40") long id,
            @Schema(example = "1") long ticket,

            @JsonProperty("changed_by") @Schema(description = "The id of a person", example = "2")
            long changedBy,

            @Schema(enumeration = {"status", "assigned_to", "category", "priority", "subject", "description"})
            String field,

            @JsonProperty("old_value") @Schema(nullable = true, example = "open")
            String oldValue,

            @JsonProperty("new_value") @Schema(nullable = true, example = "in_progress")
            String newValue,

            @JsonProperty("changed_at") Instant changedAt) {

        static Change of(HistoryRow row) {
            return new Change(
                    row.id(),
                    row.ticketId(),
                    row.changedBy(),
                    row.field(),
                    shown(row.field(), row.oldValue()),
                    shown(row.field(), row.newValue()),
                    row.changedAt());
        }

        private static String shown(String field, String value) {
            return value != null && field.equals("status") ? shown(TicketStatus.valueOf(value)) : value;
        }

        private static String shown(TicketStatus status) {
            return switch (status) {
                case OPEN -> "open";
                case IN_PROGRESS, WAITING_RESPONSE, FROZEN -> "in_progress";
                case RESOLVED -> "resolved";
                case CLOSED -> "closed";
            };
        }
    }
}
