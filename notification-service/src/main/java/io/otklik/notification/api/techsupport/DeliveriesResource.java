package io.otklik.notification.api.techsupport;

import io.otklik.edge.Fields;
import io.otklik.edge.Page;
import io.otklik.notification.delivery.Channel;
import io.otklik.notification.delivery.Deliveries;
import io.otklik.notification.delivery.Delivery;
import io.otklik.notification.delivery.DeliveryFilter;
import io.otklik.notification.delivery.State;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The ledger of deliveries: who was told of what, by which channel, and what became of it. */
@Path("/api/v1/admin/deliveries")
@PermissionsAllowed(Permissions.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
class DeliveriesResource {

    private static final Map<String, Channel> CHANNELS = named(Channel.values(), DeliveryRow::shown);
    private static final Map<String, State> STATES = named(State.values(), DeliveryRow::shown);

    private final Deliveries deliveries;

    DeliveriesResource(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    private static <T> Map<String, T> named(T[] values, Function<T, String> name) {
        return Stream.of(values)
                .collect(LinkedHashMap::new, (names, value) -> names.put(name.apply(value), value), Map::putAll);
    }

    /** Newest first. 400 on {@code ticket}, {@code person}, {@code channel}, {@code state}, {@code limit}, {@code cursor}. */
    @GET
    @Operation(
            summary = "List who was told of what, by which channel and with what result, the newest first",
            description =
                    "One row per event, recipient and channel. New tickets have one for each support agent who sees them.")
    @Parameter(name = "ticket", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
    @Parameter(
            name = "person",
            in = ParameterIn.QUERY,
            description = "The id of who was to be told",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
    @Parameter(
            name = "channel",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"feed", "email"}))
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"queued", "sending", "sent", "seen", "failed"}))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = DeliveryRow.class)))
    public Uni<Response> list(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        DeliveryFilter filter = new DeliveryFilter(
                query.optionalNumber("ticket"),
                query.optionalNumber("person"),
                query.optionalChoice("channel", CHANNELS),
                query.optionalChoice("state", STATES));
        Page page = query.verified(() -> Page.of(query));
        return deliveries
                .list(filter, page)
                .map(found -> page.response(found.rows(), found.total(), Delivery::id, DeliveryRow::of, uri));
    }
}
